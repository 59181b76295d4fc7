import type { JournalFrame } from "./protocol.ts";

export type Verdict = "apply" | "known" | "gap" | "untracked";

/** The last seq applied for each followed engagement. Frames are applied in order and once. */
export class Positions {
  readonly #applied = new Map<string, number>();

  /** Starts at the head of a snapshot. A position never decreases. Returns whether the engagement is new. */
  follow(engagement: string, head: number): boolean {
    const applied = this.#applied.get(engagement);
    if (applied === undefined || head > applied) this.#applied.set(engagement, head);
    return applied === undefined;
  }

  forget(engagement: string): void {
    this.#applied.delete(engagement);
  }

  of(engagement: string): number | undefined {
    return this.#applied.get(engagement);
  }

  judge(frame: JournalFrame): Verdict {
    const applied = this.#applied.get(frame.engagement);
    if (applied === undefined) return "untracked";
    if (frame.seq <= applied) return "known";
    if (frame.seq > applied + 1) return "gap";
    this.#applied.set(frame.engagement, frame.seq);
    return "apply";
  }

  followed(): string[] {
    return [...this.#applied.keys()];
  }
}
