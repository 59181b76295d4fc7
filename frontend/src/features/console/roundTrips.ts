const maxUnanswered = 2_000;

/** Matches received frames with the sent frames that they answer, to measure round trips. */
export class RoundTrips {
  /** The key that an answer would have → the times at which such frames were sent, oldest first. */
  readonly #unanswered = new Map<string, number[]>();

  sent(text: string, at: number): void {
    for (const oldest of this.#unanswered.keys()) {
      if (this.#unanswered.size < maxUnanswered) break;
      this.#unanswered.delete(oldest);
    }
    for (const key of keysOf(text)) {
      const times = this.#unanswered.get(key) ?? [];
      this.#unanswered.set(key, [...times, at].slice(-maxUnanswered));
    }
  }

  /** Returns when the frame that this one answers was sent, if it is an answer. */
  received(text: string): number | undefined {
    for (const key of keysOf(text)) {
      const [first, ...rest] = this.#unanswered.get(key) ?? [];
      if (first === undefined) continue;
      if (rest.length > 0) this.#unanswered.set(key, rest);
      else this.#unanswered.delete(key);
      return first;
    }
    return undefined;
  }

  clear(): void {
    this.#unanswered.clear();
  }
}

/** An answer has the `id` of its request, or the same text if the server echoes. */
function keysOf(text: string): string[] {
  const id = idOf(text);
  return id === undefined ? [`text ${text}`] : [`id ${id}`, `text ${text}`];
}

export function idOf(text: string): string | undefined {
  if (!text.startsWith("{")) return undefined;
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
  } catch {
    return undefined;
  }
}
