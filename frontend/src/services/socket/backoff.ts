const firstMs = 500;
const maxMs = 30_000;

/** Full jitter: a random delay below a limit that doubles with every failure, so that clients do not return at once. */
export class Backoff {
  #failures = 0;

  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  nextMs(): number {
    const ceiling = Math.min(maxMs, firstMs * 2 ** this.#failures);
    this.#failures += 1;
    return Math.round(this.#random() * ceiling);
  }

  get failures(): number {
    return this.#failures;
  }

  reset(): void {
    this.#failures = 0;
  }
}
