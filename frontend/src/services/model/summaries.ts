import type { Engagement, Reader } from "../api/shapes.ts";
import { isJournal, type JournalFrame, type ServerFrame } from "../socket/protocol.ts";

/**
 * Applies a frame to an engagement. Journal frames that the engagement already contains are ignored. Counters and read
 * markers are absolute values, so applying them twice changes nothing.
 */
export function reduceEngagement(engagement: Engagement, frame: ServerFrame, me: string): Engagement {
  if (!("engagement" in frame) || frame.engagement !== engagement.id) return engagement;
  if (isJournal(frame)) return frame.seq > engagement.head ? afterEvent(engagement, frame, me) : engagement;
  switch (frame.type) {
    case "interaction_update":
      return {
        ...engagement,
        interactions: { ...engagement.interactions, [frame.data.kind]: frame.data.total },
      };
    case "read": {
      const readers = engagement.readers && withReader(engagement.readers, frame.data);
      const seen = readers ? { ...engagement, readers } : engagement;
      return frame.data.user.id === me ? afterOwnRead(seen, frame.data.seq) : seen;
    }
    default:
      return engagement;
  }
}

function afterEvent(engagement: Engagement, frame: JournalFrame, me: string): Engagement {
  const next = { ...engagement, head: frame.seq, updatedAt: frame.timestamp };
  const { lastMessage } = engagement;
  switch (frame.type) {
    case "chat_message":
      return {
        ...next,
        unread: engagement.unread + (frame.data.author.id === me ? 0 : 1),
        lastMessage: { seq: frame.seq, author: frame.data.author, text: frame.data.text, at: frame.timestamp },
      };
    case "chat_message_edited":
      return lastMessage?.seq === frame.data.message && lastMessage.text !== null
        ? { ...next, lastMessage: { ...lastMessage, text: frame.data.text } }
        : next;
    case "chat_message_deleted":
      return lastMessage?.seq === frame.data.message ? { ...next, lastMessage: { ...lastMessage, text: null } } : next;
    case "engagement_update":
      return { ...next, title: frame.data.title, status: frame.data.status };
    case "alert":
      return { ...next, alerts: counted(engagement, frame.data.severity, 1) };
    case "alert_update":
      return frame.data.change === "resolved"
        ? { ...next, alerts: counted(engagement, frame.data.severity, -1) }
        : next;
  }
}

function counted(engagement: Engagement, severity: keyof Engagement["alerts"], by: number): Engagement["alerts"] {
  return { ...engagement.alerts, [severity]: Math.max(0, engagement.alerts[severity] + by) };
}

function afterOwnRead(engagement: Engagement, seq: number): Engagement {
  if (seq <= engagement.read) return engagement;
  const everything = seq >= (engagement.lastMessage?.seq ?? engagement.head);
  return {
    ...engagement,
    read: seq,
    unread: everything ? 0 : Math.min(engagement.unread, engagement.head - seq),
  };
}

function withReader(readers: Reader[], reader: Reader): Reader[] {
  const others = readers.filter(({ user }) => user.id !== reader.user.id);
  const before = readers.find(({ user }) => user.id === reader.user.id);
  return before && before.seq >= reader.seq ? readers : [...others, reader];
}

/** Newest activity first, then by id. */
export function byActivity(a: Engagement, b: Engagement): number {
  return b.updatedAt.localeCompare(a.updatedAt) || a.id.localeCompare(b.id);
}
