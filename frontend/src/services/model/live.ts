import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import type { AlertFilter, Api } from "../api/api.ts";
import { keys } from "../api/queryKeys.ts";
import type { Alert, Engagement, Page } from "../api/shapes.ts";
import { Pace } from "../browser/pace.ts";
import { Store } from "../browser/store.ts";
import type { OutboxEntry } from "../socket/outbox.ts";
import { type AlertRaised, isJournal, type JournalFrame, type Presence, type ServerFrame } from "../socket/protocol.ts";
import type { ConnectionState, ParleySocket } from "../socket/websocket.ts";
import { AlertLists } from "./alertLists.ts";
import { afterFrames, alertOf } from "./alertReducer.ts";
import { Conversation } from "./conversation.ts";
import { reduceEngagement } from "./summaries.ts";
import { Typing } from "./typing.ts";

export type EngagementPages = InfiniteData<Page<Engagement>, string | undefined>;

const refetchMs = 400;
/** In a burst the conversation is drawn ten times a second, lists, counters and presence four times. */
const messagesEveryMs = 100;
const summariesEveryMs = 250;
const atOnce = 3;
const keptConversations = 12;

/**
 * What is known right now, from one socket: stores for what only lives in memory, the query cache for the rest.
 * Frames are applied as they come, and in a burst gathered.
 */
export class Live {
  readonly connection: Store<ConnectionState>;
  readonly outbox: Store<readonly OutboxEntry[]>;
  readonly presence = new Store<ReadonlyMap<string, Presence["data"]>>(new Map());
  readonly typing: Typing;
  readonly socket: ParleySocket;

  readonly #api: Api;
  readonly #queries: QueryClient;
  readonly #me: string;
  readonly #conversations = new Map<string, Conversation>();
  readonly #alertListeners = new Set<(frame: AlertRaised) => void>();
  readonly #recorders = new Set<ServerFrame[]>();
  readonly #alertLists: AlertLists;
  readonly #stale = new Set<string>();
  #missed = false;
  #staleTimer: ReturnType<typeof setTimeout> | undefined;
  #toMessages: ServerFrame[] = [];
  #toSummaries: ServerFrame[] = [];
  readonly #messages = new Pace(messagesEveryMs, atOnce, () => this.#drawMessages());
  readonly #summaries = new Pace(summariesEveryMs, atOnce, () => this.#drawSummaries());

  constructor(socket: ParleySocket, api: Api, queries: QueryClient, me: string) {
    this.socket = socket;
    this.#api = api;
    this.#queries = queries;
    this.#me = me;
    this.typing = new Typing(me, (engagement) => socket.typing(engagement));
    this.#alertLists = new AlertLists(queries);
    this.connection = new Store(socket.state);
    this.outbox = new Store(socket.outbox);
    socket.on("state", (state) => this.#connected(state));
    socket.on("outbox", (entries) => this.#outboxChanged(entries));
    socket.on("frame", (frame) => this.#arrived(frame));
    socket.on("untracked", (frame) => this.#elsewhere(frame));
    socket.on("lost", (engagement) => this.#gone(engagement));
  }

  conversation(id: string): Conversation {
    const known = this.#conversations.get(id) ?? new Conversation(id, this.#api);
    this.#conversations.delete(id);
    this.#conversations.set(id, known);
    for (const oldest of this.#conversations.keys()) {
      if (this.#conversations.size <= keptConversations) break;
      this.#conversations.delete(oldest);
    }
    return known;
  }

  onAlert(listener: (frame: AlertRaised) => void): () => void {
    this.#alertListeners.add(listener);
    return () => this.#alertListeners.delete(listener);
  }

  /**
   * Fetches a snapshot without a race: what arrives meanwhile is applied to it, and from its head on
   * the socket keeps it complete.
   */
  snapshot<Answer>(fetch: () => Promise<Answer>, engagementsOf: (answer: Answer) => Engagement[]): Promise<Answer> {
    return this.#recorded(fetch, (answer, frames) => {
      for (const engagement of engagementsOf(answer)) {
        this.socket.follow(engagement.id, engagement.head);
        const current = frames.reduce((state, frame) => reduceEngagement(state, frame, this.#me), engagement);
        Object.assign(engagement, current);
      }
      return answer;
    });
  }

  /** One page of alerts, with what happened to them while it was under way. */
  alerts(filter: AlertFilter, cursor?: string, signal?: AbortSignal): Promise<Page<Alert>> {
    return this.#recorded(
      () => this.#api.alerts(filter, cursor, signal),
      (page, frames) => ({ ...page, items: afterFrames(page.items, frames, filter, cursor === undefined) }),
    );
  }

  /** Hands over what arrived while something was fetched, which it may hold already or not. */
  async #recorded<Answer>(
    fetch: () => Promise<Answer>,
    apply: (answer: Answer, frames: readonly ServerFrame[]) => Answer,
  ): Promise<Answer> {
    const frames: ServerFrame[] = [];
    this.#recorders.add(frames);
    try {
      return apply(await fetch(), frames);
    } finally {
      this.#recorders.delete(frames);
    }
  }

  /**
   * After a break the socket has brought every event of what is followed; what has no number (totals, read markers,
   * people) and what is not followed is asked for again, once.
   */
  #connected(state: ConnectionState): void {
    if (state.phase === "waiting" || state.phase === "stopped") this.#missed = true;
    this.connection.set(state);
    if (state.phase !== "live" || !this.#missed) return;
    this.#missed = false;
    for (const queryKey of [keys.engagements(), ["engagement"], keys.alerts(), ["people"]])
      void this.#queries.invalidateQueries({ queryKey });
  }

  #arrived(frame: ServerFrame): void {
    for (const recorded of this.#recorders) recorded.push(frame);
    if (isJournal(frame) || frame.type === "typing") {
      this.#toMessages.push(frame);
      this.#messages.ask();
    }
    if (isJournal(frame) || isSummary(frame)) {
      this.#toSummaries.push(frame);
      this.#summaries.ask();
    }
  }

  /** What is written shows at once; what leaves the outbox goes when its echo is drawn, so that nothing blinks. */
  #outboxChanged(entries: readonly OutboxEntry[]): void {
    const kept = new Set(entries.map(({ id }) => id));
    if (this.outbox.get().every(({ id }) => kept.has(id))) this.outbox.set(entries);
    else this.#messages.ask();
  }

  #drawMessages(): void {
    const frames = this.#toMessages;
    this.#toMessages = [];
    this.#toConversations(frames.filter(isJournal));
    this.outbox.set(this.socket.outbox);
    for (const frame of frames) this.typing.hear(frame);
  }

  #drawSummaries(): void {
    const frames = this.#toSummaries;
    this.#toSummaries = [];
    this.#toEngagements(frames.filter((frame) => frame.type !== "presence"));
    this.#toPresence(frames.filter((frame) => frame.type === "presence"));
    for (const frame of frames) this.#toAlerts(frame);
  }

  #toConversations(frames: JournalFrame[]): void {
    for (const [id, own] of groupBy(frames, (frame) => frame.engagement)) this.#conversations.get(id)?.receive(own);
  }

