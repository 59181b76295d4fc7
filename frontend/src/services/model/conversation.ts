import type { Api } from "../api/api.ts";
import { Store } from "../browser/store.ts";
import type { JournalFrame } from "../socket/protocol.ts";
import {
  emptyTimeline,
  firstSeq,
  fromPage,
  lastSeq,
  reachesHead,
  reachesStart,
  receive,
  type Timeline,
  withNewer,
  withOlder,
} from "./timeline.ts";

export interface ConversationState {
  timeline: Timeline;
  phase: "loading" | "ready" | "failed";
  error?: unknown;
  loadingOlder: boolean;
  loadingNewer: boolean;
}

const pageSize = 80;

/** The loaded part of an engagement's journal: pages from REST, new events from the socket. */
export class Conversation {
  readonly state = new Store<ConversationState>({
    timeline: emptyTimeline,
    phase: "loading",
    loadingOlder: false,
    loadingNewer: false,
  });
  readonly #id: string;
  readonly #api: Api;
  #started = false;
  /** Increases when the window is replaced, so that a page for an earlier window is dropped. */
  #window = 0;
  /** Events that arrive while the window is being fetched. */
  #held: JournalFrame[] = [];

  constructor(id: string, api: Api) {
    this.#id = id;
    this.#api = api;
  }

  start(): void {
    if (this.#started) return;
    this.#started = true;
    void this.toLatest();
  }

  async toLatest(): Promise<void> {
    const { timeline, phase } = this.state.get();
    if (phase === "ready" && timeline.events.length > 0 && reachesHead(timeline)) return;
    await this.#replace({ limit: pageSize });
  }

  /** Loads the events around a seq unless it is already loaded. */
  async jumpTo(seq: number): Promise<void> {
    const { timeline, phase } = this.state.get();
    if (phase === "ready" && seq >= firstSeq(timeline) && seq <= lastSeq(timeline)) return;
    await this.#replace({ after: Math.max(0, seq - pageSize / 2), limit: pageSize });
  }

  async loadOlder(): Promise<void> {
    const { timeline, loadingOlder, phase } = this.state.get();
    if (phase !== "ready" || loadingOlder || reachesStart(timeline)) return;
    this.#set({ loadingOlder: true });
    await this.#page({ before: firstSeq(timeline), limit: pageSize }, withOlder);
    this.#set({ loadingOlder: false });
  }

  async loadNewer(): Promise<void> {
    const { timeline, loadingNewer, phase } = this.state.get();
    if (phase !== "ready" || loadingNewer || reachesHead(timeline)) return;
    this.#set({ loadingNewer: true });
    await this.#page({ after: lastSeq(timeline), limit: pageSize }, withNewer);
    this.#set({ loadingNewer: false });
  }

  receive(frames: readonly JournalFrame[]): void {
    if (this.state.get().phase !== "ready") {
      this.#held.push(...frames);
      return;
    }
    const wasComplete = reachesHead(this.state.get().timeline);
    this.#apply((timeline) => receive(timeline, frames));
    // A gap at the end is filled at once. A window in the past is extended when the reader scrolls.
    if (wasComplete && !reachesHead(this.state.get().timeline)) void this.loadNewer();
  }

  async #replace(window: { after?: number; limit: number }): Promise<void> {
    this.#window += 1;
    const current = this.#window;
    this.#held = [];
    this.#set({ phase: "loading" });
    try {
      const page = await this.#api.events(this.#id, window);
      if (current !== this.#window) return;
      const timeline = receive(fromPage(page), this.#held);
      this.#held = [];
      this.state.set({ timeline, phase: "ready", loadingOlder: false, loadingNewer: false });
      if (window.after === undefined && !reachesHead(timeline)) void this.loadNewer();
    } catch (error) {
      if (current === this.#window) this.#set({ phase: "failed", error });
    }
  }

  async #page(
    window: { before?: number; after?: number; limit: number },
    merge: (timeline: Timeline, page: { items: JournalFrame[]; head: number }) => Timeline,
  ): Promise<void> {
    const current = this.#window;
    try {
      const page = await this.#api.events(this.#id, window);
      if (current === this.#window) this.#apply((timeline) => merge(timeline, page));
    } catch {
      // The next scroll tries again.
    }
  }

  #apply(change: (timeline: Timeline) => Timeline): void {
    const timeline = change(this.state.get().timeline);
    if (timeline !== this.state.get().timeline) this.#set({ timeline });
  }

  #set(change: Partial<ConversationState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }
}
