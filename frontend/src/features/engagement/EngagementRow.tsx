import { Phone } from "lucide-react";
import { memo } from "react";
import { Link } from "react-router";
import { SeverityIcon } from "../../components/Severity.tsx";
import { Ago } from "../../components/Time.tsx";
import type { Engagement } from "../../services/api/shapes.ts";
import { plain } from "../../services/model/markdown.ts";
import { t } from "../../texts.ts";

interface EngagementRowProps {
  engagement: Engagement;
  /** The name of the other side. */
  partner: string;
  online: number;
  selected: boolean;
  me: string;
}

export const rowHeight = 84;

export const EngagementRow = memo(function EngagementRow({
  engagement,
  partner,
  online,
  selected,
  me,
}: EngagementRowProps) {
  const { id, title, unread, status, lastMessage, updatedAt } = engagement;
  return (
    <Link
      to={`/engagements/${encodeURIComponent(id)}`}
      data-engagement={id}
      aria-current={selected ? "page" : undefined}
      className={`mx-1.5 grid h-[84px] grid-cols-[10px_minmax(0,1fr)] gap-x-2.5 rounded-sm px-2 py-2.5 focus-visible:outline-offset-[-2px] ${
        selected ? "bg-accent-soft" : "hover:bg-hover"
      }`}
    >
      <span
        className={`mt-1.5 size-2 rounded-full ${online > 0 ? "bg-good" : "border border-line-strong"}`}
        title={t.engagements.online(online)}
      />
      <span className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-0.5">
        <span className="flex items-baseline justify-between gap-2">
          <span className={`truncate text-base ${unread > 0 ? "font-semibold" : "font-medium"}`}>{partner}</span>
          <Ago at={updatedAt} className="shrink-0 text-xs text-faint" />
        </span>
        <span className="truncate text-sm text-ink">{title}</span>
        <span className="flex h-5 items-center gap-1.5">
          <span className="min-w-0 flex-1 truncate text-sm text-muted">
            {lastMessage ? <LastMessage message={lastMessage} me={me} /> : t.engagements.noMessages}
          </span>
          <Marks engagement={engagement} />
          {status !== "open" && (
            <span className="rounded-sm bg-sunken px-1.5 text-xs text-muted">{t.engagements.status[status]}</span>
          )}
          {unread > 0 && (
            <span className="numbers min-w-5 rounded-full bg-accent px-1.5 text-center text-xs/5 font-semibold text-on-accent">
              <span aria-hidden="true">{unread > 99 ? "99+" : unread}</span>
              <span className="sr-only">{t.engagements.unread(unread)}</span>
            </span>
          )}
        </span>
      </span>
    </Link>
  );
});

function LastMessage({ message, me }: { message: NonNullable<Engagement["lastMessage"]>; me: string }) {
  const name = message.author.id === me ? t.common.you : message.author.name.split(" ")[0];
  return (
    <>
      <span className="text-faint">{name}: </span>
      {message.text === null ? <em>{t.engagements.deleted}</em> : plain(message.text.slice(0, 200))}
    </>
  );
}

function Marks({ engagement: { alerts, interactions } }: { engagement: Engagement }) {
  const severity = (["critical", "warning", "info"] as const).find((name) => alerts[name] > 0);
  const calls = Object.values(interactions).reduce((sum, count) => sum + count, 0);
  return (
    <>
      {severity && (
        <span title={`${t.alerts.severity[severity]}: ${alerts[severity]}`} className="inline-flex items-center">
          <SeverityIcon severity={severity} />
          <span className="sr-only">{t.alerts.count(alerts.critical + alerts.warning + alerts.info)}</span>
        </span>
      )}
      {calls > 0 && (
        <span
          className="numbers inline-flex items-center gap-0.5 text-xs text-faint"
          title={t.engagements.interactions}
        >
          <Phone aria-hidden="true" size={16} strokeWidth={1.75} className="size-3" />
          <span className="sr-only">{t.engagements.interactions}</span>
          {calls}
        </span>
      )}
    </>
  );
}
