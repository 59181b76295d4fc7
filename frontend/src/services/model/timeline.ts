import type { EventsPage } from "../api/shapes.ts";
import type { ChatMessage, JournalFrame } from "../socket/protocol.ts";

/** A window of an engagement's journal: events without gaps, from the first loaded one to the last. */
export interface Timeline {
  events: readonly JournalFrame[];
  /** The newest known seq. The window is complete at its end when the last event has this seq. */
  head: number;
}

/** More events than this are dropped at the far end; scrolling there loads them again. */
export const windowSize = 1_200;

export const emptyTimeline: Timeline = { events: [], head: 0 };

export const firstSeq = ({ events, head }: Timeline): number => events[0]?.seq ?? head + 1;
export const lastSeq = ({ events, head }: Timeline): number => events.at(-1)?.seq ?? head;
export const reachesStart = (timeline: Timeline): boolean => firstSeq(timeline) <= 1;
export const reachesHead = (timeline: Timeline): boolean => lastSeq(timeline) >= timeline.head;

export function fromPage(page: EventsPage): Timeline {
  return { events: page.items, head: Math.max(page.head, page.items.at(-1)?.seq ?? 0) };
}

/** Adds the page below the window. A page that no longer fits, because the window has moved, changes nothing. */
export function withOlder(timeline: Timeline, page: EventsPage): Timeline {
  const older = page.items.filter((event) => event.seq < firstSeq(timeline));
  if (older.length === 0 || older.at(-1)?.seq !== firstSeq(timeline) - 1) return timeline;
  return { events: [...older, ...timeline.events].slice(0, windowSize), head: Math.max(timeline.head, page.head) };
}

export function withNewer(timeline: Timeline, page: EventsPage): Timeline {
  const newer = page.items.filter((event) => event.seq > lastSeq(timeline));
  const head = Math.max(timeline.head, page.head);
  if (newer.length > 0 && newer[0]?.seq !== lastSeq(timeline) + 1) return { ...timeline, head };
  return { events: [...timeline.events, ...newer].slice(-windowSize), head };
}

/** The message with this seq, if it is loaded. */
export function messageAt(timeline: Timeline, seq: number): ChatMessage | undefined {
  const event = timeline.events[seq - firstSeq(timeline)];
  return event?.type === "chat_message" ? event : undefined;
}

/** Applies live frames in one step. Frames outside the window only move the head. */
export function receive(timeline: Timeline, frames: readonly JournalFrame[]): Timeline {
  let events: JournalFrame[] | undefined;
  let { head } = timeline;
  let last = lastSeq(timeline);
  const first = firstSeq(timeline);
  for (const frame of frames) {
    const wasComplete = last >= head;
    head = Math.max(head, frame.seq);
    if (frame.seq === last + 1 && wasComplete) {
      events ??= [...timeline.events];
      events.push(frame);
      last = frame.seq;
    }
    const target = targetOf(frame);
    if (target !== undefined && target >= first && target <= last) {
      events ??= [...timeline.events];
      rewrite(events, target - first, frame);
    }
  }
  if (!events) return head === timeline.head ? timeline : { ...timeline, head };
  return { events: events.length > windowSize ? events.slice(-windowSize) : events, head };
}

function targetOf(frame: JournalFrame): number | undefined {
  return frame.type === "chat_message_edited" || frame.type === "chat_message_deleted" ? frame.data.message : undefined;
}

/** Changes the original message as the server did. */
function rewrite(events: JournalFrame[], index: number, change: JournalFrame): void {
  const original = events[index];
  if (original?.type !== "chat_message") return;
  if (change.type === "chat_message_edited" && original.data.deletedAt === undefined && change.data.text !== null)
    events[index] = { ...original, data: { ...original.data, text: change.data.text, editedAt: change.timestamp } };
  if (change.type === "chat_message_deleted")
    events[index] = { ...original, data: { ...original.data, text: null, deletedAt: change.timestamp } };
}
