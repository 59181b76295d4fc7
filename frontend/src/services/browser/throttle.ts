/**
 * Runs work at once while requests are rare. In a burst it runs at a fixed interval, once for all requests of the
 * interval, so that the page keeps up with the keyboard instead of rendering every frame.
 */
export class Throttle {
  readonly #everyMs: number;
  readonly #maxSavedMs: number;
  readonly #work: () => void;
  readonly #now: () => number;
  /** A token bucket in milliseconds: grows with time, and each run costs `everyMs`. */
  #savedMs: number;
  #savedAt: number;
  #isRequested = false;

  constructor(everyMs: number, burst: number, work: () => void, now: () => number = () => performance.now()) {
    this.#everyMs = everyMs;
    this.#maxSavedMs = everyMs * burst;
    this.#work = work;
    this.#now = now;
    this.#savedMs = this.#maxSavedMs;
    this.#savedAt = now();
  }

  request(): void {
    if (this.#isRequested) return;
    this.#isRequested = true;
    this.#save();
    const waitMs = this.#everyMs - this.#savedMs;
    if (waitMs <= 0) queueMicrotask(() => this.#run());
    else setTimeout(() => this.#run(), waitMs);
  }

  #run(): void {
    this.#isRequested = false;
    this.#save();
    this.#savedMs -= this.#everyMs;
    this.#work();
  }

  #save(): void {
    const now = this.#now();
    this.#savedMs = Math.min(this.#maxSavedMs, this.#savedMs + now - this.#savedAt);
    this.#savedAt = now;
  }
}
