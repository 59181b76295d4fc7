import { ArrowLeft, MessagesSquare, PanelRight, Search } from "lucide-react";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { IconButton } from "../components/Button.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { useTitle } from "../components/Page.tsx";
import { Empty, Failed, Skeleton } from "../components/State.tsx";
import { AlertBanner } from "../features/alert/AlertBanner.tsx";
import { OpenAlerts } from "../features/alert/OpenAlerts.tsx";
import { ConversationView } from "../features/chat/ConversationView.tsx";
import { MessageSearch } from "../features/chat/MessageSearch.tsx";
import { Details } from "../features/engagement/Details.tsx";
import { EngagementList } from "../features/engagement/EngagementList.tsx";
import { useEngagement } from "../hooks/useEngagement.ts";
import { useMediaQuery } from "../hooks/useMediaQuery.ts";
import { useStore } from "../hooks/useStore.ts";
import { useWorkplace } from "../hooks/useWorkplace.ts";
import { ApiError } from "../services/api/problem.ts";
import type { Engagement } from "../services/api/shapes.ts";
import { changeSettings, settings } from "../services/browser/settings.ts";
import { t } from "../texts.ts";

/** List, conversation and details: side by side on wide screens, one at a time on narrow ones. */
export function EngagementsPage() {
  const { id } = useParams();
  const wide = useMediaQuery("(min-width: 720px)");
  if (!wide)
    return id === undefined ? (
      <main id="content" tabIndex={-1} className="h-full min-w-0 outline-none">
        <EngagementList selected={undefined} />
      </main>
    ) : (
      <Opened key={id} id={id} />
    );
  return (
    <div className="flex h-full min-w-0">
      <div className="h-full w-[280px] shrink-0 lg:w-[300px]">
        <EngagementList selected={id} />
      </div>
      {id === undefined ? <Nothing /> : <Opened key={id} id={id} />}
    </div>
  );
}

function Nothing() {
  useTitle(t.pages.engagements);
  return (
    <main id="content" tabIndex={-1} className="h-full min-w-0 flex-1 bg-canvas outline-none">
      <Empty
        icon={<MessagesSquare size={20} strokeWidth={1.75} />}
        title={t.engagements.choose}
        why={t.engagements.chooseWhy}
      />
    </main>
  );
}

function Opened({ id }: { id: string }) {
  const engagement = useEngagement(id);
  return (
    <main id="content" tabIndex={-1} className="flex h-full min-w-0 flex-1 bg-canvas outline-none">
      {!engagement.data && <h1 className="sr-only">{t.pages.engagements}</h1>}
      {engagement.data ? (
        <WithDetails engagement={engagement.data} />
      ) : engagement.error ? (
        <div className="flex-1">
          {engagement.error instanceof ApiError && engagement.error.status === 404 ? (
            <Empty title={t.common.notFound} why={t.common.notFoundWhy}>
              <Link to="/engagements" className="text-accent-ink underline underline-offset-2">
                {t.common.toEngagements}
              </Link>
            </Empty>
          ) : (
            <Failed error={engagement.error} retry={() => void engagement.refetch()} />
          )}
        </div>
      ) : (
        <div className="flex-1">
          <Skeleton lines={6} height={72} />
        </div>
      )}
    </main>
  );
}

function WithDetails({ engagement }: { engagement: Engagement }) {
  useTitle(engagement.title);
  const [params] = useSearchParams();
  const roomy = useMediaQuery("(min-width: 1180px)");
  const { detailsShown } = useStore(settings);
  const [drawer, setDrawer] = useState(false);
  const [searching, setSearching] = useState(false);
  const at = Number(params.get("at"));
  const details = (
    <Details engagement={engagement}>
      <OpenAlerts engagement={engagement.id} mayRaise={engagement.status !== "closed"} />
    </Details>
  );
  return (
    <>
      <div className="flex h-full min-w-0 flex-1 flex-col">
        <Header
          engagement={engagement}
          onSearch={() => setSearching(true)}
          detailsOpen={roomy ? detailsShown : drawer}
          onDetails={() => (roomy ? changeSettings({ detailsShown: !detailsShown }) : setDrawer(true))}
        />
        <AlertBanner engagement={engagement.id} />
        <ConversationView engagement={engagement} target={at > 0 ? at : undefined} />
      </div>
      {roomy && detailsShown && (
        <aside
          aria-label={t.engagements.details}
          className="h-full w-[288px] shrink-0 overflow-y-auto border-l border-line bg-surface"
        >
          {details}
        </aside>
      )}
      {drawer && !roomy && (
        <Dialog title={t.engagements.details} place="side" onClose={() => setDrawer(false)}>
          <div className="-mx-4">{details}</div>
        </Dialog>
      )}
      {searching && <MessageSearch engagement={engagement.id} onClose={() => setSearching(false)} />}
    </>
  );
}

interface HeaderProps {
  engagement: Engagement;
  onSearch: () => void;
  detailsOpen: boolean;
  onDetails: () => void;
}

function Header({ engagement, onSearch, detailsOpen, onDetails }: HeaderProps) {
  const { live } = useWorkplace();
  const presence = useStore(live.presence);
  const online = (presence.get(engagement.client.id)?.count ?? 0) + (presence.get(engagement.msp.id)?.count ?? 0);
  return (
    <header className="flex min-h-14 items-center gap-2 border-b border-line bg-surface px-3 py-2 md:px-6">
      <Link
        to="/engagements"
        aria-label={t.common.back}
        title={t.common.back}
        className="grid size-8 place-items-center rounded-sm text-muted hover:bg-hover md:hidden"
      >
        <ArrowLeft aria-hidden="true" size={20} strokeWidth={1.75} />
      </Link>
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-md font-semibold" title={engagement.title}>
          {engagement.title}
        </h1>
        <p className="flex items-center gap-1.5 text-sm text-muted">
          <span className="truncate">
            {engagement.client.name} · {engagement.msp.name}
          </span>
          <span aria-hidden="true">·</span>
          <span className="shrink-0">{t.engagements.status[engagement.status]}</span>
          <span aria-hidden="true" className="max-md:hidden">
            ·
          </span>
          <span className="numbers inline-flex shrink-0 items-center gap-1 max-md:hidden">
            <span aria-hidden="true" className={`size-2 rounded-full ${online > 0 ? "bg-good" : "bg-line-strong"}`} />
            {t.engagements.online(online)}
          </span>
        </p>
      </div>
      <IconButton label={t.chat.search} onClick={onSearch}>
        <Search size={20} strokeWidth={1.75} />
      </IconButton>
      <IconButton
        label={detailsOpen ? t.engagements.hideDetails : t.engagements.details}
        aria-expanded={detailsOpen}
        onClick={onDetails}
      >
        <PanelRight size={20} strokeWidth={1.75} />
      </IconButton>
    </header>
  );
}
