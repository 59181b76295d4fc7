import { Backoff } from "./backoff.ts";
import { CatchUp } from "./catchUp.ts";
import { closeRule, type StopReason } from "./closeRules.ts";
import { Emitter } from "./emitter.ts";
import { Heartbeat } from "./heartbeat.ts";
import { MemoryOutbox, type OutboxEntry, type OutboxStore } from "./outbox.ts";
import { Positions } from "./positions.ts";
import {
  type AckData,
  type Bye,
  type ClientMessage,
  type Command,
  type ErrorFrame,
  isJournal,
  type JournalFrame,
  parseFrames,
  type ServerFrame,
  type Welcome,
} from "./protocol.ts";
import { ReadMarkers } from "./readMarkers.ts";
import { SendQueue } from "./sendQueue.ts";
import { TokenRenewal } from "./tokenRenewal.ts";
import { Wake } from "./wake.ts";

/** What a token source throws when only a new sign-in helps; any other failure is tried again. */
export class SignedOutError extends Error {
  override name = "SignedOutError";
}

export interface ParleySocketOptions {
  url: string;
  /** `fresh` asks for a token newer than the last one, because the server refused that. */
  token: (fresh: boolean) => Promise<string>;
  outbox?: OutboxStore;
  WebSocket?: new (url: string, protocols: string[]) => WebSocket;
  random?: () => number;
  now?: () => number;
}

/** The truth about the connection. Only `live` means that what one sees is what there is. */
export type ConnectionState =
  | { phase: "idle" }
  | { phase: "connecting" }
  | { phase: "syncing"; received: number }
  | { phase: "live" }
  | { phase: "waiting"; retryAt: number; offline: boolean }
  | { phase: "stopped"; reason: StopReason };

interface Events {
  state: ConnectionState;
  /** Every frame that is of use, once: journal frames in the order of their seq. */
  frame: ServerFrame;
  outbox: readonly OutboxEntry[];
  /** What happened in an engagement nobody follows yet: it is not kept in order, and not told again. */
  untracked: JournalFrame;
  /** A followed engagement no longer exists for this user. */
  lost: string;
}

const subProtocols = ["parley.v1.batch", "parley.v1"];
const stepWithinMs = 10_000;
const freshTokenEvery = 3;

/**
 * A connection to Parley that looks after itself: it reconnects, catches up, keeps what was not acknowledged and
 * renews its token. Knows no framework and needs no other package.
 *
 * ```ts
 * const socket = new ParleySocket({ url: "wss://parley.example/ws/engagement", token: () => fetchToken() });
 * socket.on("frame", (frame) => console.log(frame));
 * socket.follow("globex-firewall", 0);
 * socket.connect();
 * const { seq } = await socket.send({ type: "send_message", data: { engagement: "globex-firewall", text: "Hello" } });
 * ```
 */
export class ParleySocket {
  #state: ConnectionState = { phase: "idle" };
  #welcome: Welcome["data"] | undefined;
  #socket: WebSocket | undefined;
  /** Grows with every attempt; what an older attempt still has to say is ignored. */
  #attempt = 0;
  #greeted = false;
  #needsFreshToken = false;
  #pacedMs: number | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #progressTimer: ReturnType<typeof setTimeout> | undefined;
  #followTimer: ReturnType<typeof setTimeout> | undefined;
  #restored = false;
  readonly #toFollow = new Set<string>();

  readonly #options: ParleySocketOptions;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #events = new Emitter<Events>();
  readonly #positions = new Positions();
  readonly #backoff: Backoff;
  readonly #heartbeat: Heartbeat;
  readonly #catchUp: CatchUp;
  readonly #queue: SendQueue;
  readonly #readMarkers = new ReadMarkers((message) => this.#transmit(JSON.stringify(message)));
  readonly #renewal: TokenRenewal;
  readonly #wake = new Wake((event) => this.#woken(event));

