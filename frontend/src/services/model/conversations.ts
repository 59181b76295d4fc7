import type { Api } from "../api/api.ts";
import type { JournalFrame } from "../socket/protocol.ts";
import { Conversation } from "./conversation.ts";
import { groupBy } from "./groupBy.ts";

const maxKept = 12;

/** The conversations that were opened most recently. Older ones are dropped and load again when they are opened. */
export class Conversations {
  readonly #api: Api;
  /** The least recently used one comes first. */
  readonly #kept = new Map<string, Conversation>();

  constructor(api: Api) {
    this.#api = api;
  }

  open(engagement: string): Conversation {
    const conversation = this.#kept.get(engagement) ?? new Conversation(engagement, this.#api);
    this.#kept.delete(engagement);
    this.#kept.set(engagement, conversation);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= maxKept) break;
      this.#kept.delete(oldest);
    }
    return conversation;
  }

  receive(frames: readonly JournalFrame[]): void {
    for (const [engagement, own] of groupBy(frames, (frame) => frame.engagement))
      this.#kept.get(engagement)?.receive(own);
  }

  forget(engagement: string): void {
    this.#kept.delete(engagement);
  }
}
