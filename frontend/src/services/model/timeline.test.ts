import { describe, expect, it } from "vitest";
import { at, chatMessage } from "../../../test/scriptedServer.ts";
import type { JournalFrame } from "../socket/protocol.ts";
import {
  fromPage,
  reachesHead,
  reachesStart,
  receive,
  type Timeline,
  windowSize,
  withNewer,
  withOlder,
} from "./timeline.ts";

const messages = (from: number, to: number): JournalFrame[] =>
  Array.from({ length: to - from + 1 }, (_, index) => chatMessage("globex", from + index));
const seqs = ({ events }: Timeline) => events.map(({ seq }) => seq);
const author = { id: "gil", name: "Gil", role: "CLIENT", organisation: "globex" } as const;
const edit = (seq: number, message: number, text: string | null): JournalFrame => ({
  type: "chat_message_edited",
  timestamp: at,
  engagement: "globex",
  seq,
  data: { author, message, text },
});
const deletion = (seq: number, message: number): JournalFrame => ({
  type: "chat_message_deleted",
  timestamp: at,
  engagement: "globex",
  seq,
  data: { author, message },
});
const textOf = (timeline: Timeline, seq: number) => {
  const event = timeline.events.find((candidate) => candidate.seq === seq);
  return event?.type === "chat_message" ? event.data.text : undefined;
};

describe("a window of the journal", () => {
  it("appends events that follow its last one, each once", () => {
    const timeline = receive(fromPage({ items: messages(5, 8), head: 8 }), [...messages(7, 9), ...messages(9, 10)]);
    expect(seqs(timeline)).toEqual([5, 6, 7, 8, 9, 10]);
    expect(reachesHead(timeline)).toBe(true);
  });

  it("never shows a gap: an event that does not follow only moves the head", () => {
    const timeline = receive(fromPage({ items: messages(5, 8), head: 8 }), messages(11, 12));
    expect(seqs(timeline)).toEqual([5, 6, 7, 8]);
    expect(timeline.head).toBe(12);
    expect(reachesHead(timeline)).toBe(false);
    expect(seqs(withNewer(timeline, { items: messages(9, 12), head: 12 }))).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
  });

  it("accepts an older page only if it fits", () => {
    const timeline = fromPage({ items: messages(50, 60), head: 60 });
    expect(seqs(withOlder(timeline, { items: messages(40, 49), head: 60 }))[0]).toBe(40);
    expect(withOlder(timeline, { items: messages(30, 45), head: 60 })).toBe(timeline);
    expect(reachesStart(withOlder(timeline, { items: messages(1, 49), head: 60 }))).toBe(true);
  });

  it("stays bounded at both ends", () => {
    const full = fromPage({ items: messages(1_001, 1_000 + windowSize), head: 1_000 + windowSize });
    const after = receive(full, messages(1_001 + windowSize, 1_010 + windowSize));
    expect(after.events).toHaveLength(windowSize);
    expect(after.events.at(-1)?.seq).toBe(1_010 + windowSize);
    const before = withOlder(full, { items: messages(901, 1_000), head: full.head });
    expect(before.events).toHaveLength(windowSize);
    expect(before.events[0]?.seq).toBe(901);
    expect(reachesHead(before)).toBe(false);
  });

  it("rewrites an original message as the server does", () => {
    const timeline = fromPage({ items: messages(1, 3), head: 3 });
    const edited = receive(timeline, [edit(4, 2, "better")]);
    expect(textOf(edited, 2)).toBe("better");
    expect(textOf(timeline, 2)).toBe("message 2");
    const deleted = receive(edited, [deletion(5, 2)]);
    expect(textOf(deleted, 2)).toBeNull();
    expect(textOf(receive(deleted, [edit(6, 2, "too late")]), 2)).toBeNull();
  });

  it("ignores edits of messages outside the window", () => {
    const timeline = fromPage({ items: messages(50, 60), head: 60 });
    expect(seqs(receive(timeline, [edit(61, 7, "x"), deletion(62, 900)]))).toHaveLength(13);
  });

  it("accepts the first event of an empty engagement", () => {
    expect(seqs(receive(fromPage({ items: [], head: 0 }), messages(1, 2)))).toEqual([1, 2]);
  });
});