  #toEngagements(frames: ServerFrame[]): void {
    if (frames.length === 0) return;
    const byEngagement = groupBy(frames, (frame) => ("engagement" in frame ? frame.engagement : undefined));
    const reduce = (engagement: Engagement) =>
      (byEngagement.get(engagement.id) ?? []).reduce(
        (state, frame) => reduceEngagement(state, frame, this.#me),
        engagement,
      );
    this.#queries.setQueriesData<EngagementPages>(
      { queryKey: keys.engagements() },
      (data) => data && mapPages(data, reduce),
    );
    for (const id of byEngagement.keys())
      if (id)
        this.#queries.setQueryData<Engagement>(keys.engagement(id), (engagement) => engagement && reduce(engagement));
  }

  #toPresence(frames: Presence[]): void {
    if (frames.length === 0) return;
    this.presence.update((presence) => {
      const next = new Map(presence);
      for (const { data } of frames) next.set(data.organisation, data);
      return next;
    });
  }

  #toAlerts(frame: ServerFrame): void {
    if (frame.type === "alert") this.#alarm(frame);
    if (frame.type !== "alert_update") return;
    this.#alertLists.change(frame);
    // How many are open per severity depends on what each was before: the server knows.
    this.#refetchSoon(frame.engagement);
  }

  /** An engagement beyond the loaded pages comes in with its first sign of life; an alert of it alarms at once. */
  #elsewhere(frame: JournalFrame): void {
    for (const recorded of this.#recorders) recorded.push(frame);
    this.#refetchSoon(frame.engagement);
    if (frame.type === "alert") this.#alarm(frame);
    if (frame.type === "alert_update") this.#alertLists.change(frame);
  }

  #alarm(frame: AlertRaised): void {
    for (const listener of this.#alertListeners) listener(frame);
    this.#alertLists.place(alertOf(frame));
  }

  /** Gets single engagements anew, gathered, and puts those nobody had on top of the unfiltered list. */
  #refetchSoon(engagement: string): void {
    this.#stale.add(engagement);
    if (this.#staleTimer !== undefined) return;
    this.#staleTimer = setTimeout(() => {
      this.#staleTimer = undefined;
      const stale = [...this.#stale];
      this.#stale.clear();
      for (const id of stale) void this.#refetch(id);
    }, refetchMs);
  }

  async #refetch(id: string): Promise<void> {
    try {
      const fresh = await this.snapshot(
        () => this.#api.engagement(id),
        (engagement) => [engagement],
      );
      this.#queries.setQueryData(keys.engagement(id), fresh);
      this.#queries.setQueriesData<EngagementPages>(
        { queryKey: keys.engagements() },
        (data) => data && replaced(data, fresh),
      );
      this.#queries.setQueryData<EngagementPages>(keys.engagements({}), (data) => data && inserted(data, fresh));
    } catch {
      // Out of scope or out of reach: the next list says which.
    }
  }

  #gone(engagement: string): void {
    this.#conversations.delete(engagement);
    void this.#queries.invalidateQueries({ queryKey: keys.engagements() });
    void this.#queries.invalidateQueries({ queryKey: keys.engagement(engagement) });
  }
}

const isSummary = ({ type }: ServerFrame) => type === "interaction_update" || type === "read" || type === "presence";

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function mapPages<Item>(
  data: InfiniteData<Page<Item>, string | undefined>,
  change: (item: Item) => Item,
): InfiniteData<Page<Item>, string | undefined> {
  let changed = false;
  const pages = data.pages.map((page) => {
    const items = page.items.map((item) => {
      const next = change(item);
      changed ||= next !== item;
      return next;
    });
    return { ...page, items };
  });
  return changed ? { ...data, pages } : data;
}

function replaced(data: EngagementPages, fresh: Engagement): EngagementPages {
  return mapPages(data, (engagement) =>
    engagement.id === fresh.id && engagement.head <= fresh.head ? fresh : engagement,
  );
}

function inserted(data: EngagementPages, fresh: Engagement): EngagementPages {
  const [first, ...rest] = data.pages;
  if (!first || data.pages.some((page) => page.items.some(({ id }) => id === fresh.id))) return data;
  return { ...data, pages: [{ ...first, items: [fresh, ...first.items] }, ...rest] };
}
