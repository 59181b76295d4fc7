const delayMs = 400;

/** Fetches single engagements again. Requests for the same engagement within a short time become one fetch. */
export class EngagementRefetch {
  readonly #fetch: (engagement: string) => Promise<void>;
  readonly #due = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(fetch: (engagement: string) => Promise<void>) {
    this.#fetch = fetch;
  }

  request(engagement: string): void {
    this.#due.add(engagement);
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.#run(), delayMs);
  }

  #run(): void {
    this.#timer = undefined;
    const due = [...this.#due];
    this.#due.clear();
    for (const engagement of due) void this.#fetch(engagement);
  }
}
