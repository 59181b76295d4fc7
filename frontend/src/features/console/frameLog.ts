import { Store } from "../../services/browser/store.ts";

export interface ConsoleFrame {
  number: number;
  direction: "sent" | "received" | "event";
  at: number;
  text: string;
  bytes: number;
  /** Milliseconds since the sent frame that this one answers. */
  rttMs?: number;
}

export interface FrameLogState {
  frames: readonly ConsoleFrame[];
  sent: number;
  received: number;
  /** Frames that arrived while the list was paused. */
  held: number;
  rtts: readonly number[];
}

/** Older frames are dropped; the counts include them. */
export const maxFrames = 5_000;
const maxRtts = 200;

const empty: FrameLogState = { frames: [], sent: 0, received: 0, held: 0, rtts: [] };

/** The frames of a console session. New frames reach the state once per animation frame. */
export class FrameLog {
  readonly state = new Store<FrameLogState>(empty);
  #lastNumber = 0;
  #waiting: ConsoleFrame[] = [];
  /** Defined while the list is paused. */
  #held: ConsoleFrame[] | undefined;
  #isFlushPlanned = false;

  /** `sentAt` is the time of the request if the frame is an answer; `bytes` is given for binary frames. */
  add(direction: ConsoleFrame["direction"], text: string, sentAt?: number, bytes?: number): ConsoleFrame {
    const at = performance.timeOrigin + performance.now();
    this.#lastNumber += 1;
    const frame: ConsoleFrame = {
      number: this.#lastNumber,
      direction,
      at,
      text,
      bytes: bytes ?? new TextEncoder().encode(text).length,
      ...(sentAt === undefined ? {} : { rttMs: at - sentAt }),
    };
    if (this.#held) this.#held.push(frame);
    else this.#waiting.push(frame);
    this.#planFlush();
    return frame;
  }

  pause(): void {
    this.#held ??= [];
  }

  resume(): void {
    this.#waiting.push(...(this.#held ?? []));
    this.#held = undefined;
    this.state.update((state) => ({ ...state, held: 0 }));
    this.#planFlush();
  }

  clear(): void {
    this.#waiting = [];
    if (this.#held) this.#held = [];
    this.state.set(empty);
  }

  #planFlush(): void {
    if (this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    requestAnimationFrame(() => {
      this.#isFlushPlanned = false;
      const fresh = this.#waiting;
      this.#waiting = [];
      const count = (direction: string) => fresh.filter((frame) => frame.direction === direction).length;
      this.state.update(({ frames, sent, received, rtts }) => ({
        frames: [...frames, ...fresh].slice(-maxFrames),
        sent: sent + count("sent"),
        received: received + count("received"),
        held: this.#held?.length ?? 0,
        rtts: [...rtts, ...fresh.flatMap(({ rttMs }) => rttMs ?? [])].slice(-maxRtts),
      }));
    });
  }
}
