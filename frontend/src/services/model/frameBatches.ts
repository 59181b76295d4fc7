import { Throttle } from "../browser/throttle.ts";
import type { ServerFrame } from "../socket/protocol.ts";

/** Applies single frames at once and the frames of a burst in batches. */
export class FrameBatches {
  #waiting: ServerFrame[] = [];
  readonly #throttle: Throttle;

  constructor(everyMs: number, burst: number, apply: (frames: readonly ServerFrame[]) => void) {
    this.#throttle = new Throttle(everyMs, burst, () => {
      const frames = this.#waiting;
      this.#waiting = [];
      apply(frames);
    });
  }

  add(frame: ServerFrame): void {
    this.#waiting.push(frame);
    this.#throttle.request();
  }

  /** Runs the next batch even if no frame arrives. */
  request(): void {
    this.#throttle.request();
  }
}
