import { type QueryKey, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useTask } from "../../hooks/useTask.ts";
import type { CursorPage } from "../../services/api/shapes.ts";
import type { Listed } from "./Listing.tsx";

interface AdminList<Item> {
  listed: Listed<Item>;
  /** The error of the last change. */
  error: unknown;
  /** Runs a change, then fetches the list again. */
  change: (work: () => Promise<unknown>) => Promise<void>;
  refresh: () => Promise<void>;
}

/** A paged list of an administration page, with its changes. */
export function useAdminList<Item>(
  key: QueryKey,
  fetch: (cursor?: string) => Promise<CursorPage<Item>>,
): AdminList<Item> {
  const queries = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => fetch(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  const { error, run } = useTask();
  const refresh = () => queries.invalidateQueries({ queryKey: key.slice(0, 1) });
  return {
    listed: {
      items: query.data?.pages.flatMap((page) => page.items),
      error: query.error,
      retry: () => void query.refetch(),
      more: query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : undefined,
    },
    error,
    change: async (work) => {
      await run(work);
      await refresh();
    },
    refresh,
  };
}
