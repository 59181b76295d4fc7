import { describe, expect, it } from "vitest";
import { at, chatMessage } from "../../../test/scriptedServer.ts";
import {
  connect,
  live,
  reconnect,
  refuse,
  seqs,
  server,
  setUpSocket,
  socket,
  tick,
} from "../../../test/scriptedSocket.ts";

setUpSocket();

describe("keeping the order", () => {
  it("delivers batches and single frames in order, each once", async () => {
    socket.follow("globex", 3);
    await live();
    server.socket.say(chatMessage("globex", 4), chatMessage("globex", 5));
    server.socket.say(chatMessage("globex", 5));
    server.socket.say(chatMessage("globex", 6));
    expect(seqs()).toEqual([4, 5, 6]);
  });

  it("syncs once at a gap and holds back later events", async () => {
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

  it("requests page after page until the sync is complete", async () => {
    socket.follow("globex", 0);
    await connect();
    server.welcome();
    server.socket.say(chatMessage("globex", 1), chatMessage("globex", 2));
    server.socket.say({ type: "synced", timestamp: at, engagement: "globex", data: { seq: 2, more: true } });
    server.socket.say(chatMessage("globex", 3));
    server.socket.say({ type: "synced", timestamp: at, engagement: "globex", data: { seq: 3, more: false } });
    expect(server.socket.sentOf("sync").map((frame) => frame.data.after)).toEqual([{ globex: 0 }, { globex: 2 }]);
    expect(seqs()).toEqual([1, 2, 3]);
  });

  it("reconnects when a sync claims events that did not arrive", async () => {
    socket.follow("globex", 3);
    await connect();
    server.welcome();
    server.socket.say({ type: "synced", timestamp: at, engagement: "globex", data: { seq: 9, more: false } });
    expect(socket.state.phase).toBe("waiting");
  });

  it("syncs the followed engagements of a lag frame", async () => {
    socket.follow("globex", 3);
    await live();
    server.socket.say({ type: "lag", timestamp: at, data: { engagements: { globex: 9, stranger: 4 } } });
    expect(server.socket.sentOf("sync").map((frame) => frame.data.after)).toEqual([{ globex: 3 }]);
  });

  it("syncs all followed engagements after a reconnect, a thousand per frame", async () => {
    for (let index = 0; index < 1_001; index += 1) socket.follow(`e${index}`, index);
    await live();
    server.socket.drop();
    await reconnect();
    const sizes = server.socket.sentOf("sync").map((frame) => Object.keys(frame.data.after).length);
    expect(sizes).toEqual([1_000, 1]);
    expect(server.socket.sentOf("sync")[0]?.data.after).toMatchObject({ e0: 0, e999: 999 });
  });

  it("syncs an engagement that is followed while connected", async () => {
    await live();
    socket.follow("initech", 7);
    await tick();
    expect(server.socket.sentOf("sync").map((frame) => frame.data.after)).toEqual([{ initech: 7 }]);
  });

  it("ignores a snapshot that is older than its position", async () => {
    socket.follow("globex", 3);
    await live();
    server.socket.say(chatMessage("globex", 4));
    socket.follow("globex", 2);
    expect(socket.position("globex")).toBe(4);
  });

  it("reports events of engagements that are not followed", async () => {
    const untracked: string[] = [];
    socket.on("untracked", ({ engagement }) => untracked.push(engagement));
    await live();
    server.socket.say(chatMessage("new-one", 1));
    expect(untracked).toEqual(["new-one"]);
    expect(seqs()).toEqual([]);
  });

  it("forgets an engagement that is out of scope", async () => {
    const lost: string[] = [];
    socket.on("lost", (engagement) => lost.push(engagement));
    socket.follow("globex", 3);
    await connect();
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

  it("repeats a sync that was refused because of load", async () => {
    socket.follow("globex", 3);
    await connect();
    server.welcome();
    refuse(server.socket.takeSent("sync")[0]?.id, "busy", 2_000);
    expect(socket.state.phase).toBe("syncing");
    await tick(2_000);
    expect(server.socket.sentOf("sync")).toHaveLength(1);
  });
});
