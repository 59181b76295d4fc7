import type { ServerFrame } from "../socket/protocol.ts";

/** Records the frames that arrive while a snapshot is being fetched, so that none is lost between the two. */
export class SnapshotRecorder {
  readonly #running = new Set<ServerFrame[]>();

  record(frame: ServerFrame): void {
    for (const frames of this.#running) frames.push(frame);
  }

  /** `apply` gets the answer and the frames of the meantime. The answer may already contain some of them. */
  async fetch<Answer>(
    fetch: () => Promise<Answer>,
    apply: (answer: Answer, frames: readonly ServerFrame[]) => Answer,
  ): Promise<Answer> {
    const frames: ServerFrame[] = [];
    this.#running.add(frames);
    try {
      return apply(await fetch(), frames);
    } finally {
      this.#running.delete(frames);
    }
  }
}
