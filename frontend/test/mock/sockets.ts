import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import type { ClientMessage, JournalFrame, ServerFrame } from "../../src/services/socket/protocol.ts";
import { notFound, Refusal } from "./refusal.ts";
import { engagementOf, type MockEngagement, type MockUser, type World } from "./world.ts";

interface Peer {
  socket: WebSocket;
  user: MockUser;
}

/** The WebSocket side of the mock server. */
export class MockSockets {
  readonly #world: World;
  readonly #peers = new Set<Peer>();
  readonly #answers = new Map<string, ServerFrame>();
  readonly #server = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has("parley.v1.batch") ? "parley.v1.batch" : "parley.v1"),
  });
  readonly messages = { in: 0, out: 0 };

  constructor(world: World) {
    this.#world = world;
  }

  get connections(): number {
    return this.#peers.size;
  }

  upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const offered = String(request.headers["sec-websocket-protocol"] ?? "").split(/,\s*/);
    const token = offered.find((name) => name.startsWith("parley.bearer."))?.slice("parley.bearer.".length);
    const user = token === undefined ? undefined : this.#world.users.get(token.replace(/^t-/, ""));
    if (!user) {
      socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (websocket) => this.#join({ socket: websocket, user }));
  }

  close(): void {
    for (const { socket } of this.#peers) socket.close(1012);
  }

  #join(peer: Peer): void {
    this.#peers.add(peer);
    peer.socket.on("message", (data) => this.#message(peer, String(data)));
    peer.socket.on("close", () => {
      this.#peers.delete(peer);
      this.#presence();
    });
    this.#say(peer, {
      type: "welcome",
      timestamp: now(),
      data: {
        connection: crypto.randomUUID(),
        user: { id: peer.user.id, name: peer.user.name },
        grants: peer.user.grants,
        limits: {
          maxFrameBytes: 65_536,
          messagesPerSecond: 20,
          messageBurst: 40,
          connectionsPerUser: 20,
          maxTextLength: 8_000,
        },
        heartbeat: { pingIntervalMs: 25_000, timeoutMs: 10_000 },
        tokenExpiresAt: null,
        server: { version: "mock", node: "mock" },
      },
    });
    this.#presence();
  }

  #message(peer: Peer, text: string): void {
    this.messages.in += 1;
    const frame = JSON.parse(text) as ClientMessage & { id?: string };
    try {
      this.#route(peer, frame);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const id = frame.id === undefined ? {} : { id: frame.id };
      this.#say(peer, { type: "error", timestamp: now(), ...id, data: { code: error.code, message: error.message } });
    }
  }

  #route(peer: Peer, frame: ClientMessage & { id?: string }): void {
    const id = frame.id ?? crypto.randomUUID();
    const answered = this.#answers.get(`${peer.user.id} ${id}`);
    if (answered) {
      this.#say(peer, answered);
      return;
    }
    const ack = (data: object) => {
      const answer = { type: "ack", timestamp: now(), id, data } as ServerFrame;
      this.#answers.set(`${peer.user.id} ${id}`, answer);
      this.#say(peer, answer);
    };
    switch (frame.type) {
      case "ping":
        this.#say(peer, { type: "pong", timestamp: now(), id, data: {} });
        return;
      case "sync":
        for (const [name, after] of Object.entries(frame.data.after)) this.#replay(peer, name, after);
        ack({});
        return;
      case "authenticate":
        ack({ tokenExpiresAt: null });
        return;
      default:
    }
    const engagement = engagementOf(this.#world, peer.user, frame.data.engagement);
    const author = this.#world.person(peer.user.id, engagement);
    switch (frame.type) {
      case "typing":
        this.broadcast(engagement, {
          type: "typing",
          timestamp: now(),
          engagement: engagement.id,
          data: { user: peer.user },
        });
        break;
      case "mark_read":
        this.#read(engagement, peer.user, frame.data.seq);
        break;
      case "record_interaction": {
        const { kind, count = 1 } = frame.data;
        const total = (engagement.interactions[kind] ?? 0) + count;
        engagement.interactions[kind] = total;
        ack({ kind, total, duplicate: false });
        this.broadcast(engagement, {
          type: "interaction_update",
          timestamp: now(),
          engagement: engagement.id,
          data: { kind, total },
        });
        break;
      }
      case "send_message": {
        const { text, replyTo } = frame.data;
        if (text.includes("/refuse")) throw new Refusal(403, "forbidden", "This message was refused for a test.");
        const data = { author, text, ...(replyTo === undefined ? {} : { replyTo }) };
        this.#publish(engagement, this.#world.append(engagement, { type: "chat_message", data }, id), ack);
        break;
      }
      case "edit_message":
      case "delete_message":
        this.#publish(engagement, this.#rewrite(engagement, author, frame, id), ack);
        break;
      case "raise_alert": {
        const { severity, title, detail } = frame.data;
        const { event, alert } = this.#world.raise(engagement, author, severity, title, detail, new Date(), id);
        this.#publish(engagement, event, (data) => ack({ ...data, alert }));
        break;
      }
      case "acknowledge_alert":
      case "resolve_alert": {
        const state = frame.type === "resolve_alert" ? "resolved" : "acknowledged";
        this.#publish(
          engagement,
          this.#world.settle(engagement, frame.data.alert, author, state, frame.data.comment, id),
          ack,
        );
        break;
      }
    }
  }

  #rewrite(
    engagement: MockEngagement,
    author: JournalFrame["data"]["author"],
    frame: Extract<ClientMessage, { type: "edit_message" | "delete_message" }>,
    id: string,
  ): JournalFrame {
    const original = engagement.journal[frame.data.seq - 1];
    if (original?.type !== "chat_message") throw notFound();
    if (frame.type === "delete_message") {
      original.data.text = null;
      original.data.deletedAt = now();
      return this.#world.append(
        engagement,
        { type: "chat_message_deleted", data: { author, message: original.seq } },
        id,
      );
    }
    original.data.text = frame.data.text;
    original.data.editedAt = now();
    const data = { author, message: original.seq, text: frame.data.text };
    return this.#world.append(engagement, { type: "chat_message_edited", data }, id);
  }

  #publish(engagement: MockEngagement, event: JournalFrame, ack: (data: object) => void): void {
    ack({ seq: event.seq, duplicate: false });
    this.broadcast(engagement, event);
  }

  #replay(peer: Peer, name: string, after: number): void {
    const engagement = this.#world.engagements.get(name);
    if (!engagement || !this.#world.inScope(peer.user.id, engagement)) {
      const data = { code: "not_found", message: "No such engagement" } as const;
      this.#say(peer, { type: "error", timestamp: now(), engagement: name, data });
      return;
    }
    const page = engagement.journal.slice(after, after + 200);
    for (const event of page) this.#say(peer, event);
    const seq = after + page.length;
    this.#say(peer, {
      type: "synced",
      timestamp: now(),
      engagement: name,
      data: { seq, more: seq < engagement.journal.length },
    });
  }

  #read(engagement: MockEngagement, user: MockUser, seq: number): void {
    if (seq <= (engagement.reads.get(user.id) ?? 0)) return;
    engagement.reads.set(user.id, seq);
    const reader = { user: { id: user.id, name: user.name }, seq };
    this.broadcast(engagement, { type: "read", timestamp: now(), engagement: engagement.id, data: reader });
  }

  #presence(): void {
    for (const [organisation] of this.#world.organisations) {
      const online = [...new Set([...this.#peers].map(({ user }) => user))]
        .filter(({ grants }) => grants.some((grant) => grant.organisation === organisation))
        .map(({ id, name }) => ({ id, name }));
      const data = { organisation, online, count: online.length };
      for (const peer of this.#peers)
        if (this.#sees(peer.user, organisation)) this.#say(peer, { type: "presence", timestamp: now(), data });
    }
  }

  #sees(user: MockUser, organisation: string): boolean {
    const { msp } = this.#world.organisations.get(organisation) ?? {};
    return user.grants.some((grant) => {
      const own = this.#world.organisations.get(grant.organisation ?? "");
      return own?.id === organisation || own?.id === msp || own?.msp === organisation;
    });
  }

  broadcast(engagement: MockEngagement, frame: ServerFrame): void {
    for (const peer of this.#peers) if (this.#world.inScope(peer.user.id, engagement)) this.#say(peer, frame);
  }

  #say(peer: Peer, frame: ServerFrame): void {
    this.messages.out += 1;
    peer.socket.send(JSON.stringify(frame));
  }
}

const now = () => new Date().toISOString();
