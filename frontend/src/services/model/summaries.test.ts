import { expect, it } from "vitest";
import { at, chatMessage } from "../../../test/scriptedServer.ts";
import type { Engagement } from "../api/shapes.ts";
import type { ServerFrame } from "../socket/protocol.ts";
import { reduceEngagement } from "./summaries.ts";

const engagement: Engagement = {
  id: "globex",
  title: "Firewall",
  status: "open",
  msp: { id: "northwind", name: "Northwind" },
  client: { id: "globex", name: "Globex" },
  head: 10,
  unread: 1,
  read: 8,
  interactions: { call: 3 },
  alerts: { critical: 0, warning: 1, info: 0 },
  lastMessage: { seq: 10, author: { id: "gil", name: "Gil" }, text: "message 10", at },
  updatedAt: at,
  version: 1,
};
const author = { id: "gil", name: "Gil", role: "CLIENT", organisation: "globex" } as const;
const after = (...frames: ServerFrame[]) =>
  frames.reduce((state, frame) => reduceEngagement(state, frame, "mia"), engagement);
const read = (id: string, seq: number): ServerFrame => ({
  type: "read",
  timestamp: at,
  engagement: "globex",
  data: { user: { id, name: id }, seq },
});

it("counts another user's message once, even if a snapshot already contained it", () => {
  const next = after(chatMessage("globex", 10), chatMessage("globex", 11), chatMessage("globex", 11));
  expect(next).toMatchObject({ head: 11, unread: 2, lastMessage: { seq: 11 } });
});

it("ignores other engagements", () => {
  expect(after(chatMessage("initech", 11))).toBe(engagement);
});

it("has no unread messages after everything was read in any tab", () => {
  expect(after(read("mia", 10))).toMatchObject({ unread: 0, read: 10 });
  expect(after(read("gil", 10)).unread).toBe(1);
});

it("ignores an older read marker", () => {
  expect(after(read("mia", 10), read("mia", 9)).read).toBe(10);
});

it("keeps the last total", () => {
  const total = (value: number): ServerFrame => ({
    type: "interaction_update",
    timestamp: at,
    engagement: "globex",
    data: { kind: "call", total: value },
  });
  expect(after(total(4), total(9)).interactions).toEqual({ call: 9 });
});

it("applies edits and deletions to the last message", () => {
  const change = { timestamp: at, engagement: "globex", seq: 11 } as const;
  const edited = after({ ...change, type: "chat_message_edited", data: { author, message: 10, text: "better" } });
  expect(edited.lastMessage?.text).toBe("better");
  const deleted = after({ ...change, type: "chat_message_deleted", data: { author, message: 10 } });
  expect(deleted.lastMessage?.text).toBeNull();
});
