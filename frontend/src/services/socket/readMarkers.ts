import type { ClientMessage } from "./protocol.ts";

/** The latest read marker of each engagement: told at once, and again after a reconnect, since nobody acknowledges it. */
export class ReadMarkers {
  readonly #latest = new Map<string, number>();
  readonly #send: (message: ClientMessage) => void;

  constructor(send: (message: ClientMessage) => void) {
    this.#send = send;
  }

  /** An older marker than the last is nothing new. */
  mark(engagement: string, seq: number, isConnected: boolean): void {
    if (seq <= (this.#latest.get(engagement) ?? 0)) return;
    this.#latest.set(engagement, seq);
    if (isConnected) this.#tell(engagement, seq);
  }

  tellAll(): void {
    for (const [engagement, seq] of this.#latest) this.#tell(engagement, seq);
  }

  #tell(engagement: string, seq: number): void {
    this.#send({ type: "mark_read", data: { engagement, seq } });
  }
}
