/** Asks for a sign of life when nothing came for an interval, and gives up when none follows. */
export class Heartbeat {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #intervalMs = 25_000;
  #timeoutMs = 10_000;
  readonly #ping: () => void;
  readonly #dead: () => void;

  constructor(ping: () => void, dead: () => void) {
    this.#ping = ping;
    this.#dead = dead;
  }

  start(intervalMs: number, timeoutMs: number): void {
    this.#intervalMs = intervalMs;
    this.#timeoutMs = timeoutMs;
    this.heard();
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.check(), this.#intervalMs);
  }

  /** Pings at once: after waking up, nobody knows whether the connection is still there. */
  check(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#dead, this.#timeoutMs);
    this.#ping();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
