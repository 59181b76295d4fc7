import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { at, chatMessage } from "../../test/scriptedServer.ts";
import { workplace } from "../../test/workplace.tsx";
import { type EngagementPages, keys } from "./live.ts";
import type { ServerFrame } from "./protocol.ts";
import type { Engagement } from "./shapes.ts";

const engagement = (id: string, head: number): Engagement => ({
  id,
  title: id,
  status: "open",
  msp: { id: "northwind", name: "Northwind" },
  client: { id: "globex", name: "Globex" },
  head,
  unread: 0,
  read: head,
  interactions: {},
  alerts: { critical: 0, warning: 0, info: 0 },
  lastMessage: null,
  updatedAt: at,
  version: 1,
});

let place: ReturnType<typeof workplace>;

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date(at), toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "Date"] });
  place = workplace();
  place.socket.connect();
  await vi.advanceTimersByTimeAsync(0);
  place.server.welcome();
});

afterEach(() => {
  place.socket.close();
  vi.useRealTimers();
});

const list = () =>
  place.queries.getQueryData<EngagementPages>(keys.engagements({}))?.pages.flatMap(({ items }) => items);
const fill = (...items: Engagement[]) => {
  for (const { id, head } of items) place.socket.follow(id, head);
  place.queries.setQueryData(keys.engagements({}), { pages: [{ items, next: null }], pageParams: [undefined] });
};
const say = (...frames: ServerFrame[]) => place.server.socket.say(...frames);
const paint = () => vi.advanceTimersByTimeAsync(50);

it("brings however many frames to the screen in one painted frame", async () => {
  fill(engagement("globex", 0));
  const writes = vi.spyOn(place.queries, "setQueriesData");
  say(...Array.from({ length: 200 }, (_, index) => chatMessage("globex", index + 1)));
  await paint();
  expect(list()?.[0]).toMatchObject({ head: 200, unread: 200 });
  expect(writes).toHaveBeenCalledTimes(1);
});

it("tells of alerts in a page that is not painted", async () => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  const told: string[] = [];
  place.live.onAlert(({ data }) => told.push(data.title));
  fill(engagement("globex", 0));
  const author = { id: "gil", name: "Gil Ortega", role: "CLIENT", organisation: "globex" } as const;
  const data = {
    author,
    alert: "a1",
    severity: "critical",
    title: "VPN down",
    state: "raised",
    occurrences: 1,
  } as const;
  say({ type: "alert", timestamp: at, engagement: "globex", seq: 1, data });
  say({ type: "alert", timestamp: at, engagement: "nobody-follows", seq: 70, data: { ...data, title: "elsewhere" } });
  await vi.advanceTimersByTimeAsync(250);
  expect(told).toEqual(["elsewhere", "VPN down"]);
});

it("loses nothing between a snapshot and the socket, and counts nothing twice", async () => {
  place.socket.follow("globex", 4);
  let answer: (value: Engagement) => void = () => {};
  const fetched = place.live.snapshot(
    () =>
      new Promise<Engagement>((resolve) => {
        answer = resolve;
      }),
    (value) => [value],
  );
  say(chatMessage("globex", 5), chatMessage("globex", 6), chatMessage("globex", 7));
  answer(engagement("globex", 6));
  expect(await fetched).toMatchObject({ head: 7, unread: 1 });
});

it("shows who types for six seconds, or until the message is there", async () => {
  const gil = { id: "gil", name: "Gil Ortega" };
  const typing: ServerFrame = { type: "typing", timestamp: at, engagement: "globex", data: { user: gil } };
  fill(engagement("globex", 0));
  say(typing);
  await paint();
  expect(place.live.typing.get().get("globex")).toEqual([gil]);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(place.live.typing.get().get("globex")).toEqual([]);
  say(typing);
  await paint();
  say(chatMessage("globex", 1));
  await paint();
  expect(place.live.typing.get().get("globex")).toEqual([]);
});

it("tells the server at most every three seconds that somebody types, and not after they stopped", async () => {
  const told = () => place.server.socket.sentOf("typing").length;
  place.live.type("globex");
  place.live.type("globex");
  expect(told()).toBe(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(told()).toBe(2);
  place.live.type("globex");
  place.live.stopTyping("globex");
  await vi.advanceTimersByTimeAsync(9_000);
  expect(told()).toBe(2);
});

it("keeps the full state of who is online, per organisation", async () => {
  const presence = (count: number): ServerFrame => ({
    type: "presence",
    timestamp: at,
    data: { organisation: "globex", online: [], count },
  });
  say(presence(3), presence(2));
  await paint();
  expect(place.live.presence.get().get("globex")?.count).toBe(2);
});
