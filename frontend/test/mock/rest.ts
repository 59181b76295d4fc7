import type { IncomingMessage, ServerResponse } from "node:http";
import type { Engagement } from "../../src/services/api/shapes.ts";
import { notFound, Refusal } from "./refusal.ts";
import type { MockSockets } from "./sockets.ts";
import { engagementOf, type MockEngagement, type MockUser, type World } from "./world.ts";

/** The REST side of the mock server. */
export class MockRest {
  readonly #world: World;
  readonly #sockets: MockSockets;
  readonly #started = Date.now();

  constructor(world: World, sockets: MockSockets) {
    this.#world = world;
    this.#sockets = sockets;
  }

  answer(request: IncomingMessage, response: ServerResponse, url: URL, body: Record<string, never>): unknown {
    const [, , area = "", id = "", action = ""] = url.pathname.split("/").map(decodeURIComponent);
    if (url.pathname === "/api/setup") return { needed: false };
    if (url.pathname === "/api/auth/login") {
      const user = [...this.#world.users.values()].find(
        ({ email, password }) => email === body.email && password === body.password,
      );
      if (!user) throw new Refusal(401, "unauthenticated", "Wrong email or password.");
      response.setHeader("Set-Cookie", `parley_refresh=${user.id}; HttpOnly; SameSite=Strict; Path=/api/auth`);
      return this.#signedIn(user);
    }
    if (url.pathname === "/api/auth/refresh") {
      const user = this.#world.users.get(/parley_refresh=(\w+)/.exec(request.headers.cookie ?? "")?.[1] ?? "");
      if (!user) throw new Refusal(401, "unauthenticated", "No session.");
      return this.#signedIn(user);
    }
    if (url.pathname.startsWith("/api/auth/logout")) {
      response.setHeader("Set-Cookie", "parley_refresh=; Max-Age=0; Path=/api/auth");
      return undefined;
    }
    if (url.pathname === "/api/invitations/lookup")
      return { email: "new@globex.example", organisation: "globex", role: "CLIENT" };
    const user = this.#world.users.get((request.headers.authorization ?? "").replace("Bearer t-", ""));
    if (!user) throw new Refusal(401, "unauthenticated", "Sign in first.");
    if (url.pathname === "/ws/stats") return this.#stats();
    switch (area) {
      case "auth":
        return id === "sessions" && request.method === "GET" ? page([loginSession]) : undefined;
      case "people":
        return page(
          [...this.#world.users.values()].flatMap((person) =>
            person.grants.map((grant) => ({ ...grant, id: person.id, name: person.name })),
          ),
        );
      case "organisations":
        return page([...this.#world.organisations.values()]);
      case "users":
        return page([...this.#world.users.values()].map(({ password: _, ...rest }) => rest));
      case "invitations":
        return request.method === "POST" ? { ...body, id: crypto.randomUUID(), link: "/invite#token" } : page([]);
      case "api-keys":
        return request.method === "POST"
          ? { ...body, id: crypto.randomUUID(), prefix: "pk_12ab", key: "pk_12ab-secret" }
          : page([]);
      case "alerts":
        return page(
          [...this.#world.alerts.values()]
            .filter((alert) => this.#world.sees(user.id, alert.engagement))
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
        [...this.#world.engagements.values()]
          .filter((engagement) => this.#world.inScope(user.id, engagement))
          .filter((engagement) => `${engagement.title} ${engagement.client}`.toLowerCase().includes(query))
          .filter(
            (engagement) => matches(url, "status", engagement.status) && matches(url, "client", engagement.client),
          )
          .map((engagement) => this.#summary(engagement, user))
          .toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt)),
      );
    }
    const engagement = engagementOf(this.#world, user, id);
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
      const author = this.#world.person(user.id, engagement);
      const data = { author, change: change.title ? "renamed" : "status", title, status, msp, client } as const;
      this.#sockets.broadcast(engagement, this.#world.append(engagement, { type: "engagement_update", data }));
    }
    const readers = [...engagement.reads].map(([reader, seq]) => ({
      user: { id: reader, name: this.#world.user(reader).name },
      seq,
    }));
    return { ...this.#summary(engagement, user), readers };
  }

  #summary(engagement: MockEngagement, user: MockUser): Engagement {
    const read = engagement.reads.get(user.id) ?? 0;
    const messages = engagement.journal.filter((event) => event.type === "chat_message");
    const last = messages.at(-1);
    const open = [...this.#world.alerts.values()].filter(
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
    return [...this.#world.engagements.values()]
      .filter((engagement) => this.#world.inScope(user.id, engagement))
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
    const total = this.#sockets.connections;
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
        ...this.#sockets.messages,
        inPerSecond: 40 + 12 * Math.sin(Date.now() / 9_000),
        outPerSecond: 320 + 80 * Math.sin(Date.now() / 7_000),
      },
      bytes: {
        in: this.#sockets.messages.in * 200,
        out: this.#sockets.messages.out * 300,
        inPerSecond: 8_000 + 2_400 * Math.sin(Date.now() / 9_000),
        outPerSecond: 96_000 + 24_000 * Math.sin(Date.now() / 7_000),
      },
      outboxBytes: Math.round(20_000 + 9_000 * Math.sin(Date.now() / 5_000)),
      journal: { queue: 0, appended: 10_110 },
      handshakes: { accepted: total, refused: {} },
    };
  }

  #named(id: string) {
    return { id, name: this.#world.organisations.get(id)?.name ?? id };
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
