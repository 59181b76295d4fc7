import "fake-indexeddb/auto";
import { afterEach, expect, it, vi } from "vitest";
import type { OutboxEntry } from "../socket/outbox.ts";
import { IndexedDbOutbox } from "./indexedDbOutbox.ts";

const entry = (id: string, createdAt = 1): OutboxEntry => ({
  id,
  command: { type: "send_message", data: { engagement: "globex", text: id } },
  createdAt,
  state: "waiting",
});

/** The browser's locks, reduced to holding and listing. */
function stubLocks(): Set<string> {
  const held = new Set<string>();
  vi.stubGlobal("navigator", {
    locks: {
      request: (name: string, work: () => Promise<never>) => {
        held.add(name);
        return work();
      },
      query: async () => ({ held: [...held].map((name) => ({ name })) }),
    },
  });
  return held;
}

afterEach(() => vi.unstubAllGlobals());

it("loads the entries of an earlier page, oldest first, until they are removed", async () => {
  const held = stubLocks();
  const before = new IndexedDbOutbox("mia");
  await before.load();
  await before.put(entry("second", 2));
  await before.put(entry("first", 1));
  held.clear();
  const after = new IndexedDbOutbox("mia");
  expect((await after.load()).map(({ id }) => id)).toEqual(["first", "second"]);
  await after.remove("first");
  await after.remove("second");
  held.clear();
  expect(await new IndexedDbOutbox("mia").load()).toEqual([]);
});

it("leaves entries of other users and open tabs alone", async () => {
  const held = stubLocks();
  const other = new IndexedDbOutbox("gil");
  await other.load();
  await other.put(entry("of gil"));
  const open = new IndexedDbOutbox("uma");
  await open.load();
  await open.put(entry("of an open tab"));
  expect(await new IndexedDbOutbox("uma").load()).toEqual([]);
  held.clear();
  expect((await new IndexedDbOutbox("uma").load()).map(({ id }) => id)).toEqual(["of an open tab"]);
});
