import type { ClientMessage } from "./protocol.ts";

/** The latest read marker of each engagement. Sent at once, and again after a reconnect because it has no ack. */
export class ReadMarkers {
  readonly #latest = new Map<string, number>();
  readonly #send: (message: ClientMessage) => void;

  constructor(send: (message: ClientMessage) => void) {
    this.#send = send;
  }

  /** Ignores a marker that is not later than the last one. */
  mark(engagement: string, seq: number, isConnected: boolean): void {
    if (seq <= (this.#latest.get(engagement) ?? 0)) return;
    this.#latest.set(engagement, seq);
    if (isConnected) this.#sendMarker(engagement, seq);
  }

  sendAll(): void {
    for (const [engagement, seq] of this.#latest) this.#sendMarker(engagement, seq);
  }

  #sendMarker(engagement: string, seq: number): void {
    this.#send({ type: "mark_read", data: { engagement, seq } });
  }
}
