import type { InfiniteData, QueryClient, QueryKey } from "@tanstack/react-query";
import type { AlertFilter } from "../api/api.ts";
import { keys } from "../api/queryKeys.ts";
import type { Alert, Page } from "../api/shapes.ts";
import type { AlertUpdate } from "../socket/protocol.ts";
import { reduceAlert, withAlert } from "./alertReducer.ts";

export type AlertPages = InfiniteData<Page<Alert>, string | undefined>;

/** Every list of alerts in the query cache, whatever its filter: what the socket says about one changes all. */
export class AlertLists {
  readonly #queries: QueryClient;

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  /** On the page that holds it, or on top. */
  place(alert: Alert): void {
    for (const [key, data] of this.#lists()) {
      const held = data.pages.findIndex(({ items }) => items.some(({ id }) => id === alert.id));
      const pages = data.pages.map((page, place) =>
        place === Math.max(0, held) ? { ...page, items: withAlert(page.items, alert, key[1] as AlertFilter) } : page,
      );
      this.#queries.setQueryData<AlertPages>(key, { ...data, pages });
    }
  }

  /** An alert that no list holds is beyond what is loaded: where it belongs now, the server knows. */
  change(frame: AlertUpdate): void {
    const known = this.#lists()
      .flatMap(([, data]) => data.pages.flatMap(({ items }) => items))
      .find(({ id }) => id === frame.data.alert);
    if (known) this.place(reduceAlert(known, frame));
    else void this.#queries.invalidateQueries({ queryKey: keys.alerts() }, { cancelRefetch: false });
  }

  #lists(): [QueryKey, AlertPages][] {
    return this.#queries
      .getQueriesData<AlertPages>({ queryKey: keys.alerts() })
      .flatMap(([key, data]) => (data ? [[key, data]] : []));
  }
}
