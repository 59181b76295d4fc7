import { describe, expect, it, vi } from "vitest";
import { at } from "../../../test/scriptedServer.ts";
import {
  connect,
  live,
  reconnect,
  server,
  setLongestDelays,
  setUpSocket,
  socket,
  tick,
  token,
} from "../../../test/scriptedSocket.ts";
import { SignedOutError } from "./tokenSource.ts";

setUpSocket();

describe("connecting", () => {
  it("offers batching, the version and the token as sub-protocols, never in the URL", async () => {
    await connect();
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

  it("opens one connection when connect is called twice", async () => {
    socket.connect();
    await connect();
    expect(server.sockets).toHaveLength(1);
  });

  it("gives up on a server that sends no welcome", async () => {
    await connect();
    server.socket.open();
    await tick(10_000);
    expect(socket.state.phase).toBe("waiting");
    expect(server.sockets[0]?.closedWith).toBe(4000);
  });

  it("stops when the user has to sign in again", async () => {
    token.mockRejectedValue(new SignedOutError("The session has ended"));
    await connect();
    expect(socket.state).toEqual({ phase: "stopped", reason: "signed_out" });
  });

  it("retries when the token cannot be fetched", async () => {
    token.mockRejectedValueOnce(new TypeError("fetch failed"));
    await connect();
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
  it.each(final)("does not reconnect after close code %i", async (code, reason) => {
    await live();
    server.socket.drop(code);
    await tick(120_000);
    expect(socket.state).toEqual({ phase: "stopped", reason });
    expect(server.sockets).toHaveLength(1);
  });

  it("fetches a new token after 4401 only", async () => {
    await live();
    server.socket.drop(4401);
    await tick(500);
    expect(token.mock.calls).toEqual([[false], [true]]);
    server.welcome();
    server.socket.drop(1012);
    await tick(500);
    expect(token).toHaveBeenLastCalledWith(false);
  });

  it("asks for a new token after every third failed handshake", async () => {
    socket.connect();
    for (let failure = 0; failure < 4; failure += 1) {
      await tick(3_000);
      server.socket.drop(1006);
    }
    expect(token.mock.calls.map(([fresh]) => fresh)).toEqual([false, false, false, true]);
  });

  it("ignores events of an abandoned connection", async () => {
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

  it("doubles the longest delay from half a second to thirty seconds", async () => {
    setLongestDelays();
    await connect();
    const waits: number[] = [];
    for (let failure = 0; failure < 8; failure += 1) {
      server.socket.drop();
      waits.push(waitMs());
      await tick(waits.at(-1));
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it("gives up on a token request that never finishes", async () => {
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

  it("waits exactly as long as the state says after a failed token request", async () => {
    setLongestDelays();
    token.mockRejectedValue(new TypeError("fetch failed"));
    await connect();
    for (const seconds of [0.5, 1, 2, 4, 8, 16, 30]) {
      expect(socket.state).toMatchObject({ phase: "waiting", retryAt: Date.now() + seconds * 1_000 });
      await tick(seconds * 1_000);
    }
    expect(token).toHaveBeenCalledTimes(8);
  });

  it("does not reset the delay after a welcome without a completed sync", async () => {
    setLongestDelays();
    socket.follow("globex", 3);
    await connect();
    server.socket.drop();
    await tick(500);
    server.welcome();
    server.socket.drop();
    expect(waitMs()).toBe(1_000);
  });

  it("resets the delay after a completed sync", async () => {
    setLongestDelays();
    socket.follow("globex", 3);
    await live();
    server.socket.drop();
    expect(waitMs()).toBe(500);
  });

  it("waits as long as a server that shuts down asks for", async () => {
    await live();
    server.socket.say({ type: "bye", timestamp: at, data: { reason: "shutdown", reconnectAfterMs: 7_300 } });
    server.socket.drop(1012);
    expect(waitMs()).toBe(7_300);
  });

  it("retries at once on demand, when online again and when visible again", async () => {
    for (const wake of [
      () => socket.retryNow(),
      () => window.dispatchEvent(new Event("online")),
      () => document.dispatchEvent(new Event("visibilitychange")),
    ]) {
      setLongestDelays();
      socket.connect();
      await tick(30_000);
      server.socket.drop();
      const before = server.sockets.length;
      wake();
      await tick();
      expect(server.sockets).toHaveLength(before + 1);
    }
  });

  it("reports that the machine is offline", async () => {
    await live();
    vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
    server.socket.drop();
    expect(socket.state).toMatchObject({ phase: "waiting", offline: true });
  });
});
