import { describe, expect, it } from "vitest";
import { at, chatMessage } from "../../../test/scriptedServer.ts";
import {
  ack,
  connect,
  hello,
  live,
  outbox,
  reconnect,
  refuse,
  replaceSocket,
  server,
  setUpSocket,
  socket,
  tick,
} from "../../../test/scriptedSocket.ts";

setUpSocket();

describe("sending", () => {
  it("resolves with the ack and keeps the entry until its echo arrives", async () => {
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

  it("drops the entry at once when its echo arrived before the ack", async () => {
    socket.follow("globex", 3);
    await live();
    void socket.send(hello());
    server.socket.say(chatMessage("globex", 4));
    ack(server.socket.sentOf("send_message")[0]?.id, 4);
    expect(socket.outbox).toEqual([]);
  });

  it("keeps the order within an engagement and does not block other engagements", async () => {
    await live();
    void socket.send(hello("one"));
    void socket.send(hello("two"));
    void socket.send(hello("elsewhere", "initech"));
    const texts = () => server.socket.sentOf("send_message").map((frame) => frame.data.text);
    expect(texts()).toEqual(["one", "elsewhere"]);
    ack(server.socket.sentOf("send_message")[0]?.id, 1);
    expect(texts()).toEqual(["one", "elsewhere", "two"]);
  });

  it("keeps commands while offline and sends them with the same id after every reconnect", async () => {
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

  it("sends unacknowledged commands after a reload", async () => {
    void socket.send(hello("before the reload"));
    socket.close();
    replaceSocket();
    await live();
    await tick();
    expect(server.socket.sentOf("send_message")[0]?.data.text).toBe("before the reload");
  });

  it.each(["rate_limited", "busy", "unavailable"] as const)("waits after %s without losing the order", async (code) => {
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

  it("keeps a refused command as failed and sends it again on demand", async () => {
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

  it("tries three times before an internal error counts as failed", async () => {
    await live();
    void socket.send(hello());
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(socket.outbox[0]?.state).toBe("sending");
      refuse(server.socket.takeSent("send_message")[0]?.id, "internal");
      await tick(1_000);
    }
    expect(socket.outbox[0]?.state).toBe("failed");
  });

  it("does not send a message over the server's limit", async () => {
    await connect();
    server.welcome({ maxFrameBytes: 200 });
    void socket.send(hello("ä".repeat(200)));
    void socket.send(hello("short"));
    await tick();
    expect(socket.outbox.map((entry) => entry.state)).toEqual(["failed", "sending"]);
  });

  it("never resends a message after close code 1009", async () => {
    await live();
    void socket.send(hello("x".repeat(500)));
    void socket.send(hello("small", "initech"));
    server.socket.drop(1009);
    await reconnect();
    expect(server.socket.sentOf("send_message").map((frame) => frame.data.text)).toEqual(["small"]);
    expect(socket.outbox[0]).toMatchObject({ state: "failed", error: { code: "too_large" } });
  });

  it("continues when its store fails", async () => {
    outbox.put = () => Promise.reject(new Error("quota"));
    outbox.load = () => Promise.reject(new Error("blocked"));
    await live();
    const stored = socket.send(hello());
    ack(server.socket.sentOf("send_message")[0]?.id, 4);
    await expect(stored).resolves.toMatchObject({ seq: 4 });
  });

  it("completes an interaction with its ack, which has no seq", async () => {
    await live();
    const stored = socket.send({ type: "record_interaction", data: { engagement: "globex", kind: "call" } });
    const id = server.socket.sentOf("record_interaction")[0]?.id ?? "";
    server.socket.say({ type: "ack", timestamp: at, id, data: { kind: "call", total: 3, duplicate: false } });
    await expect(stored).resolves.toMatchObject({ total: 3 });
    expect(socket.outbox).toEqual([]);
  });

  it("sends read markers again after a reconnect, only forwards, and never sends typing late", async () => {
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
