import type { OutboxEntry, OutboxStore } from "./outbox.ts";
import type { Ack, AckData, Command, ErrorFrame } from "./protocol.ts";

/** Hands a frame to the socket. Returns false when there is no open connection. */
export type Transmit = (frame: string) => boolean;

const maxInternalErrors = 3;
const pauseMs = 1_000;
const tooLargeText = "The message is larger than the server accepts.";
const overloaded = new Set(["rate_limited", "busy", "unavailable"]);

export class CommandRefusedError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "CommandRefusedError";
    this.code = code;
  }
}

interface Waiter {
  resolve: (ack: AckData) => void;
  reject: (error: Error) => void;
}

/**
 * Sends commands in order, one at a time per engagement, and keeps each until the server answers. After a reconnect,
 * unanswered commands are sent again with the same id; the server stores each id once.
 */
export class SendQueue {
  #entries: OutboxEntry[] = [];
  readonly #inFlight = new Set<string>();
  readonly #waiters = new Map<string, Waiter>();
  readonly #internalErrors = new Map<string, number>();
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;
  #open = false;
  #maxFrameBytes = Number.POSITIVE_INFINITY;

  readonly #store: OutboxStore;
  readonly #transmit: Transmit;
  readonly #changed: (entries: readonly OutboxEntry[]) => void;
  readonly #now: () => number;

  constructor(
    store: OutboxStore,
    transmit: Transmit,
    changed: (entries: readonly OutboxEntry[]) => void,
    now: () => number,
  ) {
    this.#store = store;
    this.#transmit = transmit;
    this.#changed = changed;
    this.#now = now;
  }

  get entries(): readonly OutboxEntry[] {
    return this.#entries;
  }

