import type { JournalFrame } from "./protocol.ts";

export type Verdict = "apply" | "known" | "hole" | "untracked";

/** The last seq held of each followed engagement. Nothing is ever applied out of order or twice. */
export class Positions {
  readonly #held = new Map<string, number>();

  /** Starts at a snapshot's head; a position only ever grows. Answers whether the engagement is new here. */
  follow(engagement: string, head: number): boolean {
    const held = this.#held.get(engagement);
    if (held === undefined || head > held) this.#held.set(engagement, head);
    return held === undefined;
  }

  forget(engagement: string): void {
    this.#held.delete(engagement);
  }

  of(engagement: string): number | undefined {
    return this.#held.get(engagement);
  }

  judge(frame: JournalFrame): Verdict {
    const held = this.#held.get(frame.engagement);
    if (held === undefined) return "untracked";
    if (frame.seq <= held) return "known";
    if (frame.seq > held + 1) return "hole";
    this.#held.set(frame.engagement, frame.seq);
    return "apply";
  }

  followed(): string[] {
    return [...this.#held.keys()];
  }
}
