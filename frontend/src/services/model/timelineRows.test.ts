import { expect, it } from "vitest";
import { chatMessage } from "../../../test/scriptedServer.ts";
import type { OutboxEntry } from "../socket/outbox.ts";
import type { ChatMessage } from "../socket/protocol.ts";
import { rowsOf } from "./timelineRows.ts";

const message = (seq: number, timestamp: string, by = "gil", id?: string): ChatMessage => {
  const frame = chatMessage("globex", seq, `m${seq}`, id);
  return { ...frame, timestamp, data: { ...frame.data, author: { ...frame.data.author, id: by } } };
};
const entry = (id: string): OutboxEntry => ({
  id,
  command: { type: "send_message", data: { engagement: "globex", text: id } },
  createdAt: 0,
  state: "waiting",
});
const kinds = (rows: ReturnType<typeof rowsOf>) => rows.map(({ kind }) => kind);

it("groups messages of one author within five minutes", () => {
  const rows = rowsOf(
    [
      message(1, "2026-11-20T10:00:00Z"),
      message(2, "2026-11-20T10:04:00Z"),
      message(3, "2026-11-20T10:10:00Z"),
      message(4, "2026-11-20T10:10:01Z", "mia"),
    ],
    [],
    "mia",
    undefined,
  );
  expect(rows.flatMap((row) => (row.kind === "message" ? [row.startsGroup] : []))).toEqual([true, false, true, true]);
});

it("adds a row per day and one before the first unread message of another user", () => {
  const rows = rowsOf(
    [message(1, "2026-11-18T10:00:00Z"), message(2, "2026-11-20T10:00:00Z", "mia"), message(3, "2026-11-20T10:01:00Z")],
    [],
    "mia",
    1,
  );
  expect(kinds(rows)).toEqual(["day", "message", "day", "message", "unread", "message"]);
});

it("appends pending messages unless their echo has arrived", () => {
  const rows = rowsOf([message(1, "2026-11-20T10:00:00Z", "mia", "a")], [entry("a"), entry("b")], "mia", undefined);
  expect(rows.map(({ key }) => key).slice(1)).toEqual(["s1", "pb"]);
});
