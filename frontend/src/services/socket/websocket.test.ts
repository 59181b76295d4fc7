import { describe, expect, it } from "vitest";
import { at } from "../../../test/scriptedServer.ts";
import { live, server, setUpSocket, socket, tick, token } from "../../../test/scriptedSocket.ts";
import type { ConnectionState } from "./connectionState.ts";

setUpSocket();

describe("staying alive", () => {
  it("pings after a silent interval and stays live with the answer", async () => {
    await live();
    await tick(25_000);
    expect(server.socket.sentOf("ping")).toHaveLength(1);
    server.socket.say({ type: "pong", timestamp: at, data: {} });
    await tick(20_000);
    expect(socket.state.phase).toBe("live");
  });

  it("reconnects when nothing follows a ping", async () => {
    await live();
    await tick(35_000);
    expect(server.sockets[0]?.closedWith).toBe(4000);
    expect(socket.state.phase).not.toBe("live");
  });

  it("pings when the page becomes visible again", async () => {
    await live();
    document.dispatchEvent(new Event("visibilitychange"));
    expect(server.socket.sentOf("ping")).toHaveLength(1);
  });

  it("renews its token on the open connection when the server asks", async () => {
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
    "reconnects on %s, which is not a frame",
    async (text) => {
      await live();
      server.socket.sayText(text);
      expect(socket.state.phase).toBe("waiting");
    },
  );

  it("ignores an unknown type", async () => {
    await live();
    server.socket.sayText('{"type":"from_the_future","data":{}}');
    expect(socket.state.phase).toBe("live");
  });
});

it("sends the state to listeners until they unsubscribe", async () => {
  const states: ConnectionState[] = [];
  const leave = socket.on("state", (state) => states.push(state));
  socket.connect();
  leave();
  await tick();
  server.welcome();
  expect(states).toEqual([{ phase: "connecting" }]);
});
