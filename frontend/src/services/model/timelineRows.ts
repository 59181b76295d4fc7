import type { OutboxEntry } from "../socket/outbox.ts";
import type { AlertRaised, AlertUpdate, ChatMessage, EngagementUpdate, JournalFrame } from "../socket/protocol.ts";

/** One row of a conversation. */
export type TimelineRow =
  | { kind: "day"; key: string; at: string }
  | { kind: "unread"; key: string }
  | { kind: "message"; key: string; event: ChatMessage; startsGroup: boolean }
  | { kind: "note"; key: string; event: EngagementUpdate | AlertRaised | AlertUpdate }
  | { kind: "pending"; key: string; entry: OutboxEntry; startsGroup: boolean };

const groupMs = 5 * 60_000;

/** Edits and deletions have no row. They show in the message that they change. */
export function rowsOf(
  events: readonly JournalFrame[],
  outbox: readonly OutboxEntry[],
  me: string,
  unreadAfter: number | undefined,
): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let day = "";
  let before: ChatMessage | undefined;
  let unreadShown = unreadAfter === undefined;
  for (const event of events) {
    if (event.type === "chat_message_edited" || event.type === "chat_message_deleted") continue;
    const eventDay = localDay(event.timestamp);
    if (eventDay !== day) {
      rows.push({ kind: "day", key: `day-${eventDay}`, at: event.timestamp });
      day = eventDay;
      before = undefined;
    }
    if (!unreadShown && event.seq > (unreadAfter ?? 0) && event.data.author.id !== me) {
      rows.push({ kind: "unread", key: "unread" });
      unreadShown = true;
      before = undefined;
    }
    if (event.type === "chat_message") {
      rows.push({ kind: "message", key: `s${event.seq}`, event, startsGroup: !continues(before, event) });
      before = event;
    } else {
      rows.push({ kind: "note", key: `s${event.seq}`, event });
      before = undefined;
    }
  }
  for (const entry of pending(events, outbox)) {
    const startsGroup = rows.at(-1)?.kind !== "pending" && before?.data.author.id !== me;
    rows.push({ kind: "pending", key: `p${entry.id}`, entry, startsGroup });
  }
  return rows;
}

/** The messages of the outbox whose echo is not loaded yet. */
function pending(events: readonly JournalFrame[], outbox: readonly OutboxEntry[]): OutboxEntry[] {
  const messages = outbox.filter((entry) => entry.command.type === "send_message");
  if (messages.length === 0) return [];
  const echoed = new Set(events.flatMap((event) => (event.id === undefined ? [] : [event.id])));
  return messages.filter((entry) => !echoed.has(entry.id));
}

function continues(before: ChatMessage | undefined, event: ChatMessage): boolean {
  return (
    before !== undefined &&
    before.data.author.id === event.data.author.id &&
    before.data.author.organisation === event.data.author.organisation &&
    event.data.replyTo === undefined &&
    Date.parse(event.timestamp) - Date.parse(before.timestamp) < groupMs
  );
}

function localDay(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
