import { Store } from "../../services/browser/store.ts";
import { FrameLog } from "./frameLog.ts";
import { idOf, RoundTrips } from "./roundTrips.ts";

export interface ConsoleState {
  phase: "closed" | "connecting" | "open";
  repeating: { done: number; all: number } | undefined;
}

/** The texts of the events between the frames. */
interface ConsoleTexts {
  opened: string;
  closed: (code: number, reason: string, wasOpen: boolean) => string;
}

/** One connection to any WebSocket server, with a log of its frames. */
export class ConsoleSession {
  readonly state = new Store<ConsoleState>({ phase: "closed", repeating: undefined });
  readonly log = new FrameLog();
  readonly #roundTrips = new RoundTrips();
  readonly #texts: ConsoleTexts;
  #socket: WebSocket | undefined;
  #repeatTimer: ReturnType<typeof setInterval> | undefined;

  constructor(texts: ConsoleTexts) {
    this.#texts = texts;
  }

  /** Throws the browser's error if the address or a sub-protocol is invalid. */
  connect({ url, protocols }: { url: string; protocols: string[] }): void {
    this.disconnect();
    const socket = new WebSocket(url, protocols);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    this.#roundTrips.clear();
    this.#set({ phase: "connecting" });
    let wasOpen = false;
    const isCurrent = () => this.#socket === socket;
    socket.onopen = () => {
      if (!isCurrent()) return;
      wasOpen = true;
      this.#set({ phase: "open" });
      this.log.add("event", this.#texts.opened);
    };
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (isCurrent()) this.#received(event.data);
    };
    socket.onclose = (event) => {
      if (!isCurrent()) return;
      this.#socket = undefined;
      this.stopRepeating();
      this.#set({ phase: "closed" });
      this.log.add("event", this.#texts.closed(event.code, event.reason, wasOpen));
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
    const { at } = this.log.add("sent", text);
    this.#roundTrips.sent(text, at);
  }

  /** Sends the text several times. A frame with an id gets a new one each time, so that each answer can be matched. */
  repeat(text: string, all: number, everyMs: number): void {
    this.stopRepeating();
    let done = 0;
    const next = () => {
      this.send(withNewId(text));
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

  #received(data: string | ArrayBuffer): void {
    const text = typeof data === "string" ? data : hex(data);
    const bytes = typeof data === "string" ? undefined : data.byteLength;
    this.log.add("received", text, this.#roundTrips.received(text), bytes);
  }

  #set(change: Partial<ConsoleState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }
}

function withNewId(text: string): string {
  return idOf(text) === undefined ? text : JSON.stringify({ ...JSON.parse(text), id: crypto.randomUUID() });
}

function hex(data: ArrayBuffer): string {
  return [...new Uint8Array(data)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
