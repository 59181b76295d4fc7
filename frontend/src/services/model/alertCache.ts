import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import type { AlertFilter } from "../api/api.ts";
import { keys } from "../api/queryKeys.ts";
import type { Alert, CursorPage } from "../api/shapes.ts";
import type { AlertUpdate } from "../socket/protocol.ts";
import { reduceAlert, withAlert } from "./alertReducer.ts";

export type AlertPages = InfiniteData<CursorPage<Alert>, string | undefined>;

/** The lists of alerts in the query cache. A change of one alert is applied to all of them, whatever their filter. */
export class AlertCache {
  readonly #queries: QueryClient;

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  /** Replaces the alert in the page that contains it, or adds it on top. */
  put(alert: Alert): void {
    for (const [key, data] of this.#lists()) {
      const index = data.pages.findIndex(({ items }) => items.some(({ id }) => id === alert.id));
      const pages = data.pages.map((page, at) =>
        at === Math.max(0, index) ? { ...page, items: withAlert(page.items, alert, key[1] as AlertFilter) } : page,
      );
      this.#queries.setQueryData<AlertPages>(key, { ...data, pages });
    }
  }

  /** The lists are fetched again when none contains the alert, because only the server knows its position. */
  change(frame: AlertUpdate): void {
    const known = this.#lists()
      .flatMap(([, data]) => data.pages.flatMap(({ items }) => items))
      .find(({ id }) => id === frame.data.alert);
    if (known) this.put(reduceAlert(known, frame));
    else void this.#queries.invalidateQueries({ queryKey: keys.alerts() }, { cancelRefetch: false });
  }

  #lists(): [QueryKey, AlertPages][] {
    return this.#queries
      .getQueriesData<AlertPages>({ queryKey: keys.alerts() })
      .flatMap(([key, data]) => (data ? [[key, data]] : []));
  }
}
