import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../components/Button.tsx";
import { Empty, Failed, Skeleton } from "../../components/State.tsx";
import { explain } from "../../services/model/explain.ts";
import { t } from "../../texts.ts";

export interface Listed<Item> {
  /** Undefined until the first answer. */
  items: readonly Item[] | undefined;
  /** Null when the last request succeeded. */
  error: unknown;
  retry: () => void;
  /** Fetches the next page. Undefined during a fetch and at the end. */
  more: (() => void) | undefined;
}

interface ListingProps<Item> {
  listed: Listed<Item>;
  keyOf: (item: Item) => string;
  render: (item: Item) => ReactNode;
  empty: { title: string; why: string };
  /** Filters the items in the page instead of on the server, so all remaining pages are fetched. */
  matches?: ((item: Item) => boolean) | undefined;
  /** The error of the last change. */
  problem?: unknown;
}

/** A list of an administration page with its loading, empty and error states. Fetches further pages on scrolling. */
export function Listing<Item>({ listed, keyOf, render, empty, matches, problem }: ListingProps<Item>) {
  const { items, error, retry, more } = listed;
  useEffect(() => {
    if (matches && !error) more?.();
  }, [matches, more, error]);
  if (!items) return error ? <Failed error={error} retry={retry} /> : <Skeleton lines={4} height={56} />;
  const shown = matches ? items.filter(matches) : items;
  return (
    <>
      {problem !== undefined && (
        <p role="alert" className="text-critical">
          {explain(problem)}
        </p>
      )}
      {shown.length === 0 && !more && <Empty title={empty.title} why={empty.why} />}
      {shown.length > 0 && (
        <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
          {shown.map((item) => (
            <li
              key={keyOf(item)}
              className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5 [contain-intrinsic-size:auto_56px] [content-visibility:auto]"
            >
              {render(item)}
            </li>
          ))}
        </ul>
      )}
      {more && !error && <NextPage key={items.length} load={more} />}
      {error !== null && (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-critical">
          {explain(error)}
          <Button small onClick={more ?? retry}>
            {t.common.retry}
          </Button>
        </p>
      )}
    </>
  );
}

/** Fetches the next page when the end of the list comes near the view. */
function NextPage({ load }: { load: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const seen = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { rootMargin: "600px" },
    );
    if (end.current) seen.observe(end.current);
    return () => seen.disconnect();
  }, []);
  return (
    <div ref={end} role="status" className="py-2 text-center text-sm text-muted">
      {t.common.loading}
    </div>
  );
}

/** The name of an item with a second line of details. */
export function Entry({ name, more, badge }: { name: string; more: ReactNode; badge?: ReactNode }) {
  return (
    <div className="min-w-0 flex-1 basis-48">
      <p className="flex items-center gap-2">
        <span className="truncate font-medium" title={name}>
          {name}
        </span>
        {badge}
      </p>
      <p className="truncate text-sm text-muted">{more}</p>
    </div>
  );
}
