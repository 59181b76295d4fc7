import type { QueryClient } from "@tanstack/react-query";
import type { AlertFilter, Api } from "../api/api.ts";
import { keys } from "../api/queryKeys.ts";
import type { Alert, CursorPage, Engagement } from "../api/shapes.ts";
import { Store } from "../browser/store.ts";
import type { ConnectionState } from "../socket/connectionState.ts";
import type { OutboxEntry } from "../socket/outbox.ts";
import { type AlertRaised, isJournal, type JournalFrame, type ServerFrame } from "../socket/protocol.ts";
import type { ParleySocket } from "../socket/websocket.ts";
import { AlertCache } from "./alertCache.ts";
import { afterFrames, alertOf } from "./alertReducer.ts";
import type { Conversation } from "./conversation.ts";
import { Conversations } from "./conversations.ts";
import { EngagementCache } from "./engagementCache.ts";
import { EngagementRefetch } from "./engagementRefetch.ts";
import { FrameBatches } from "./frameBatches.ts";
import { type PresenceByOrganisation, withPresence } from "./presence.ts";
import { SnapshotRecorder } from "./snapshotRecorder.ts";
import { TypingUsers } from "./typingUsers.ts";

/** In a burst, conversations render ten times a second; lists, counters and presence four times. */
const messagesEveryMs = 100;
const summariesEveryMs = 250;
const burst = 3;

/**
 * The current state of everything the user sees, fed by one socket. Stores hold what lives in memory only, the query
 * cache holds the rest.
 */
export class Live {
  readonly connection: Store<ConnectionState>;
  readonly outbox: Store<readonly OutboxEntry[]>;
  readonly presence = new Store<PresenceByOrganisation>(new Map());
  readonly typing: TypingUsers;
  readonly socket: ParleySocket;

  readonly #api: Api;
  readonly #queries: QueryClient;
  readonly #conversations: Conversations;
  readonly #engagements: EngagementCache;
  readonly #alerts: AlertCache;
  readonly #alertListeners = new Set<(frame: AlertRaised) => void>();
  readonly #recorder = new SnapshotRecorder();
  readonly #refetch = new EngagementRefetch((engagement) => this.#fetchAgain(engagement));
  readonly #messages = new FrameBatches(messagesEveryMs, burst, (frames) => this.#applyMessages(frames));
  readonly #summaries = new FrameBatches(summariesEveryMs, burst, (frames) => this.#applySummaries(frames));
  #wasInterrupted = false;

