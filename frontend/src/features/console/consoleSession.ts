import { Store } from "../../services/browser/store.ts";

export interface ConsoleFrame {
  number: number;
  direction: "sent" | "received" | "event";
  at: number;
  text: string;
  bytes: number;
  /** Milliseconds from the sent frame this one answers. */
  rttMs?: number;
}

export interface ConsoleState {
  phase: "closed" | "connecting" | "open";
  frames: readonly ConsoleFrame[];
  sent: number;
  received: number;
  /** Frames that arrived while the list was paused. */
  held: number;
  rtts: readonly number[];
  repeating: { done: number; all: number } | undefined;
}

/** How many frames are kept; older ones go, the counts stay right. */
export const mostFrames = 5_000;
const mostRtts = 200;
const mostUnanswered = 2_000;

export interface ConsoleTarget {
  url: string;
  protocols: string[];
}

const empty: ConsoleState = {
  phase: "closed",
  frames: [],
  sent: 0,
  received: 0,
  held: 0,
  rtts: [],
  repeating: undefined,
};

/** One connection to any WebSocket server, with everything that went over it. */
export class ConsoleSession {
  readonly state = new Store<ConsoleState>(empty);
  #socket: WebSocket | undefined;
  #numbers = 0;
  #held: ConsoleFrame[] | undefined;
  #waiting: ConsoleFrame[] = [];
  #flushPlanned = false;
  #repeatTimer: ReturnType<typeof setInterval> | undefined;
  /** What an answer would carry → when it was sent, oldest first. */
  readonly #unanswered = new Map<string, number[]>();
  readonly #closedText: (code: number, reason: string, opened: boolean) => string;
  readonly #openedText: string;

  constructor(openedText: string, closedText: (code: number, reason: string, opened: boolean) => string) {
    this.#openedText = openedText;
    this.#closedText = closedText;
  }

  /** Throws what the browser thinks of the address or the sub-protocols. */
  connect({ url, protocols }: ConsoleTarget): void {
    this.disconnect();
    const socket = new WebSocket(url, protocols);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#unanswered.clear();
    this.#set({ phase: "connecting" });
    let opened = false;
    const current = () => this.#socket === socket;
    socket.onopen = () => {
      if (!current()) return;
      opened = true;
      this.#set({ phase: "open" });
      this.#add("event", this.#openedText);
    };
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (current()) this.#received(event.data);
    };
    socket.onclose = (event) => {
      if (!current()) return;
      this.#socket = undefined;
      this.stopRepeating();
      this.#set({ phase: "closed" });
      this.#add("event", this.#closedText(event.code, event.reason, opened));
    };
  }

  disconnect(): void {
    this.#socket?.close(1000);
  }

  dispose(): void {
    this.stopRepeating();
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close(1000);
  }

  send(text: string): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(text);
    const frame = this.#add("sent", text);
    for (const oldest of this.#unanswered.keys()) {
      if (this.#unanswered.size < mostUnanswered) break;
      this.#unanswered.delete(oldest);
    }
    for (const key of keysOf(text)) {
      const times = this.#unanswered.get(key) ?? [];
      this.#unanswered.set(key, [...times, frame.at].slice(-mostUnanswered));
    }
  }

  /** Each repetition of a frame that carries an id gets one of its own, so that each answer finds its question. */
  repeat(text: string, all: number, everyMs: number): void {
    this.stopRepeating();
    let done = 0;
    const next = () => {
      this.send(withFreshId(text));
      done += 1;
      this.#set({ repeating: done < all ? { done, all } : undefined });
      if (done >= all) this.stopRepeating();
    };
    this.#repeatTimer = setInterval(next, everyMs);
    next();
  }

  stopRepeating(): void {
    clearInterval(this.#repeatTimer);
    this.#repeatTimer = undefined;
    if (this.state.get().repeating) this.#set({ repeating: undefined });
  }

  pause(): void {
    this.#held ??= [];
  }

  resume(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#waiting.push(...held);
    this.#set({ held: 0 });
    this.#planFlush();
  }

  clear(): void {
    this.#waiting = [];
    if (this.#held) this.#held = [];
    this.#set({ frames: [], sent: 0, received: 0, held: 0, rtts: [] });
  }

  #received(data: string | ArrayBuffer): void {
    const text = typeof data === "string" ? data : hex(data);
    const sentAt = this.#answered(text);
    const size = typeof data === "string" ? undefined : data.byteLength;
    this.#add("received", text, sentAt, size);
  }

  /** When the frame that this one answers was sent. */
  #answered(text: string): number | undefined {
    for (const key of keysOf(text)) {
      const [first, ...rest] = this.#unanswered.get(key) ?? [];
      if (first === undefined) continue;
      if (rest.length > 0) this.#unanswered.set(key, rest);
      else this.#unanswered.delete(key);
      return first;
    }
    return undefined;
  }

  #add(direction: ConsoleFrame["direction"], text: string, sentAt?: number, size?: number): ConsoleFrame {
    const at = performance.timeOrigin + performance.now();
    this.#numbers += 1;
    const frame: ConsoleFrame = {
      number: this.#numbers,
      direction,
      at,
      text,
      bytes: size ?? new TextEncoder().encode(text).length,
      ...(sentAt === undefined ? {} : { rttMs: at - sentAt }),
    };
    if (this.#held) this.#held.push(frame);
    else this.#waiting.push(frame);
    this.#planFlush();
    return frame;
  }

  #planFlush(): void {
    if (this.#flushPlanned) return;
    this.#flushPlanned = true;
    requestAnimationFrame(() => {
      this.#flushPlanned = false;
      const fresh = this.#waiting;
      this.#waiting = [];
      const { frames, sent, received, rtts } = this.state.get();
      const count = (direction: string) => fresh.filter((frame) => frame.direction === direction).length;
      this.#set({
        frames: [...frames, ...fresh].slice(-mostFrames),
        sent: sent + count("sent"),
        received: received + count("received"),
        rtts: [...rtts, ...fresh.flatMap(({ rttMs }) => rttMs ?? [])].slice(-mostRtts),
        held: this.#held?.length ?? 0,
      });
    });
  }

  #set(change: Partial<ConsoleState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }
}

/** What ties an answer to its question: the `id` both carry, or the text itself when a server echoes. */
function keysOf(text: string): string[] {
  const id = idOf(text);
  return id === undefined ? [`text ${text}`] : [`id ${id}`, `text ${text}`];
}

function idOf(text: string): string | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
  } catch {
    return undefined;
  }
}

function withFreshId(text: string): string {
  return idOf(text) === undefined ? text : JSON.stringify({ ...JSON.parse(text), id: crypto.randomUUID() });
}

function hex(data: ArrayBuffer): string {
  return [...new Uint8Array(data)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
