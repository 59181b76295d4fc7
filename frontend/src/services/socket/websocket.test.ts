import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { at, chatMessage, ScriptedServer } from "../../../test/scriptedServer.ts";
import { MemoryOutbox } from "./outbox.ts";
import type { Command, ErrorCode, ServerFrame } from "./protocol.ts";
import { type ConnectionState, ParleySocket, SignedOutError } from "./websocket.ts";

let server: ScriptedServer;
let outbox: MemoryOutbox;
let random: number;
let token: ReturnType<typeof vi.fn<(fresh: boolean) => Promise<string>>>;
let socket: ParleySocket;
let frames: ServerFrame[];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date(at) });
  server = new ScriptedServer();
  outbox = new MemoryOutbox();
  random = 0.5;
  token = vi.fn(async () => "secret");
  socket = build();
  frames = [];
  socket.on("frame", (frame) => frames.push(frame));
});

afterEach(() => {
  socket.close();
  vi.useRealTimers();
});

function build(): ParleySocket {
  return new ParleySocket({
    url: "wss://parley.example/ws/engagement",
    token,
    outbox,
    WebSocket: server.WebSocket,
    random: () => random,
  });
}

const tick = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const hello = (text = "Hello", engagement = "globex"): Command => ({
  type: "send_message",
  data: { engagement, text },
});
const seqs = () => frames.flatMap((frame) => ("seq" in frame ? [frame.seq] : []));

async function live(): Promise<void> {
  socket.connect();
  await tick();
  server.welcome();
  server.syncAll();
}

function ack(id: string | undefined, seq: number, duplicate = false): void {
  server.socket.say({ type: "ack", timestamp: at, engagement: "globex", id: id ?? "", data: { seq, duplicate } });
}

