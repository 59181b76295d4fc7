import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Empty, Failed, Skeleton } from "../../components/State.tsx";
import type { Page } from "../../services/shapes.ts";

interface ListingProps<Item> {
  query: UseQueryResult<Page<Item>>;
  keyOf: (item: Item) => string;
  render: (item: Item) => ReactNode;
  empty: { title: string; why: string };
}

/** A list of things one administers, in each of the states it can be in. */
export function Listing<Item>({ query, keyOf, render, empty }: ListingProps<Item>) {
  if (query.isPending) return <Skeleton lines={4} height={56} />;
  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  if (query.data.items.length === 0) return <Empty title={empty.title} why={empty.why} />;
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {query.data.items.map((item) => (
        <li
          key={keyOf(item)}
          className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-2.5"
        >
          {render(item)}
        </li>
      ))}
    </ul>
  );
}

/** Name and a quiet second line. */
export function Entry({ name, more, badge }: { name: string; more: ReactNode; badge?: ReactNode }) {
  return (
    <div className="min-w-0 flex-1 basis-48">
      <p className="flex items-center gap-2">
        <span className="truncate font-medium">{name}</span>
        {badge}
      </p>
      <p className="truncate text-sm text-muted">{more}</p>
    </div>
  );
}
