import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import type { Engagement } from "../../src/services/api/shapes.ts";
import type { ClientMessage, ErrorCode, JournalFrame, ServerFrame } from "../../src/services/socket/protocol.ts";
import { type MockEngagement, type MockUser, World } from "./world.ts";

interface Peer {
  socket: WebSocket;
  user: MockUser;
}

class Refusal extends Error {
  readonly status: number;
  readonly code: ErrorCode;

  constructor(status: number, code: ErrorCode, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const notFound = () => new Refusal(404, "not_found", "Not found, or not visible to you.");

/** A server in memory for work on pages. Tests of the real server do not depend on it. */
export class MockServer {
  readonly world = new World();
  readonly #peers = new Set<Peer>();
  readonly #answers = new Map<string, ServerFrame>();
  readonly #sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has("parley.v1.batch") ? "parley.v1.batch" : "parley.v1"),
  });
  readonly #http = createServer((request, response) => void this.#rest(request, response));
  readonly #started = Date.now();
  #messages = { in: 0, out: 0 };

  async listen(port = 0): Promise<number> {
    this.#http.on("upgrade", (request, socket, head) => this.#upgrade(request, socket as Socket, head));
    await new Promise<void>((resolve) => this.#http.listen(port, "127.0.0.1", resolve));
    return (this.#http.address() as AddressInfo).port;
  }

  close(): void {
    for (const { socket } of this.#peers) socket.close(1012);
    this.#http.close();
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const offered = String(request.headers["sec-websocket-protocol"] ?? "").split(/,\s*/);
    const token = offered.find((name) => name.startsWith("parley.bearer."))?.slice("parley.bearer.".length);
    const user = token === undefined ? undefined : this.world.users.get(token.replace(/^t-/, ""));
    if (!user) {
      socket.end("HTTP/1.1 401 Unauthorized\r\n\r\n");
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (websocket) => this.#join({ socket: websocket, user }));
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
    this.#messages.in += 1;
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
    const engagement = this.#engagement(peer.user, frame.data.engagement);
    const author = this.world.person(peer.user.id, engagement);
    switch (frame.type) {
      case "typing":
        this.#broadcast(engagement, {
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
        this.#broadcast(engagement, {
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
        this.#publish(engagement, this.world.append(engagement, { type: "chat_message", data }, id), ack);
        break;
      }
      case "edit_message":
      case "delete_message":
        this.#publish(engagement, this.#rewrite(engagement, author, frame, id), ack);
        break;
      case "raise_alert": {
        const { severity, title, detail } = frame.data;
        const { event, alert } = this.world.raise(engagement, author, severity, title, detail, new Date(), id);
        this.#publish(engagement, event, (data) => ack({ ...data, alert }));
        break;
      }
      case "acknowledge_alert":
      case "resolve_alert": {
        const state = frame.type === "resolve_alert" ? "resolved" : "acknowledged";
        this.#publish(
          engagement,
          this.world.settle(engagement, frame.data.alert, author, state, frame.data.comment, id),
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
      return this.world.append(
        engagement,
        { type: "chat_message_deleted", data: { author, message: original.seq } },
        id,
      );
    }
    original.data.text = frame.data.text;
    original.data.editedAt = now();
    const data = { author, message: original.seq, text: frame.data.text };
    return this.world.append(engagement, { type: "chat_message_edited", data }, id);
  }

  #publish(engagement: MockEngagement, event: JournalFrame, ack: (data: object) => void): void {
    ack({ seq: event.seq, duplicate: false });
    this.#broadcast(engagement, event);
  }

  #replay(peer: Peer, name: string, after: number): void {
    const engagement = this.world.engagements.get(name);
    if (!engagement || !this.world.inScope(peer.user.id, engagement)) {
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
    this.#broadcast(engagement, { type: "read", timestamp: now(), engagement: engagement.id, data: reader });
  }

  #presence(): void {
    for (const [organisation] of this.world.organisations) {
      const online = [...new Set([...this.#peers].map(({ user }) => user))]
        .filter(({ grants }) => grants.some((grant) => grant.organisation === organisation))
        .map(({ id, name }) => ({ id, name }));
      const data = { organisation, online, count: online.length };
      for (const peer of this.#peers)
        if (this.#sees(peer.user, organisation)) this.#say(peer, { type: "presence", timestamp: now(), data });
    }
  }

  #sees(user: MockUser, organisation: string): boolean {
    const { msp } = this.world.organisations.get(organisation) ?? {};
    return user.grants.some((grant) => {
      const own = this.world.organisations.get(grant.organisation ?? "");
      return own?.id === organisation || own?.id === msp || own?.msp === organisation;
    });
  }

  #broadcast(engagement: MockEngagement, frame: ServerFrame): void {
    for (const peer of this.#peers) if (this.world.inScope(peer.user.id, engagement)) this.#say(peer, frame);
  }

  #say(peer: Peer, frame: ServerFrame): void {
    this.#messages.out += 1;
    peer.socket.send(JSON.stringify(frame));
  }

  #engagement(user: MockUser, id: string): MockEngagement {
    const engagement = this.world.engagements.get(id);
    if (!engagement || !this.world.inScope(user.id, engagement)) throw notFound();
    return engagement;
  }

  async #rest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://mock");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
    try {
      const answer = this.#answer(request, response, url, body);
      response.writeHead(answer === undefined ? 204 : 200, { "Content-Type": "application/json" });
      response.end(answer === undefined ? undefined : JSON.stringify(answer));
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, "internal", String(error));
      response.writeHead(refusal.status, { "Content-Type": "application/problem+json" });
      response.end(JSON.stringify({ status: refusal.status, code: refusal.code, detail: refusal.message }));
    }
  }

  #answer(request: IncomingMessage, response: ServerResponse, url: URL, body: Record<string, never>): unknown {
    const [, , area = "", id = "", action = ""] = url.pathname.split("/").map(decodeURIComponent);
    if (url.pathname === "/api/setup") return { needed: false };
    if (url.pathname === "/api/auth/login") {
      const user = [...this.world.users.values()].find(
        ({ email, password }) => email === body.email && password === body.password,
      );
      if (!user) throw new Refusal(401, "unauthenticated", "Wrong email or password.");
      response.setHeader("Set-Cookie", `parley_refresh=${user.id}; HttpOnly; SameSite=Strict; Path=/api/auth`);
      return this.#signedIn(user);
    }
    if (url.pathname === "/api/auth/refresh") {
      const user = this.world.users.get(/parley_refresh=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? "");
      if (!user) throw new Refusal(401, "unauthenticated", "No session.");
      return this.#signedIn(user);
    }
    if (url.pathname.startsWith("/api/auth/logout")) {
      response.setHeader("Set-Cookie", "parley_refresh=; Max-Age=0; Path=/api/auth");
      return undefined;
    }
    if (url.pathname === "/api/invitations/lookup")
      return { email: "new@globex.example", organisation: "globex", role: "CLIENT" };
    const user = this.world.users.get((request.headers.authorization ?? "").replace("Bearer t-", ""));
    if (!user) throw new Refusal(401, "unauthenticated", "Sign in first.");
    if (url.pathname === "/ws/stats") return this.#stats();
    switch (area) {
      case "auth":
        return id === "sessions" && request.method === "GET" ? page([loginSession]) : undefined;
      case "people":
        return page(
          [...this.world.users.values()].flatMap((person) =>
            person.grants.map((grant) => ({ ...grant, id: person.id, name: person.name })),
          ),
        );
      case "organisations":
        return page([...this.world.organisations.values()]);
      case "users":
        return page([...this.world.users.values()].map(({ password: _, ...rest }) => rest));
      case "invitations":
        return request.method === "POST" ? { ...body, id: crypto.randomUUID(), link: "/invite#token" } : page([]);
      case "api-keys":
        return request.method === "POST"
          ? { ...body, id: crypto.randomUUID(), prefix: "pk_12ab", key: "pk_12ab-secret" }
          : page([]);
      case "alerts":
        return page(
          [...this.world.alerts.values()]
            .filter((alert) => this.world.inScope(user.id, this.#engagementOf(alert.engagement)))
            .filter(
              (alert) =>
                matches(url, "state", alert.state) &&
                matches(url, "severity", alert.severity) &&
                matches(url, "engagement", alert.engagement),
            ),
        );
      case "search":
        return page(this.#search(user, url.searchParams.get("q") ?? ""));
      case "engagements":
        return this.#engagements(request, url, user, id, action, body);
      default:
        throw notFound();
    }
  }

  #engagements(
    request: IncomingMessage,
    url: URL,
    user: MockUser,
    id: string,
    action: string,
    body: Record<string, never>,
  ): unknown {
    if (id === "") {
      const query = (url.searchParams.get("query") ?? "").toLowerCase();
      return page(
        [...this.world.engagements.values()]
          .filter((engagement) => this.world.inScope(user.id, engagement))
          .filter((engagement) => `${engagement.title} ${engagement.client}`.toLowerCase().includes(query))
          .filter(
            (engagement) => matches(url, "status", engagement.status) && matches(url, "client", engagement.client),
          )
          .map((engagement) => this.#summary(engagement, user))
          .toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)),
      );
    }
    const engagement = this.#engagement(user, id);
    if (action === "events") {
      const limit = Number(url.searchParams.get("limit") ?? 50);
      const before = Number(url.searchParams.get("before") ?? engagement.journal.length + 1);
      const after = url.searchParams.get("after");
      const from = after === null ? Math.max(0, before - 1 - limit) : Number(after);
      const to = after === null ? before - 1 : from + limit;
      return { items: engagement.journal.slice(from, to), head: engagement.journal.length };
    }
    if (request.method === "PATCH") {
      const change = body as { title?: string; status?: MockEngagement["status"] };
      Object.assign(engagement, change, { version: engagement.version + 1 });
      const { title, status, msp, client } = engagement;
      const author = this.world.person(user.id, engagement);
      const data = { author, change: change.title ? "renamed" : "status", title, status, msp, client } as const;
      this.#broadcast(engagement, this.world.append(engagement, { type: "engagement_update", data }));
    }
    const readers = [...engagement.reads].map(([reader, seq]) => ({
      user: { id: reader, name: this.world.user(reader).name },
      seq,
    }));
    return { ...this.#summary(engagement, user), readers };
  }

  #summary(engagement: MockEngagement, user: MockUser): Engagement {
    const read = engagement.reads.get(user.id) ?? 0;
    const messages = engagement.journal.filter((event) => event.type === "chat_message");
    const last = messages.at(-1);
    const open = [...this.world.alerts.values()].filter(
      (alert) => alert.engagement === engagement.id && alert.state !== "resolved",
    );
    const count = (severity: string) => open.filter((alert) => alert.severity === severity).length;
    return {
      id: engagement.id,
      title: engagement.title,
      status: engagement.status,
      msp: this.#named(engagement.msp),
      client: this.#named(engagement.client),
      head: engagement.journal.length,
      unread: messages.filter((event) => event.seq > read && event.data.author.id !== user.id).length,
      read,
      interactions: engagement.interactions,
      alerts: { critical: count("critical"), warning: count("warning"), info: count("info") },
      lastMessage: last ? { seq: last.seq, author: last.data.author, text: last.data.text, at: last.timestamp } : null,
      updatedAt: engagement.journal.at(-1)?.timestamp ?? now(),
      version: engagement.version,
    };
  }

  #search(user: MockUser, q: string) {
    return [...this.world.engagements.values()]
      .filter((engagement) => this.world.inScope(user.id, engagement))
      .flatMap((engagement) =>
        engagement.journal.flatMap((event) =>
          event.type === "chat_message" && event.data.text?.toLowerCase().includes(q.toLowerCase())
            ? [
                {
                  engagement: { id: engagement.id, title: engagement.title },
                  seq: event.seq,
                  author: event.data.author,
                  at: event.timestamp,
                  text: event.data.text,
                  snippet: event.data.text,
                },
              ]
            : [],
        ),
      )
      .slice(0, 20);
  }

  #stats() {
    const total = this.#peers.size;
    return {
      node: "mock",
      uptimeMs: Date.now() - this.#started,
      connections: {
        total,
        client: Math.floor(total / 2),
        msp: Math.ceil(total / 2),
        dual: 0,
        perClient: {},
        perMsp: {},
      },
      users: total,
      messages: {
        ...this.#messages,
        inPerSecond: 40 + 12 * Math.sin(Date.now() / 9_000),
        outPerSecond: 320 + 80 * Math.sin(Date.now() / 7_000),
      },
      bytes: {
        in: this.#messages.in * 200,
        out: this.#messages.out * 300,
        inPerSecond: 8_000 + 2_400 * Math.sin(Date.now() / 9_000),
        outPerSecond: 96_000 + 24_000 * Math.sin(Date.now() / 7_000),
      },
      outboxBytes: Math.round(20_000 + 9_000 * Math.sin(Date.now() / 5_000)),
      journal: { queue: 0, appended: 10_110 },
      handshakes: { accepted: total, refused: {} },
    };
  }

  #engagementOf(id: string): MockEngagement {
    const engagement = this.world.engagements.get(id);
    if (!engagement) throw notFound();
    return engagement;
  }

  #named(id: string) {
    return { id, name: this.world.organisations.get(id)?.name ?? id };
  }

  #signedIn({ id, name, email, grants }: MockUser) {
    return { accessToken: `t-${id}`, expiresIn: 900, user: { id, name, email, grants } };
  }
}

const now = () => new Date().toISOString();
const page = <Item>(items: Item[]) => ({ items, next: null });
const matches = (url: URL, name: string, value: string) => (url.searchParams.get(name) ?? value) === value;
const loginSession = {
  id: "s1",
  createdAt: now(),
  lastUsedAt: now(),
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) Chrome/140",
  address: "127.0.0.1",
  current: true,
};