function refuse(id: string | undefined, code: ErrorCode, retryAfterMs?: number): void {
  server.socket.say({
    type: "error",
    timestamp: at,
    id: id ?? "",
    data: { code, message: code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
  });
}

async function reconnect(): Promise<void> {
  await tick(30_000);
  server.welcome();
}

describe("connecting", () => {
  it("offers batching, the version and the token as sub-protocols, never in the address", async () => {
    socket.connect();
    await tick();
    expect(server.socket.protocols).toEqual(["parley.v1.batch", "parley.v1", "parley.bearer.secret"]);
    expect(server.socket.url).not.toContain("secret");
  });

  it("is live only after the welcome and a completed sync", async () => {
    const phases: string[] = [];
    socket.on("state", (state) => phases.push(state.phase));
    socket.follow("globex", 3);
    await live();
    expect(phases).toEqual(["connecting", "syncing", "live"]);
    expect(socket.welcome?.user.id).toBe("mia");
  });

  it("opens one connection however often it is asked to", async () => {
    socket.connect();
    socket.connect();
    await tick();
    expect(server.sockets).toHaveLength(1);
  });

  it("gives up on a server that does not greet", async () => {
    socket.connect();
    await tick();
    server.socket.open();
    await tick(10_000);
    expect(socket.state.phase).toBe("waiting");
    expect(server.sockets[0]?.closedWith).toBe(4000);
  });

  it("stops when only a new sign-in helps", async () => {
    token.mockRejectedValue(new SignedOutError("The session has ended"));
    socket.connect();
    await tick();
    expect(socket.state).toEqual({ phase: "stopped", reason: "signed_out" });
  });

  it("tries again when the token cannot be fetched for now", async () => {
    token.mockRejectedValueOnce(new TypeError("fetch failed"));
    socket.connect();
    await tick();
    expect(socket.state.phase).toBe("waiting");
    await tick(500);
    expect(server.sockets).toHaveLength(1);
  });
});

describe("closing", () => {
  const reconnecting = [1000, 1001, 1005, 1006, 1009, 1011, 1012, 1013, 3999, 4400, 4401, 4408, 4410, 4429, 4449, 4500];
  it.each(reconnecting)("reconnects after close code %i", async (code) => {
    await live();
    server.socket.drop(code);
    expect(socket.state.phase).toBe("waiting");
    await tick(500);
    expect(server.sockets).toHaveLength(2);
  });

  const final = [
    [4450, "version"],
    [4451, "forbidden"],
    [4452, "replaced"],
    [4453, "kicked"],
    [4499, "closed"],
  ] as const;
  it.each(final)("stays away after close code %i", async (code, reason) => {
    await live();
    server.socket.drop(code);
    await tick(120_000);
    expect(socket.state).toEqual({ phase: "stopped", reason });
    expect(server.sockets).toHaveLength(1);
  });

  it("fetches a new token after 4401, and only then", async () => {
    await live();
    server.socket.drop(4401);
    await tick(500);
    expect(token.mock.calls).toEqual([[false], [true]]);
    server.welcome();
    server.socket.drop(1012);
    await tick(500);
    expect(token).toHaveBeenLastCalledWith(false);
  });

  it("asks for a new token now and then while handshakes fail, since a refused one looks like a dead server", async () => {
    socket.connect();
    for (let failure = 0; failure < 4; failure += 1) {
      await tick(3_000);
      server.socket.drop(1006);
    }
    expect(token.mock.calls.map(([fresh]) => fresh)).toEqual([false, false, false, true]);
  });

  it("ignores what an abandoned connection still has to say", async () => {
    await live();
    const old = server.socket;
    old.drop();
    await reconnect();
    old.onmessage?.({ data: JSON.stringify({ type: "bye", timestamp: at, data: { reconnectAfterMs: 1 } }) });
    old.onclose?.({ code: 4453 });
    expect(socket.state.phase).toBe("live");
  });
});

describe("backing off", () => {
  const waitMs = () => (socket.state.phase === "waiting" ? socket.state.retryAt - Date.now() : Number.NaN);

  it("doubles a jittered ceiling from half a second to thirty", async () => {
    random = 1;
    socket.connect();
    await tick();
    const waits: number[] = [];
    for (let failure = 0; failure < 8; failure += 1) {
      server.socket.drop();
      waits.push(waitMs());
      await tick(waits.at(-1));
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it("gives up on a token that does not come, instead of connecting for ever", async () => {
    token.mockReturnValueOnce(new Promise(() => {}));
    socket.connect();
    await tick(9_999);
    expect(socket.state.phase).toBe("connecting");
    await tick(1);
    expect(socket.state).toMatchObject({ phase: "waiting", retryAt: Date.now() + 250 });
    await tick(250);
    server.welcome();
    expect(socket.state.phase).toBe("live");
  });

  it("waits exactly as long as it says after a token could not be had", async () => {
    random = 1;
    token.mockRejectedValue(new TypeError("fetch failed"));
    socket.connect();
    await tick();
    for (const seconds of [0.5, 1, 2, 4, 8, 16, 30]) {
      expect(socket.state).toMatchObject({ phase: "waiting", retryAt: Date.now() + seconds * 1_000 });
      await tick(seconds * 1_000);
    }
    expect(token).toHaveBeenCalledTimes(8);
  });

  it("does not start afresh after a welcome that no completed sync followed", async () => {
    random = 1;
    socket.follow("globex", 3);
    socket.connect();
    await tick();
    server.socket.drop();
    await tick(500);
    server.welcome();
    server.socket.drop();
    expect(waitMs()).toBe(1_000);
  });

  it("starts afresh after a completed sync", async () => {
    random = 1;
    socket.follow("globex", 3);
    await live();
    server.socket.drop();
    expect(waitMs()).toBe(500);
  });

  it("honours the pace a leaving server asks for", async () => {
    await live();
    server.socket.say({ type: "bye", timestamp: at, data: { reason: "shutdown", reconnectAfterMs: 7_300 } });
    server.socket.drop(1012);
    expect(waitMs()).toBe(7_300);
  });

  it("tries at once when asked to, when back online and when seen again", async () => {
    for (const wake of [
      () => socket.retryNow(),
      () => window.dispatchEvent(new Event("online")),
      () => document.dispatchEvent(new Event("visibilitychange")),
    ]) {
      random = 1;
      socket.connect();
      await tick(30_000);
      server.socket.drop();
      const before = server.sockets.length;
      wake();
      await tick();
      expect(server.sockets).toHaveLength(before + 1);
    }
  });

  it("says that the machine is offline", async () => {
    await live();
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    server.socket.drop();
    expect(socket.state).toMatchObject({ phase: "waiting", offline: true });
  });
});

describe("staying alive", () => {
  it("pings after a silent interval and lives on with the answer", async () => {
    await live();
    await tick(25_000);
    expect(server.socket.sentOf("ping")).toHaveLength(1);
    server.socket.say({ type: "pong", timestamp: at, data: {} });
    await tick(20_000);
    expect(socket.state.phase).toBe("live");
  });

  it("reconnects when no sign of life follows a ping", async () => {
    await live();
    await tick(35_000);
    expect(server.sockets[0]?.closedWith).toBe(4000);
    expect(socket.state.phase).not.toBe("live");
  });

  it("has the connection prove itself when the page is seen again", async () => {
    await live();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(server.socket.sentOf("ping")).toHaveLength(1);
  });

  it("renews its token in place when the server warns", async () => {
    await live();
    token.mockResolvedValueOnce("newer");
    const expiresAt = new Date(Date.parse(at) + 60_000).toISOString();
    server.socket.say({ type: "token_expiring", timestamp: at, data: { expiresAt } });
    await tick(14_999);
    expect(server.socket.sentOf("authenticate")).toEqual([]);
    await tick(1);
    expect(token).toHaveBeenLastCalledWith(true);
    expect(server.socket.sentOf("authenticate")[0]?.data).toEqual({ token: "newer" });
    expect(server.sockets).toHaveLength(1);
  });

  it.each(["not json", "[1]", '{"type":"chat_message","data":{}}', '{"no":"type"}', "null"])(
    "reconnects on %s, which is no frame",
    async (text) => {
      await live();
      server.socket.sayText(text);
      expect(socket.state.phase).toBe("waiting");
    },
  );

  it("passes over a type it does not know", async () => {
    await live();
    server.socket.sayText('{"type":"from_the_future","data":{}}');
    expect(socket.state.phase).toBe("live");
  });
});

describe("keeping the order", () => {
  it("delivers batches and single frames in order, each once", async () => {
    socket.follow("globex", 3);
    await live();
    server.socket.say(chatMessage("globex", 4), chatMessage("globex", 5));
    server.socket.say(chatMessage("globex", 5));
    server.socket.say(chatMessage("globex", 6));
    expect(seqs()).toEqual([4, 5, 6]);
  });

  it("syncs once at a hole and holds back what came after it", async () => {
    socket.follow("globex", 3);
    await live();
    server.socket.say(chatMessage("globex", 5), chatMessage("globex", 6));
    expect(seqs()).toEqual([]);
    expect(server.socket.sentOf("sync").map((frame) => frame.data.after)).toEqual([{ globex: 3 }]);
    expect(socket.state.phase).toBe("syncing");
    server.socket.say(chatMessage("globex", 4), chatMessage("globex", 5), chatMessage("globex", 6));
    server.socket.say({ type: "synced", timestamp: at, engagement: "globex", data: { seq: 6, more: false } });
    expect(seqs()).toEqual([4, 5, 6]);
    expect(socket.state.phase).toBe("live");
  });

  it("asks for page after page until everything is there", async () => {
    socket.follow("globex", 0);
    socket.connect();
    await tick();
    server.welcome();
    server.socket.say(chatMessage("globex", 1), chatMessage("globex", 2));
    server.socket.say({ type: "synced", timestamp: at, engagement: "globex", data: { seq: 2, more: true } });
    server.socket.say(chatMessage("globex", 3));
    server.socket.say({ type: "synced", timestamp: at, engagement: "globex", data: { seq: 3, more: false } });
    expect(server.socket.sentOf("sync").map((frame) => frame.data.after)).toEqual([{ globex: 0 }, { globex: 2 }]);
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it("reconnects when a sync claims what it did not send", async () => {
    socket.follow("globex", 3);
    socket.connect();
    await tick();
    server.welcome();
    server.socket.say({ type: "synced", timestamp: at, engagement: "globex", data: { seq: 9, more: false } });
    expect(socket.state.phase).toBe("waiting");
  });

  it("syncs what the server says it lagged behind with", async () => {
    socket.follow("globex", 3);
    await live();
    server.socket.say({ type: "lag", timestamp: at, data: { engagements: { globex: 9, stranger: 4 } } });
    expect(server.socket.sentOf("sync").map((frame) => frame.data.after)).toEqual([{ globex: 3 }]);
  });

  it("syncs everything it follows after a reconnect, a thousand to a frame", async () => {
    for (let index = 0; index < 1_001; index += 1) socket.follow(`e${index}`, index);
    await live();
    server.socket.drop();
    await reconnect();
    const sizes = server.socket.sentOf("sync").map((frame) => Object.keys(frame.data.after).length);
    expect(sizes).toEqual([1_000, 1]);
    expect(server.socket.sentOf("sync")[0]?.data.after).toMatchObject({ e0: 0, e999: 999 });
  });

  it("syncs an engagement followed while connected, so that nothing falls between snapshot and socket", async () => {
    await live();
    socket.follow("initech", 7);
    await tick();
    expect(server.socket.sentOf("sync").map((frame) => frame.data.after)).toEqual([{ initech: 7 }]);
  });

  it("never goes back to an older snapshot", async () => {
    socket.follow("globex", 3);
    await live();
    server.socket.say(chatMessage("globex", 4));
    socket.follow("globex", 2);
    expect(socket.position("globex")).toBe(4);
  });

  it("tells of events in engagements it does not follow", async () => {
    const untracked: string[] = [];
    socket.on("untracked", ({ engagement }) => untracked.push(engagement));
    await live();
    server.socket.say(chatMessage("new-one", 1));
    expect(untracked).toEqual(["new-one"]);
    expect(seqs()).toEqual([]);
  });

  it("lets go of an engagement that is out of scope by now", async () => {
    const lost: string[] = [];
    socket.on("lost", (engagement) => lost.push(engagement));
    socket.follow("globex", 3);
    socket.connect();
    await tick();
    server.welcome();
    server.socket.say({
      type: "error",
      timestamp: at,
      engagement: "globex",
      data: { code: "not_found", message: "No such engagement" },
    });
    expect(lost).toEqual(["globex"]);
    expect(socket.state.phase).toBe("live");
  });

  it("asks again later when a sync is refused for load", async () => {
    socket.follow("globex", 3);
    socket.connect();
    await tick();
    server.welcome();
    refuse(server.socket.takeSent("sync")[0]?.id, "busy", 2_000);
    expect(socket.state.phase).toBe("syncing");
    await tick(2_000);
    expect(server.socket.sentOf("sync")).toHaveLength(1);
  });
});

describe("sending", () => {
  it("resolves with the ack and keeps the entry until the echo takes its place", async () => {
    socket.follow("globex", 3);
    await live();
    const stored = socket.send(hello());
    const sent = server.socket.sentOf("send_message")[0];
    expect(socket.outbox[0]?.state).toBe("sending");
    ack(sent?.id, 4);
    await expect(stored).resolves.toEqual({ seq: 4, duplicate: false });
    expect(socket.outbox[0]).toMatchObject({ state: "stored", seq: 4 });
    expect(outbox.entries.size).toBe(0);
    server.socket.say(chatMessage("globex", 4, "Hello", sent?.id));
    expect(socket.outbox).toEqual([]);
  });

  it("drops the entry at once when the echo came before the ack", async () => {
    socket.follow("globex", 3);
    await live();
    void socket.send(hello());
    server.socket.say(chatMessage("globex", 4));
    ack(server.socket.sentOf("send_message")[0]?.id, 4);
    expect(socket.outbox).toEqual([]);
  });

  it("keeps the order of one engagement and lets others pass", async () => {
    await live();
    void socket.send(hello("one"));
    void socket.send(hello("two"));
    void socket.send(hello("elsewhere", "initech"));
    const texts = () => server.socket.sentOf("send_message").map((frame) => frame.data.text);
    expect(texts()).toEqual(["one", "elsewhere"]);
    ack(server.socket.sentOf("send_message")[0]?.id, 1);
    expect(texts()).toEqual(["one", "elsewhere", "two"]);
  });

  it("keeps what is written while offline and sends it under the same id after every reconnect", async () => {
    void socket.send(hello());
    expect(socket.outbox[0]?.state).toBe("waiting");
    await live();
    const first = server.socket.sentOf("send_message")[0];
    server.socket.drop();
    expect(socket.outbox[0]?.state).toBe("waiting");
    await reconnect();
    expect(server.socket.sentOf("send_message")).toEqual([first]);
    ack(first?.id, 4, true);
    expect(socket.outbox).toEqual([]);
  });

  it("takes up after a reload what an earlier page left", async () => {
    void socket.send(hello("before the reload"));
    socket.close();
    socket = build();
    await live();
    await tick();
    expect(server.socket.sentOf("send_message")[0]?.data.text).toBe("before the reload");
  });

  it.each(["rate_limited", "busy", "unavailable"] as const)("waits out %s without losing the order", async (code) => {
    await live();
    void socket.send(hello("one"));
    void socket.send(hello("two"));
    refuse(server.socket.takeSent("send_message")[0]?.id, code, 3_000);
    void socket.send(hello("elsewhere", "initech"));
    await tick(2_999);
    expect(server.socket.sentOf("send_message")).toEqual([]);
    await tick(1);
    expect(server.socket.sentOf("send_message").map((frame) => frame.data.text)).toEqual(["one", "elsewhere"]);
  });

  it("marks a refused command as failed, keeps it, and sends it again on demand", async () => {
    await live();
    const stored = socket.send(hello());
    const id = server.socket.takeSent("send_message")[0]?.id ?? "";
    refuse(id, "forbidden");
    await expect(stored).rejects.toMatchObject({ code: "forbidden" });
    expect(socket.outbox[0]).toMatchObject({ state: "failed", error: { code: "forbidden" } });
    expect(outbox.entries.get(id)?.state).toBe("failed");
    socket.retry(id);
    expect(server.socket.sentOf("send_message")[0]?.id).toBe(id);
    socket.discard(id);
    expect(socket.outbox).toEqual([]);
  });

  it("tries an internal error three times before it calls it failed", async () => {
    await live();
    void socket.send(hello());
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(socket.outbox[0]?.state).toBe("sending");
      refuse(server.socket.takeSent("send_message")[0]?.id, "internal");
      await tick(1_000);
    }
    expect(socket.outbox[0]?.state).toBe("failed");
  });

  it("does not send what the server said it would not take", async () => {
    socket.connect();
    await tick();
    server.welcome({ maxFrameBytes: 200 });
    void socket.send(hello("ä".repeat(200)));
    void socket.send(hello("short"));
    await tick();
    expect(socket.outbox.map((entry) => entry.state)).toEqual(["failed", "sending"]);
  });

  it("never resends the message that was too big for the connection", async () => {
    await live();
    void socket.send(hello("x".repeat(500)));
    void socket.send(hello("small", "initech"));
    server.socket.drop(1009);
    await reconnect();
    expect(server.socket.sentOf("send_message").map((frame) => frame.data.text)).toEqual(["small"]);
    expect(socket.outbox[0]).toMatchObject({ state: "failed", error: { code: "too_large" } });
  });

  it("goes on without a store that works", async () => {
    outbox.put = () => Promise.reject(new Error("quota"));
    outbox.load = () => Promise.reject(new Error("blocked"));
    await live();
    const stored = socket.send(hello());
    ack(server.socket.sentOf("send_message")[0]?.id, 4);
    await expect(stored).resolves.toMatchObject({ seq: 4 });
  });

  it("counts an interaction as done with its ack, which has no seq", async () => {
    await live();
    void socket.send({ type: "record_interaction", data: { engagement: "globex", kind: "call" } });
    const id = server.socket.sentOf("record_interaction")[0]?.id ?? "";
    server.socket.say({ type: "ack", timestamp: at, id, data: { kind: "call", total: 3, duplicate: false } });
    expect(socket.outbox).toEqual([]);
  });

  it("tells read markers again after a reconnect, only forwards, and typing never late", async () => {
    socket.markRead("globex", 4);
    socket.typing("globex");
    await live();
    socket.markRead("globex", 3);
    expect(server.socket.sentOf("mark_read").map((frame) => frame.data.seq)).toEqual([4]);
    expect(server.socket.sentOf("typing")).toEqual([]);
    socket.typing("globex");
    expect(server.socket.sentOf("typing")).toHaveLength(1);
  });
});

it("tells subscribers the state until they leave", async () => {
  const states: ConnectionState[] = [];
  const leave = socket.on("state", (state) => states.push(state));
  socket.connect();
  leave();
  await tick();
  server.welcome();
  expect(states).toEqual([{ phase: "connecting" }]);
});