  /** Loads the commands that were not acknowledged before a reload. */
  async restore(): Promise<void> {
    const kept = await this.#store.load().catch(() => []);
    const known = new Set(this.#entries.map((entry) => entry.id));
    const older = kept
      .filter((entry) => !known.has(entry.id))
      .map((entry): OutboxEntry => (entry.state === "failed" ? entry : { ...entry, state: "waiting" }));
    this.#replaceAll([...older, ...this.#entries]);
    this.#pump();
  }

  add(id: string, command: Command): Promise<AckData> {
    const entry: OutboxEntry = { id, command, createdAt: this.#now(), state: "waiting" };
    const answer = new Promise<AckData>((resolve, reject) => this.#waiters.set(id, { resolve, reject }));
    // Callers may watch the outbox instead of the promise.
    answer.catch(() => {});
    this.#replaceAll([...this.#entries, entry]);
    this.#keep(entry);
    this.#pump();
    return answer;
  }

  retry(id: string): void {
    const entry = this.#find(id);
    if (entry?.state !== "failed") return;
    const { error: _, ...rest } = entry;
    this.#replace({ ...rest, state: "waiting" });
    this.#keep({ ...rest, state: "waiting" });
    this.#pump();
  }

  discard(id: string): void {
    this.#waiters
      .get(id)
      ?.reject(new CommandRefusedError("discarded", "The message was discarded before it was stored."));
    this.#drop(id);
  }

  opened(maxFrameBytes: number): void {
    this.#open = true;
    this.#maxFrameBytes = maxFrameBytes;
    this.#pump();
  }

  /** Commands in flight may or may not be stored, so they are sent again with their id. */
  closed(): void {
    this.#open = false;
    this.#inFlight.clear();
    clearTimeout(this.#pauseTimer);
    this.#pauseTimer = undefined;
    this.#replaceAll(
      this.#entries.map((entry) => (entry.state === "sending" ? { ...entry, state: "waiting" } : entry)),
    );
  }

  /** The server closed the connection because a message was too large. Fails the largest one in flight. */
  failLargestInFlight(): void {
    const [largest] = this.#entries
      .filter((entry) => this.#inFlight.has(entry.id))
      .toSorted((a, b) => encode(b).length - encode(a).length);
    if (largest) this.#fail(largest, { code: "too_large", message: tooLargeText });
  }

  /** Returns whether the ack belongs to a command of this queue. */
  acked(ack: Ack): boolean {
    const entry = this.#find(ack.id);
    if (!entry) return false;
    this.#inFlight.delete(entry.id);
    void this.#store.remove(entry.id).catch(() => {});
    this.#waiters.get(entry.id)?.resolve(ack.data);
    this.#waiters.delete(entry.id);
    if (ack.data.seq === undefined) this.#drop(entry.id);
    else this.#replace({ ...entry, state: "stored", seq: ack.data.seq });
    this.#pump();
    return true;
  }

  refused(frame: ErrorFrame): boolean {
    const entry = frame.id === undefined ? undefined : this.#find(frame.id);
    if (!entry) return false;
    const { code, message, retryAfterMs } = frame.data;
    if (overloaded.has(code) || this.#mayRetry(entry.id, code)) {
      this.#replace({ ...entry, state: "waiting" });
      this.#pause(retryAfterMs ?? pauseMs, entry.id);
    } else if (code === "token_expired" || code === "unauthenticated") {
      // The server is about to close the connection; the next one has a new token.
      this.#replace({ ...entry, state: "waiting" });
    } else {
      this.#inFlight.delete(entry.id);
      this.#fail(entry, { code, message });
      this.#pump();
    }
    return true;
  }

  /** The event has been applied and replaces the entry. */
  echoed(engagement: string, seq: number): void {
    const done = this.#entries.filter(
      (entry) =>
        entry.state === "stored" &&
        entry.command.data.engagement === engagement &&
        entry.seq !== undefined &&
        entry.seq <= seq,
    );
    for (const entry of done) this.#drop(entry.id);
  }

  #mayRetry(id: string, code: string): boolean {
    if (code !== "internal") return false;
    const errors = (this.#internalErrors.get(id) ?? 0) + 1;
    this.#internalErrors.set(id, errors);
    return errors < maxInternalErrors;
  }

  /** Pauses the whole queue, so that no later message overtakes the delayed one. */
  #pause(ms: number, id: string): void {
    clearTimeout(this.#pauseTimer);
    this.#pauseTimer = setTimeout(() => {
      this.#pauseTimer = undefined;
      this.#pump();
    }, ms);
    this.#inFlight.delete(id);
  }

  #pump(): void {
    if (!this.#open || this.#pauseTimer !== undefined) return;
    const busy = new Set<string>();
    for (const entry of this.#entries) {
      const lane = entry.command.data.engagement;
      if (entry.state === "failed" || entry.state === "stored" || busy.has(lane)) continue;
      busy.add(lane);
      if (!this.#inFlight.has(entry.id)) this.#send(entry);
    }
  }

  #send(entry: OutboxEntry): void {
    const frame = encode(entry);
    if (new TextEncoder().encode(frame).length > this.#maxFrameBytes) {
      this.#fail(entry, { code: "too_large", message: tooLargeText });
      queueMicrotask(() => this.#pump());
      return;
    }
    if (!this.#transmit(frame)) return;
    this.#inFlight.add(entry.id);
    this.#replace({ ...entry, state: "sending" });
  }

  #fail(entry: OutboxEntry, error: NonNullable<OutboxEntry["error"]>): void {
    const failed: OutboxEntry = { ...entry, state: "failed", error };
    this.#inFlight.delete(entry.id);
    this.#replace(failed);
    this.#keep(failed);
    this.#waiters.get(entry.id)?.reject(new CommandRefusedError(error.code, error.message));
    this.#waiters.delete(entry.id);
  }

  #keep(entry: OutboxEntry): void {
    void this.#store.put(entry).catch(() => {});
  }

  #drop(id: string): void {
    this.#inFlight.delete(id);
    this.#waiters.delete(id);
    this.#internalErrors.delete(id);
    void this.#store.remove(id).catch(() => {});
    this.#replaceAll(this.#entries.filter((entry) => entry.id !== id));
  }

  #find(id: string): OutboxEntry | undefined {
    return this.#entries.find((entry) => entry.id === id);
  }

  #replace(changed: OutboxEntry): void {
    this.#replaceAll(this.#entries.map((entry) => (entry.id === changed.id ? changed : entry)));
  }

  #replaceAll(entries: OutboxEntry[]): void {
    this.#entries = entries;
    this.#changed(entries);
  }
}

function encode({ id, command }: OutboxEntry): string {
  return JSON.stringify({ type: command.type, id, data: command.data });
}
