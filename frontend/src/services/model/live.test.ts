import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { at, chatMessage } from "../../../test/scriptedServer.ts";
import { workplace } from "../../../test/workplace.tsx";
import type { AlertFilter } from "../api/api.ts";
import { keys } from "../api/queryKeys.ts";
import type { Alert, CursorPage, Engagement } from "../api/shapes.ts";
import type { AlertRaised, AlertUpdate, ServerFrame } from "../socket/protocol.ts";
import type { AlertPages } from "./alertCache.ts";
import { alertOf } from "./alertReducer.ts";
import type { EngagementPages } from "./engagementCache.ts";

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
  vi.useFakeTimers({ now: new Date(at), toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
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
const paint = () => vi.advanceTimersByTimeAsync(300);

it("applies the frames of a batch in one write", async () => {
  fill(engagement("globex", 0));
  const writes = vi.spyOn(place.queries, "setQueriesData");
  say(...Array.from({ length: 200 }, (_, index) => chatMessage("globex", index + 1)));
  await paint();
  expect(list()?.[0]).toMatchObject({ head: 200, unread: 200 });
  expect(writes).toHaveBeenCalledTimes(1);
});

it("announces alerts in a hidden page", async () => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  const announced: string[] = [];
  place.live.onAlert(({ data }) => announced.push(data.title));
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
  say({ type: "alert", timestamp: at, engagement: "not-followed", seq: 70, data: { ...data, title: "elsewhere" } });
  await vi.advanceTimersByTimeAsync(250);
  expect(announced).toEqual(["elsewhere", "VPN down"]);
});

it("applies frames that arrive during a snapshot exactly once", async () => {
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

it("shows a typing user for six seconds or until their message arrives", async () => {
  const gil = { id: "gil", name: "Gil Ortega" };
  const typing: ServerFrame = { type: "typing", timestamp: at, engagement: "globex", data: { user: gil } };
  fill(engagement("globex", 0));
  say(typing);
  await paint();
  expect(place.live.typing.users.get().get("globex")).toEqual([gil]);
  await vi.advanceTimersByTimeAsync(6_000);
  expect(place.live.typing.users.get().get("globex")).toEqual([]);
  say(typing);
  await paint();
  say(chatMessage("globex", 1));
  await paint();
  expect(place.live.typing.users.get().get("globex")).toEqual([]);
});

it("sends a typing frame at most every three seconds and none after typing stops", async () => {
  const sent = () => place.server.socket.sentOf("typing").length;
  place.live.typing.press("globex");
  place.live.typing.press("globex");
  expect(sent()).toBe(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(sent()).toBe(2);
  place.live.typing.press("globex");
  place.live.typing.stop("globex");
  await vi.advanceTimersByTimeAsync(9_000);
  expect(sent()).toBe(2);
});

it("keeps the latest presence of each organisation", async () => {
  const presence = (count: number): ServerFrame => ({
    type: "presence",
    timestamp: at,
    data: { organisation: "globex", online: [], count },
  });
  say(presence(3), presence(2));
  await paint();
  expect(place.live.presence.get().get("globex")?.count).toBe(2);
});

const alarm = (id: string, seq: number): AlertRaised => ({
  type: "alert",
  timestamp: at,
  engagement: "globex",
  seq,
  data: {
    author: { id: "gil", name: "Gil", role: "CLIENT", organisation: "globex" },
    alert: id,
    severity: "critical",
    title: `Alert ${id}`,
    state: "raised",
    occurrences: 1,
  },
});
const settled = (raised: AlertRaised, seq: number): AlertUpdate => ({
  ...raised,
  type: "alert_update",
  seq,
  data: { ...raised.data, state: "acknowledged", change: "acknowledged" },
});
const alerts = (filter: AlertFilter) =>
  place.queries.getQueryData<AlertPages>(keys.alerts(filter))?.pages.flatMap(({ items }) => items.map(({ id }) => id));
const fillAlerts = (filter: AlertFilter) =>
  place.queries.setQueryData(keys.alerts(filter), { pages: [{ items: [], next: null }], pageParams: [undefined] });

it("adds and removes an alert in every matching list without a request", async () => {
  const fetch = vi.spyOn(globalThis, "fetch");
  fill(engagement("globex", 0));
  for (const filter of [{}, { state: "raised" }, { severity: "info" }] as const) fillAlerts(filter);
  say(alarm("a1", 1));
  await paint();
  expect([alerts({}), alerts({ state: "raised" }), alerts({ severity: "info" })]).toEqual([["a1"], ["a1"], []]);
  say(settled(alarm("a1", 1), 2));
  await paint();
  expect([alerts({}), alerts({ state: "raised" })]).toEqual([["a1"], []]);
  expect(fetch.mock.calls.filter(([address]) => String(address).includes("/api/alerts"))).toEqual([]);
});

it("includes alerts that are raised while their list is fetched", async () => {
  let answer: (page: CursorPage<Alert>) => void = () => {};
  vi.spyOn(place.api, "alerts").mockReturnValue(
    new Promise((resolve) => {
      answer = resolve;
    }),
  );
  fill(engagement("globex", 0));
  const first = place.live.alerts({});
  const later = place.live.alerts({}, "cursor");
  say(alarm("a1", 1), alarm("a2", 2), settled(alarm("a1", 1), 3));
  answer({ items: [alertOf(alarm("a2", 2))], next: null });
  expect((await first).items.map(({ id, state }) => [id, state])).toEqual([
    ["a1", "acknowledged"],
    ["a2", "raised"],
  ]);
  expect((await later).items.map(({ id }) => id)).toEqual(["a2"]);
});

it("fetches state without a seq once after an interruption", async () => {
  fill(engagement("globex", 0));
  const asked = vi.spyOn(place.queries, "invalidateQueries");
  place.server.socket.drop(1006);
  place.socket.retryNow();
  await vi.advanceTimersByTimeAsync(0);
  place.server.welcome();
  place.server.socket.say({ type: "synced", timestamp: at, engagement: "globex", data: { seq: 0, more: false } });
  expect(place.live.connection.get().phase).toBe("live");
  expect(asked.mock.calls.map(([filter]) => filter?.queryKey)).toContainEqual(keys.alerts());
  expect(asked).toHaveBeenCalledTimes(4);
});

it("shows an own message until its echo is rendered, also in a burst", async () => {
  fill(engagement("globex", 0));
  for (let seq = 1; seq <= 5; seq += 1) {
    say(chatMessage("globex", seq));
    await vi.advanceTimersByTimeAsync(1);
  }
  void place.socket.send({ type: "send_message", data: { engagement: "globex", text: "mine" } }, "m1");
  expect(place.live.outbox.get()).toHaveLength(1);
  say({ type: "ack", timestamp: at, id: "m1", engagement: "globex", data: { seq: 6, duplicate: false } });
  say({ ...chatMessage("globex", 6), id: "m1" });
  expect(place.socket.outbox).toEqual([]);
  expect(place.live.outbox.get()).toHaveLength(1);
  await paint();
  expect(place.live.outbox.get()).toEqual([]);
});