  constructor(options: ParleySocketOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#random = options.random ?? Math.random;
    this.#backoff = new Backoff(this.#random);
    this.#heartbeat = new Heartbeat(
      () => this.#transmit(JSON.stringify({ type: "ping", id: crypto.randomUUID(), data: {} })),
      () => this.#abandon("no sign of life"),
    );
    this.#catchUp = new CatchUp(
      this.#positions,
      (message, id) => this.#transmit(JSON.stringify({ ...message, id })),
      () => this.#abandon("catching up made no progress"),
    );
    this.#renewal = new TokenRenewal(
      () => options.token(true),
      (message) => this.#transmit(JSON.stringify(message)),
      this.#random,
    );
    this.#queue = new SendQueue(
      options.outbox ?? new MemoryOutbox(),
      (frame) => this.#transmit(frame),
      (entries) => this.#events.emit("outbox", entries),
      this.#now,
    );
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** What the server said when it greeted: who we are, its limits, its version. */
  get welcome(): Welcome["data"] | undefined {
    return this.#welcome;
  }

  get outbox(): readonly OutboxEntry[] {
    return this.#queue.entries;
  }

  /** Returns what unsubscribes. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  connect(): void {
    if (this.#state.phase !== "idle" && this.#state.phase !== "stopped") return;
    this.#wake.start();
    if (!this.#restored) {
      this.#restored = true;
      void this.#queue.restore();
    }
    this.#open();
  }

  /** Ends it for good, or until `connect` is called again. What was not acknowledged stays in the outbox. */
  close(): void {
    this.#stop("closed");
  }

  /** Tries now instead of when the wait is over. */
  retryNow(): void {
    if (this.#state.phase !== "waiting") return;
    clearTimeout(this.#retryTimer);
    this.#open();
  }

  /** Keeps an engagement complete from `head` on: events after it arrive as frames, without holes. */
  follow(engagement: string, head: number): void {
    if (!this.#positions.follow(engagement, head)) return;
    this.#toFollow.add(engagement);
    if (this.#followTimer !== undefined) return;
    this.#followTimer = setTimeout(() => {
      this.#followTimer = undefined;
      const engagements = [...this.#toFollow];
      this.#toFollow.clear();
      if (this.#greeted) this.#catchUp.request(engagements);
    }, 0);
  }

  forget(engagement: string): void {
    this.#positions.forget(engagement);
    this.#toFollow.delete(engagement);
    this.#catchUp.lost(engagement);
    this.#settle();
  }

  /** The last seq applied here, if the engagement is followed. */
  position(engagement: string): number | undefined {
    return this.#positions.of(engagement);
  }

  /**
   * Resolves when it is stored; rejects when the server refused it. Until then it is in the outbox under `id`, by
   * which one may `retry` or `discard` it.
   */
  send(command: Command, id: string = crypto.randomUUID()): Promise<AckData> {
    return this.#queue.add(id, command);
  }

  retry(id: string): void {
    this.#queue.retry(id);
  }

  discard(id: string): void {
    this.#queue.discard(id);
  }

  /** The latest marker wins and is told again after a reconnect; an older one is never sent. */
  markRead(engagement: string, seq: number): void {
    this.#readMarkers.mark(engagement, seq, this.#greeted);
  }

  typing(engagement: string): void {
    if (this.#greeted) this.#transmit(JSON.stringify({ type: "typing", data: { engagement } } satisfies ClientMessage));
  }

  #open(): void {
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#set({ phase: "connecting" });
    this.#expectProgress("no token");
    const fresh =
      this.#needsFreshToken || (this.#backoff.failures > 0 && this.#backoff.failures % freshTokenEvery === 0);
    this.#options.token(fresh).then(
      (token) => {
        if (attempt === this.#attempt) this.#dial(token, attempt);
      },
      (error: unknown) => {
        if (attempt !== this.#attempt) return;
        if (error instanceof SignedOutError) this.#stop("signed_out");
        else this.#wait();
      },
    );
  }

  #dial(token: string, attempt: number): void {
    const Socket = this.#options.WebSocket ?? WebSocket;
    const socket = new Socket(this.#options.url, [...subProtocols, `parley.bearer.${token}`]);
    this.#socket = socket;
    this.#expectProgress("no welcome");
    const current = () => attempt === this.#attempt;
    socket.onmessage = (event) => {
      if (current()) this.#received(String(event.data));
    };
    socket.onclose = (event) => {
      if (current()) this.#closed(event.code);
    };
  }

  /** Each step of connecting has its time; one that hangs is a failed attempt, not an endless one. */
  #expectProgress(missing: string): void {
    clearTimeout(this.#progressTimer);
    this.#progressTimer = setTimeout(() => this.#abandon(missing), stepWithinMs);
  }

  #received(text: string): void {
    this.#heartbeat.heard();
    let frames: ServerFrame[];
    try {
      frames = parseFrames(text);
    } catch {
      this.#abandon("a frame that is none");
      return;
    }
    for (const frame of frames) this.#handle(frame);
  }

  #handle(frame: ServerFrame): void {
    if (isJournal(frame)) {
      this.#journal(frame);
      return;
    }
    switch (frame.type) {
      case "welcome":
        this.#greet(frame.data);
        break;
      case "synced":
        this.#catchUp.synced(frame);
        this.#settle();
        break;
      case "lag":
        this.#lagging(Object.keys(frame.data.engagements));
        break;
      case "ack":
        this.#acked(frame.id, frame);
        break;
      case "error":
        this.#refused(frame);
        break;
      case "token_expiring":
        this.#renewal.soon(Date.parse(frame.data.expiresAt) - Date.parse(frame.timestamp));
        break;
      case "bye":
        this.#paced(frame);
        break;
      default:
    }
    this.#events.emit("frame", frame);
  }

  #journal(frame: JournalFrame): void {
    switch (this.#positions.judge(frame)) {
      case "apply":
        this.#events.emit("frame", frame);
        this.#queue.echoed(frame.engagement, frame.seq);
        if (this.#state.phase === "syncing") this.#set({ phase: "syncing", received: this.#state.received + 1 });
        break;
      case "hole":
        this.#lagging([frame.engagement]);
        break;
      case "untracked":
        this.#events.emit("untracked", frame);
        break;
      case "known":
        break;
    }
  }

  #greet(data: Welcome["data"]): void {
    clearTimeout(this.#progressTimer);
    this.#welcome = data;
    this.#greeted = true;
    this.#needsFreshToken = false;
    this.#pacedMs = undefined;
    this.#heartbeat.start(data.heartbeat.pingIntervalMs, data.heartbeat.timeoutMs);
    this.#set({ phase: "syncing", received: 0 });
    this.#toFollow.clear();
    this.#catchUp.request(this.#positions.followed());
    this.#queue.opened(data.limits.maxFrameBytes);
    this.#readMarkers.tellAll();
    this.#settle();
  }

  #settle(): void {
    if (this.#state.phase !== "syncing" || !this.#catchUp.isDone) return;
    this.#backoff.reset();
    this.#set({ phase: "live" });
  }

  #lagging(engagements: string[]): void {
    this.#catchUp.request(engagements.filter((engagement) => this.#positions.of(engagement) !== undefined));
    if (!this.#catchUp.isDone && this.#state.phase === "live") this.#set({ phase: "syncing", received: 0 });
  }

  #acked(id: string, ack: Extract<ServerFrame, { type: "ack" }>): void {
    this.#catchUp.acked(id);
    const entry = this.#queue.entries.find((candidate) => candidate.id === id);
    if (!entry || !this.#queue.acked(ack)) return;
    const { engagement } = entry.command.data;
    const position = this.#positions.of(engagement) ?? Number.POSITIVE_INFINITY;
    this.#queue.echoed(engagement, position);
  }

  #refused(frame: ErrorFrame): void {
    if (this.#queue.refused(frame)) return;
    this.#catchUp.refused(frame);
    if (frame.id === undefined && frame.engagement !== undefined && frame.data.code === "not_found") {
      this.forget(frame.engagement);
      this.#events.emit("lost", frame.engagement);
    }
  }

  #paced(bye: Bye): void {
    this.#pacedMs = bye.data.reconnectAfterMs;
  }

  #closed(code: number): void {
    const rule = closeRule(code);
    if (!rule.reconnect) {
      this.#stop(rule.reason);
      return;
    }
    if (rule.neverResend) this.#queue.failLargestInFlight();
    this.#needsFreshToken ||= rule.freshToken;
    this.#detach();
    this.#wait();
  }

  /** Gives up on a connection without waiting for its close, which may never come. */
  #abandon(reason: string): void {
    const socket = this.#socket;
    this.#detach();
    socket?.close(4000, reason);
    this.#wait();
  }

  #detach(): void {
    this.#attempt += 1;
    this.#socket = undefined;
    this.#greeted = false;
    clearTimeout(this.#progressTimer);
    this.#renewal.stop();
    this.#heartbeat.stop();
    this.#catchUp.reset();
    this.#queue.closed();
  }

  #wait(): void {
    const delayMs = this.#pacedMs ?? this.#backoff.nextMs();
    this.#pacedMs = undefined;
    const offline = typeof navigator !== "undefined" && navigator.onLine === false;
    this.#set({ phase: "waiting", retryAt: this.#now() + delayMs, offline });
    clearTimeout(this.#progressTimer);
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#open(), delayMs);
  }

  #stop(reason: StopReason): void {
    const socket = this.#socket;
    this.#detach();
    clearTimeout(this.#retryTimer);
    this.#wake.stop();
    socket?.close(1000);
    this.#set({ phase: "stopped", reason });
  }

  /** Back online or seen again: a wait ends now, and an open connection has to prove itself. */
  #woken(event: "back" | "offline"): void {
    if (this.#state.phase === "waiting" && event === "back") this.retryNow();
    else if (this.#state.phase === "waiting") this.#set({ ...this.#state, offline: true });
    else if (this.#greeted) this.#heartbeat.check();
  }

  #transmit(frame: string): boolean {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(frame);
    return true;
  }

  #set(state: ConnectionState): void {
    this.#state = state;
    this.#events.emit("state", state);
  }
}
