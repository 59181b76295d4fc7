/**
 * Runs work at once as long as it is rare; in a burst at most every so often, for all that was asked meanwhile.
 * A page that draws every frame of a burst has no time left for the keys of whoever types.
 */
export class Pace {
  readonly #everyMs: number;
  readonly #mostSavedMs: number;
  readonly #work: () => void;
  readonly #now: () => number;
  /** Grows with the time that passes; each run costs `everyMs` of it. */
  #savedMs: number;
  #savedAt: number;
  #isAsked = false;

  constructor(everyMs: number, atOnce: number, work: () => void, now: () => number = () => performance.now()) {
    this.#everyMs = everyMs;
    this.#mostSavedMs = everyMs * atOnce;
    this.#work = work;
    this.#now = now;
    this.#savedMs = this.#mostSavedMs;
    this.#savedAt = now();
  }

  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#save();
    const waitMs = this.#everyMs - this.#savedMs;
    if (waitMs <= 0) queueMicrotask(() => this.#run());
    else setTimeout(() => this.#run(), waitMs);
  }

  #run(): void {
    this.#isAsked = false;
    this.#save();
    this.#savedMs -= this.#everyMs;
    this.#work();
  }

  #save(): void {
    const now = this.#now();
    this.#savedMs = Math.min(this.#mostSavedMs, this.#savedMs + now - this.#savedAt);
    this.#savedAt = now;
  }
}