  constructor(socket: ParleySocket, api: Api, queries: QueryClient, me: string) {
    this.socket = socket;
    this.#api = api;
    this.#queries = queries;
    this.#conversations = new Conversations(api);
    this.#engagements = new EngagementCache(queries, me);
    this.#alerts = new AlertCache(queries);
    this.typing = new TypingUsers(me, (engagement) => socket.typing(engagement));
    this.connection = new Store(socket.state);
    this.outbox = new Store(socket.outbox);
    socket.on("state", (state) => this.#connectionChanged(state));
    socket.on("outbox", (entries) => this.#outboxChanged(entries));
    socket.on("frame", (frame) => this.#received(frame));
    socket.on("untracked", (frame) => this.#receivedUntracked(frame));
    socket.on("lost", (engagement) => this.#lost(engagement));
  }

  conversation(engagement: string): Conversation {
    return this.#conversations.open(engagement);
  }

  /** Calls the listener for every alert that is raised. Returns the function that unsubscribes it. */
  onAlert(listener: (frame: AlertRaised) => void): () => void {
    this.#alertListeners.add(listener);
    return () => this.#alertListeners.delete(listener);
  }

  /**
   * Fetches engagements without a race: frames that arrive during the request are applied to the answer, and the
   * socket follows each engagement from the head in the answer.
   */
  snapshot<Answer>(fetch: () => Promise<Answer>, engagementsOf: (answer: Answer) => Engagement[]): Promise<Answer> {
    return this.#recorder.fetch(fetch, (answer, frames) => {
      for (const engagement of engagementsOf(answer)) {
        this.socket.follow(engagement.id, engagement.head);
        Object.assign(engagement, this.#engagements.reduce(engagement, frames));
      }
      return answer;
    });
  }

  /** One page of alerts, including changes that arrive during the request. */
  alerts(filter: AlertFilter, cursor?: string, signal?: AbortSignal): Promise<CursorPage<Alert>> {
    return this.#recorder.fetch(
      () => this.#api.alerts(filter, cursor, signal),
      (page, frames) => ({ ...page, items: afterFrames(page.items, frames, filter, cursor === undefined) }),
    );
  }

  /**
   * After an interruption the socket syncs the events of every followed engagement. State without a seq (totals, read
   * markers, people) and engagements that are not followed are fetched again, once.
   */
  #connectionChanged(state: ConnectionState): void {
    if (state.phase === "waiting" || state.phase === "stopped") this.#wasInterrupted = true;
    this.connection.set(state);
    if (state.phase !== "live" || !this.#wasInterrupted) return;
    this.#wasInterrupted = false;
    for (const queryKey of [keys.engagements(), ["engagement"], keys.alerts(), ["people"]])
      void this.#queries.invalidateQueries({ queryKey });
  }

  /** New entries show at once. An entry that leaves the outbox stays until its echo is rendered, to avoid flicker. */
  #outboxChanged(entries: readonly OutboxEntry[]): void {
    const kept = new Set(entries.map(({ id }) => id));
    if (this.outbox.get().every(({ id }) => kept.has(id))) this.outbox.set(entries);
    else this.#messages.request();
  }

  #received(frame: ServerFrame): void {
    this.#recorder.record(frame);
    if (isJournal(frame) || frame.type === "typing") this.#messages.add(frame);
    if (isJournal(frame) || isSummary(frame)) this.#summaries.add(frame);
  }

  /** An engagement beyond the loaded pages enters the list with its first event; its alerts are announced at once. */
  #receivedUntracked(frame: JournalFrame): void {
    this.#recorder.record(frame);
    this.#refetch.request(frame.engagement);
    if (frame.type === "alert") this.#announce(frame);
    if (frame.type === "alert_update") this.#alerts.change(frame);
  }

  #applyMessages(frames: readonly ServerFrame[]): void {
    this.#conversations.receive(frames.filter(isJournal));
    this.outbox.set(this.socket.outbox);
    for (const frame of frames) this.typing.apply(frame);
  }

  #applySummaries(frames: readonly ServerFrame[]): void {
    this.#engagements.apply(frames.filter((frame) => frame.type !== "presence"));
    this.presence.update((presence) =>
      withPresence(
        presence,
        frames.filter((frame) => frame.type === "presence"),
      ),
    );
    for (const frame of frames) {
      if (frame.type === "alert") this.#announce(frame);
      if (frame.type !== "alert_update") continue;
      this.#alerts.change(frame);
      // Open alerts per severity depend on the previous severity, which only the server knows.
      this.#refetch.request(frame.engagement);
    }
  }

  #announce(frame: AlertRaised): void {
    for (const listener of this.#alertListeners) listener(frame);
    this.#alerts.put(alertOf(frame));
  }

  async #fetchAgain(id: string): Promise<void> {
    try {
      const fresh = await this.snapshot(
        () => this.#api.engagement(id),
        (engagement) => [engagement],
      );
      this.#engagements.put(fresh);
    } catch {
      // Out of scope or unreachable: the next fetch of the list shows which.
    }
  }

  #lost(engagement: string): void {
    this.#conversations.forget(engagement);
    this.#engagements.invalidate(engagement);
  }
}

const isSummary = ({ type }: ServerFrame) => type === "interaction_update" || type === "read" || type === "presence";
