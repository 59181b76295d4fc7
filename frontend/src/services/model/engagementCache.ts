import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { keys } from "../api/queryKeys.ts";
import type { CursorPage, Engagement } from "../api/shapes.ts";
import type { ServerFrame } from "../socket/protocol.ts";
import { groupBy } from "./groupBy.ts";
import { reduceEngagement } from "./summaries.ts";

export type EngagementPages = InfiniteData<CursorPage<Engagement>, string | undefined>;

/** Engagements in the query cache: every list, whatever its filter, and those that are open on their own. */
export class EngagementCache {
  readonly #queries: QueryClient;
  readonly #me: string;

  constructor(queries: QueryClient, me: string) {
    this.#queries = queries;
    this.#me = me;
  }

  /** Applies frames to every cached copy of the engagements they belong to. */
  apply(frames: readonly ServerFrame[]): void {
    if (frames.length === 0) return;
    const byEngagement = groupBy(frames, (frame) => ("engagement" in frame ? frame.engagement : undefined));
    const reduce = (engagement: Engagement) => this.reduce(engagement, byEngagement.get(engagement.id) ?? []);
    this.#changeLists((data) => changed(data, reduce));
    for (const id of byEngagement.keys())
      if (id)
        this.#queries.setQueryData<Engagement>(keys.engagement(id), (engagement) => engagement && reduce(engagement));
  }

  reduce(engagement: Engagement, frames: readonly ServerFrame[]): Engagement {
    return frames.reduce((state, frame) => reduceEngagement(state, frame, this.#me), engagement);
  }

  /** Replaces every copy that is not newer. An engagement that no list contains goes on top of the unfiltered list. */
  put(fresh: Engagement): void {
    this.#queries.setQueryData(keys.engagement(fresh.id), fresh);
    this.#changeLists((data) =>
      changed(data, (copy) => (copy.id === fresh.id && copy.head <= fresh.head ? fresh : copy)),
    );
    this.#queries.setQueryData<EngagementPages>(keys.engagements({}), (data) => data && withNew(data, fresh));
  }

  /** Fetches what contains the engagement again: it may no longer be visible to this user. */
  invalidate(id: string): void {
    void this.#queries.invalidateQueries({ queryKey: keys.engagements() });
    void this.#queries.invalidateQueries({ queryKey: keys.engagement(id) });
  }

  #changeLists(change: (data: EngagementPages) => EngagementPages): void {
    this.#queries.setQueriesData<EngagementPages>({ queryKey: keys.engagements() }, (data) => data && change(data));
  }
}

/** The same object when no item has changed, so that nothing renders again. */
function changed(data: EngagementPages, change: (engagement: Engagement) => Engagement): EngagementPages {
  let hasChanged = false;
  const pages = data.pages.map((page) => {
    const items = page.items.map((item) => {
      const next = change(item);
      hasChanged ||= next !== item;
      return next;
    });
    return { ...page, items };
  });
  return hasChanged ? { ...data, pages } : data;
}

function withNew(data: EngagementPages, fresh: Engagement): EngagementPages {
  const [first, ...rest] = data.pages;
  if (!first || data.pages.some((page) => page.items.some(({ id }) => id === fresh.id))) return data;
  return { ...data, pages: [{ ...first, items: [fresh, ...first.items] }, ...rest] };
}
