import { SeverityIcon } from "../../components/Severity.tsx";
import { ClockTime } from "../../components/Time.tsx";
import type { AlertRaised, AlertUpdate, EngagementUpdate } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";

/** One line for an alert or a change of the engagement. */
export function Note({ event }: { event: EngagementUpdate | AlertRaised | AlertUpdate }) {
  return (
    <div data-seq={event.seq} className="flex justify-center px-4 py-2 md:px-6">
      <p className="flex max-w-[72ch] min-w-0 items-baseline gap-1.5 text-sm text-muted">
        {event.type !== "engagement_update" && (
          <span className="self-center">
            <SeverityIcon severity={event.data.severity} />
          </span>
        )}
        <span className="min-w-0 [overflow-wrap:anywhere]">
          <span className="font-medium text-ink">{event.data.author.name}</span> {words(event)}
        </span>
        <ClockTime at={event.timestamp} className="shrink-0 text-xs text-faint" />
      </p>
    </div>
  );
}

function words(event: EngagementUpdate | AlertRaised | AlertUpdate): string {
  switch (event.type) {
    case "engagement_update":
      switch (event.data.change) {
        case "renamed":
          return t.chat.note.renamed(event.data.title);
        case "status":
          return t.chat.note.status(t.engagements.status[event.data.status].toLowerCase());
        case "created":
          return t.chat.note.created;
        case "people":
          return t.chat.note.people;
      }
      break;
    case "alert":
      return `${t.chat.note.raised} “${event.data.title}” (${t.alerts.severity[event.data.severity].toLowerCase()})`;
    case "alert_update": {
      const { change, title, comment, occurrences } = event.data;
      const verb = change === "repeated" ? t.chat.note.repeated(occurrences) : t.chat.note[change];
      return `${verb} “${title}”${comment ? `: ${comment}` : ""}`;
    }
  }
  return "";
}
