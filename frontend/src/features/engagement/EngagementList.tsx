import { ArrowUp, MessagesSquare, Plus, Search, X } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useRef, useState } from "react";
import { Button, IconButton } from "../../components/Button.tsx";
import { Empty, Failed, Skeleton } from "../../components/State.tsx";
import { VirtualList } from "../../components/VirtualList.tsx";
import { useEngagements } from "../../hooks/useEngagement.ts";
import { useHotkeys } from "../../hooks/useHotkeys.ts";
import { useStore } from "../../hooks/useStore.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Engagement } from "../../services/api/shapes.ts";
import { isMsp, sideOf } from "../../services/model/sides.ts";
import type { EngagementStatus } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { EngagementRow, rowHeight } from "./EngagementRow.tsx";
import { inOrder, movedUp } from "./heldOrder.ts";
import { NewEngagement } from "./NewEngagement.tsx";

type StatusFilter = EngagementStatus | "all";

const filters: readonly StatusFilter[] = ["all", "open", "on_hold", "closed"];

export function EngagementList({ selected }: { selected: string | undefined }) {
  const { user } = useWorkplace();
  const [query, setQuery] = useState("");
  const [status, setStatus] = useState<StatusFilter>("all");
  const [creating, setCreating] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);
  const wanted = useDeferredValue(query.trim());
  const filter = {
    ...(wanted ? { query: wanted } : {}),
    ...(status === "all" ? {} : { status }),
  };
  const list = useEngagements(filter);
  const engagements = list.data?.pages.flatMap((page) => page.items) ?? [];
  useHotkeys({ "/": () => searchField.current?.focus() });
  const clear = () => {
    setQuery("");
    setStatus("all");
  };
  const msp = isMsp(user.grants);
  // Next to an open conversation, the title of that conversation is the h1.
  const Heading = selected === undefined ? "h1" : "h2";
  return (
    <section aria-label={t.pages.engagements} className="flex h-full min-h-0 flex-col border-r border-line bg-surface">
      <header className="grid gap-2 px-3 pt-3 pb-2">
        <div className="flex min-h-8 items-center justify-between pl-1">
          <Heading className="text-md font-semibold">{t.pages.engagements}</Heading>
          {msp && (
            <IconButton label={t.engagements.create} onClick={() => setCreating(true)}>
              <Plus size={20} strokeWidth={1.75} />
            </IconButton>
          )}
        </div>
        <div className="relative">
          <Search aria-hidden="true" size={16} strokeWidth={1.75} className="absolute top-2.5 left-2.5 text-faint" />
          <input
            ref={searchField}
            type="search"
            aria-label={t.engagements.search}
            placeholder={t.engagements.search}
            className="field pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          {query !== "" && (
            <IconButton
              label={t.engagements.clearFilter}
              className="absolute top-0.5 right-0.5"
              onClick={() => setQuery("")}
            >
              <X size={16} strokeWidth={1.75} />
            </IconButton>
          )}
        </div>
        <div role="group" aria-label={t.engagements.statusLabel} className="flex gap-0.5">
          {filters.map((name) => (
            <Button
              key={name}
              small
              look="quiet"
              aria-pressed={status === name}
              className={status === name ? "bg-sunken text-ink" : ""}
              onClick={() => setStatus(name)}
            >
              {t.engagements.filter[name]}
            </Button>
          ))}
        </div>
      </header>
      <div className="min-h-0 flex-1">
        {list.isPending && <Skeleton lines={7} height={rowHeight} />}
        {list.isError && !list.data && <Failed error={list.error} retry={() => void list.refetch()} />}
        {list.data && engagements.length === 0 && (
          <NoEngagements
            filtered={query !== "" || status !== "all"}
            msp={msp}
            onClear={clear}
            onCreate={() => setCreating(true)}
          />
        )}
        {engagements.length > 0 && (
          <Rows
            engagements={engagements}
            selected={selected}
            onNearEnd={() => list.hasNextPage && !list.isFetchingNextPage && void list.fetchNextPage()}
          />
        )}
      </div>
      {creating && <NewEngagement onClose={() => setCreating(false)} />}
    </section>
  );
}

interface RowsProps {
  engagements: readonly Engagement[];
  selected: string | undefined;
  onNearEnd: () => void;
}

/** The order does not change under a pointer or a focused row. A button tells how many rows would move. */
function Rows({ engagements, selected, onNearEnd }: RowsProps) {
  const { user, live } = useWorkplace();
  const presence = useStore(live.presence);
  const [held, setHeld] = useState<string[]>();
  const shown = inOrder(engagements, held);
  const moved = held ? movedUp(shown) : 0;
  const hold = () => setHeld((current) => current ?? shown.map(({ id }) => id));
  const release = () => setHeld(undefined);
  const partnerOf = (engagement: Engagement) =>
    sideOf(user.grants, engagement) === "CLIENT" ? engagement.msp : engagement.client;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where pointer and focus are
    <div
      className="relative h-full"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocus={hold}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) release();
      }}
      onKeyDown={moveFocus}
    >
      {moved > 0 && (
        <div className="pointer-events-none absolute inset-x-0 top-1 z-10 grid justify-items-center">
          <Button small look="primary" className="pointer-events-auto shadow-float" onClick={release}>
            <ArrowUp size={16} strokeWidth={1.75} />
            {t.engagements.moved(moved)}
          </Button>
        </div>
      )}
      <VirtualList
        role="list"
        label={t.pages.engagements}
        className="h-full"
        rows={shown}
        keyOf={(engagement) => engagement.id}
        estimate={() => rowHeight}
        onNearEnd={onNearEnd}
        render={(engagement) => (
          <EngagementRow
            engagement={engagement}
            partner={partnerOf(engagement).name}
            online={presence.get(partnerOf(engagement).id)?.count ?? 0}
            selected={engagement.id === selected}
            me={user.id}
          />
        )}
      />
    </div>
  );
}

/** J, K and the arrow keys move the focus between the rows. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (by === undefined) return;
  event.preventDefault();
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-engagement]")];
  const index = rows.findIndex((row) => row.contains(document.activeElement));
  rows[index < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, index + by))]?.focus();
}

interface NoEngagementsProps {
  filtered: boolean;
  msp: boolean;
  onClear: () => void;
  onCreate: () => void;
}

function NoEngagements({ filtered, msp, onClear, onCreate }: NoEngagementsProps) {
  if (filtered)
    return (
      <Empty title={t.engagements.noMatch} why={t.engagements.noMatchWhy}>
        <Button onClick={onClear}>{t.engagements.clearFilter}</Button>
      </Empty>
    );
  return (
    <Empty
      icon={<MessagesSquare size={20} strokeWidth={1.75} />}
      title={t.engagements.empty}
      why={msp ? t.engagements.emptyMsp : t.engagements.emptyClient}
    >
      {msp && (
        <Button look="primary" onClick={onCreate}>
          {t.engagements.create}
        </Button>
      )}
    </Empty>
  );
}
