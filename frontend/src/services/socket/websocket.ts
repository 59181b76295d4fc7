import { CatchUp } from "./catchUp.ts";
import type { ConnectionState } from "./connectionState.ts";
import { Connector, type ConnectorOptions } from "./connector.ts";
import { Emitter } from "./emitter.ts";
import { Heartbeat } from "./heartbeat.ts";
import { NetworkEvents } from "./networkEvents.ts";
import { MemoryOutbox, type OutboxEntry, type OutboxStore } from "./outbox.ts";
import { Positions } from "./positions.ts";
import {
  type Ack,
  type AckData,
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
import type { SocketEvents } from "./socketEvents.ts";
import { TokenRenewal } from "./tokenRenewal.ts";

export interface ParleySocketOptions extends ConnectorOptions {
  outbox?: OutboxStore;
}

/**
 * A connection to Parley that reconnects, syncs, keeps unacknowledged commands and renews its token. It needs no
 * framework and no package.
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
  /** True from the welcome to the end of the connection. */
  #isOpen = false;
  #isRestored = false;

  readonly #events = new Emitter<SocketEvents>();
  readonly #positions = new Positions();
  readonly #connector: Connector;
  readonly #heartbeat: Heartbeat;
  readonly #catchUp: CatchUp;
  readonly #queue: SendQueue;
  readonly #readMarkers = new ReadMarkers((message) => this.#send(message));
  readonly #renewal: TokenRenewal;
  readonly #network = new NetworkEvents((event) => this.#networkChanged(event));

  constructor(options: ParleySocketOptions) {
    this.#connector = new Connector(options, {
      onState: (state) => this.#set(state),
      onMessage: (text) => this.#received(text),
      onClosed: (tooLarge) => this.#closed(tooLarge),
    });
    this.#heartbeat = new Heartbeat(
      () => this.#send({ type: "ping", data: {} }, crypto.randomUUID()),
      () => this.#connector.abandon("no answer to a ping"),
    );
    this.#catchUp = new CatchUp(
      this.#positions,
      (message, id) => this.#send(message, id),
      () => this.#connector.abandon("sync made no progress"),
    );
    this.#renewal = new TokenRenewal(
      () => options.token(true),
      (message, id) => this.#send(message, id),
      options.random ?? Math.random,
    );
    this.#queue = new SendQueue(
      options.outbox ?? new MemoryOutbox(),
      (frame) => this.#connector.send(frame),
      (entries) => this.#events.emit("outbox", entries),
      options.now ?? Date.now,
    );
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** The server's latest welcome: the user, the limits and the version. */
  get welcome(): Welcome["data"] | undefined {
    return this.#welcome;
  }

  get outbox(): readonly OutboxEntry[] {
    return this.#queue.entries;
  }

  /** Returns the function that unsubscribes the listener. */
  on<Name extends keyof SocketEvents>(name: Name, listener: (event: SocketEvents[Name]) => void): () => void {
    return this.#events.on(name, listener);
  }

  connect(): void {
    if (this.#state.phase !== "idle" && this.#state.phase !== "stopped") return;
    this.#network.start();
    if (!this.#isRestored) {
      this.#isRestored = true;
      void this.#queue.restore();
    }
    this.#connector.open();
  }

  /** Closes the connection until `connect` is called again. Unacknowledged commands stay in the outbox. */
  close(): void {
    this.#connector.stop("closed");
  }

  /** Connects now instead of at the end of the wait. */
  retryNow(): void {
    if (this.#state.phase === "waiting") this.#connector.open();
  }

  /** Keeps an engagement complete from `head` on: later events arrive as frames, without gaps. */
  follow(engagement: string, head: number): void {
    if (this.#positions.follow(engagement, head)) this.#catchUp.requestSoon(engagement, () => this.#isOpen);
  }

  forget(engagement: string): void {
    this.#positions.forget(engagement);
    this.#catchUp.forget(engagement);
    this.#settle();
  }

  /** The last applied seq of a followed engagement. */
  position(engagement: string): number | undefined {
    return this.#positions.of(engagement);
  }

  /**
   * Resolves when the command is stored and rejects when the server refuses it. Until then it is in the outbox under
   * `id`, which `retry` and `discard` take.
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

  /** Sends the marker unless a later one was sent. The latest one is sent again after a reconnect. */
  markRead(engagement: string, seq: number): void {
    this.#readMarkers.mark(engagement, seq, this.#isOpen);
  }

  typing(engagement: string): void {
    if (this.#isOpen) this.#send({ type: "typing", data: { engagement } });
  }

  #received(text: string): void {
    this.#heartbeat.restart();
    let frames: ServerFrame[];
    try {
      frames = parseFrames(text);
    } catch {
      this.#connector.abandon("malformed frame");
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
        this.#welcomed(frame.data);
        break;
      case "synced":
        this.#catchUp.synced(frame);
        this.#settle();
        break;
      case "lag":
        this.#sync(Object.keys(frame.data.engagements));
        break;
      case "ack":
        this.#acked(frame);
        break;
      case "error":
        this.#refused(frame);
        break;
      case "token_expiring":
        this.#renewal.schedule(Date.parse(frame.data.expiresAt) - Date.parse(frame.timestamp));
        break;
      case "bye":
        this.#connector.delayNext(frame.data.reconnectAfterMs);
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
      case "gap":
        this.#sync([frame.engagement]);
        break;
      case "untracked":
        this.#events.emit("untracked", frame);
        break;
      case "known":
        break;
    }
  }

  #welcomed(data: Welcome["data"]): void {
    this.#connector.welcomed();
    this.#welcome = data;
    this.#isOpen = true;
    this.#heartbeat.start(data.heartbeat.pingIntervalMs, data.heartbeat.timeoutMs);
    this.#set({ phase: "syncing", received: 0 });
    this.#catchUp.requestAll();
    this.#queue.opened(data.limits.maxFrameBytes);
    this.#readMarkers.sendAll();
    this.#settle();
  }

  #settle(): void {
    if (this.#state.phase !== "syncing" || !this.#catchUp.isDone) return;
    this.#connector.settled();
    this.#set({ phase: "live" });
  }

  #sync(engagements: string[]): void {
    this.#catchUp.request(engagements.filter((engagement) => this.#positions.of(engagement) !== undefined));
    if (!this.#catchUp.isDone && this.#state.phase === "live") this.#set({ phase: "syncing", received: 0 });
  }

  #acked(ack: Ack): void {
    this.#catchUp.acked(ack.id);
    const entry = this.#queue.entries.find(({ id }) => id === ack.id);
    if (!entry || !this.#queue.acked(ack)) return;
    const { engagement } = entry.command.data;
    this.#queue.echoed(engagement, this.#positions.of(engagement) ?? Number.POSITIVE_INFINITY);
  }

  #refused(frame: ErrorFrame): void {
    if (this.#queue.refused(frame)) return;
    this.#catchUp.refused(frame);
    if (frame.id === undefined && frame.engagement !== undefined && frame.data.code === "not_found") {
      this.forget(frame.engagement);
      this.#events.emit("lost", frame.engagement);
    }
  }

  #closed(tooLarge: boolean): void {
    this.#isOpen = false;
    if (tooLarge) this.#queue.failLargestInFlight();
    this.#renewal.stop();
    this.#heartbeat.stop();
    this.#catchUp.reset();
    this.#queue.closed();
  }

  /** Back online or visible: a wait ends now, and an open connection is tested with a ping. */
  #networkChanged(event: "online" | "offline"): void {
    if (this.#state.phase === "waiting" && event === "online") this.retryNow();
    else if (this.#state.phase === "waiting") this.#set({ ...this.#state, offline: true });
    else if (this.#isOpen) this.#heartbeat.check();
  }

  #send(message: ClientMessage, id?: string): boolean {
    return this.#connector.send(JSON.stringify(id === undefined ? message : { ...message, id }));
  }

  #set(state: ConnectionState): void {
    if (state.phase === "stopped") this.#network.stop();
    this.#state = state;
    this.#events.emit("state", state);
  }
}
