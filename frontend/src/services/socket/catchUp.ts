import type { Positions } from "./positions.ts";
import type { ClientMessage, ErrorFrame, Synced } from "./protocol.ts";

const maxPerFrame = 1_000;

/** Brings followed engagements up to date with `sync`: after a reconnect, a gap or a `lag`. */
export class CatchUp {
  /** Engagement → the position that its last request named, to notice a sync that makes no progress. */
  readonly #outstanding = new Map<string, number>();
  readonly #requests = new Map<string, string[]>();
  readonly #soon = new Set<string>();
  #soonTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #positions: Positions;
  readonly #send: (message: ClientMessage, id: string) => boolean;
  readonly #onStuck: () => void;

  constructor(positions: Positions, send: (message: ClientMessage, id: string) => boolean, onStuck: () => void) {
    this.#positions = positions;
    this.#send = send;
    this.#onStuck = onStuck;
  }

  get isDone(): boolean {
    return this.#outstanding.size === 0;
  }

  /** Skips engagements with an outstanding request. */
  request(engagements: readonly string[]): void {
    this.#sync(engagements.filter((engagement) => !this.#outstanding.has(engagement)));
  }

  /** Collects the engagements of the current task in one request. `isReady` tells whether it can still be sent then. */
  requestSoon(engagement: string, isReady: () => boolean): void {
    this.#soon.add(engagement);
    if (this.#soonTimer !== undefined) return;
    this.#soonTimer = setTimeout(() => {
      this.#soonTimer = undefined;
      const engagements = [...this.#soon];
      this.#soon.clear();
      if (isReady()) this.request(engagements);
    }, 0);
  }

  /** After a connect: everything that is followed. */
  requestAll(): void {
    this.#soon.clear();
    this.request(this.#positions.followed());
  }

  synced({ engagement, data }: Synced): void {
    const requested = this.#outstanding.get(engagement);
    const position = this.#positions.of(engagement);
    if (requested === undefined) return;
    this.#outstanding.delete(engagement);
    if (position === undefined || (!data.more && position >= data.seq)) return;
    // The server has sent everything up to `seq`. If none of it could be applied, another page will not help.
    if (position === requested) this.#onStuck();
    else this.#sync([engagement]);
  }

  /** Sends a refused request again after the delay that the server asks for. */
  refused(frame: ErrorFrame): void {
    const engagements = frame.id === undefined ? undefined : this.#requests.get(frame.id);
    if (frame.id === undefined || engagements === undefined) return;
    this.#requests.delete(frame.id);
    const waiting = engagements.filter((engagement) => this.#outstanding.has(engagement));
    setTimeout(
      () => this.#sync(waiting.filter((engagement) => this.#outstanding.has(engagement))),
      frame.data.retryAfterMs ?? 1_000,
    );
  }

  acked(id: string): void {
    this.#requests.delete(id);
  }

  forget(engagement: string): void {
    this.#soon.delete(engagement);
    this.#outstanding.delete(engagement);
  }

  reset(): void {
    this.#outstanding.clear();
    this.#requests.clear();
  }

  #sync(engagements: readonly string[]): void {
    for (let from = 0; from < engagements.length; from += maxPerFrame) {
      const chunk = engagements.slice(from, from + maxPerFrame);
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
