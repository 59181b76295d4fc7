const firstMs = 500;
const mostMs = 30_000;

/** Full jitter: anything between nothing and a ceiling that doubles with every failure, so that a crowd never returns as one. */
export class Backoff {
  #failures = 0;

  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  nextMs(): number {
    const ceiling = Math.min(mostMs, firstMs * 2 ** this.#failures);
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
