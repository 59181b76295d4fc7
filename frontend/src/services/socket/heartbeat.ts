/** Pings after an interval without a frame. Reports the connection as dead when no frame follows a ping. */
export class Heartbeat {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #intervalMs = 25_000;
  #timeoutMs = 10_000;
  readonly #ping: () => void;
  readonly #onDead: () => void;

  constructor(ping: () => void, onDead: () => void) {
    this.#ping = ping;
    this.#onDead = onDead;
  }

  start(intervalMs: number, timeoutMs: number): void {
    this.#intervalMs = intervalMs;
    this.#timeoutMs = timeoutMs;
    this.restart();
  }

  /** Call for every frame. */
  restart(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.check(), this.#intervalMs);
  }

  /** Pings at once, for example after the machine was asleep. */
  check(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onDead, this.#timeoutMs);
    this.#ping();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
