import type { Positions } from "./positions.ts";
import type { ClientMessage, ErrorFrame, Synced } from "./protocol.ts";

const mostPerFrame = 1_000;

/** Brings followed engagements up to date with `sync`: after a reconnect, a hole or a lag. */
export class CatchUp {
  /** Engagement → the position its last request named, to notice when nothing comes of it. */
  readonly #outstanding = new Map<string, number>();
  readonly #requests = new Map<string, string[]>();
  readonly #positions: Positions;
  readonly #send: (message: ClientMessage, id: string) => void;
  readonly #stuck: () => void;

  constructor(positions: Positions, send: (message: ClientMessage, id: string) => void, stuck: () => void) {
    this.#positions = positions;
    this.#send = send;
    this.#stuck = stuck;
  }

  get isDone(): boolean {
    return this.#outstanding.size === 0;
  }

  /** Those already being caught up are not asked for twice. */
  request(engagements: readonly string[]): void {
    this.#ask(engagements.filter((engagement) => !this.#outstanding.has(engagement)));
  }

  synced({ engagement, data }: Synced): void {
    const asked = this.#outstanding.get(engagement);
    const position = this.#positions.of(engagement);
    if (asked === undefined) return;
    this.#outstanding.delete(engagement);
    if (position === undefined || (!data.more && position >= data.seq)) return;
    // The server said that everything up to `seq` was sent; if none of it was of use, another page will not be either.
    if (position === asked) this.#stuck();
    else this.#ask([engagement]);
  }

  /** Asks again for what a refused request was about. */
  refused(frame: ErrorFrame): void {
    const engagements = frame.id === undefined ? undefined : this.#requests.get(frame.id);
    if (frame.id === undefined || engagements === undefined) return;
    this.#requests.delete(frame.id);
    const waiting = engagements.filter((engagement) => this.#outstanding.has(engagement));
    setTimeout(
      () => this.#ask(waiting.filter((engagement) => this.#outstanding.has(engagement))),
      frame.data.retryAfterMs ?? 1_000,
    );
  }

  acked(id: string): void {
    this.#requests.delete(id);
  }

  lost(engagement: string): void {
    this.#outstanding.delete(engagement);
  }

  reset(): void {
    this.#outstanding.clear();
    this.#requests.clear();
  }

  #ask(engagements: readonly string[]): void {
    for (let from = 0; from < engagements.length; from += mostPerFrame) {
      const chunk = engagements.slice(from, from + mostPerFrame);
      const after: Record<string, number> = {};
      for (const engagement of chunk) {
        const position = this.#positions.of(engagement) ?? 0;
        after[engagement] = position;
        this.#outstanding.set(engagement, position);
      }
      const id = crypto.randomUUID();
      this.#requests.set(id, chunk);
      this.#send({ type: "sync", data: { after } }, id);
    }
  }
}
