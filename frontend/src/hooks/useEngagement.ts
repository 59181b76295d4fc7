import { type UseQueryResult, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { EngagementFilter } from "../services/api/api.ts";
import { keys } from "../services/api/queryKeys.ts";
import type { Engagement, PersonInView } from "../services/api/shapes.ts";
import { useWorkplace } from "./useWorkplace.ts";

/** One engagement, kept current by the socket. */
export function useEngagement(id: string): UseQueryResult<Engagement> {
  const { api, live } = useWorkplace();
  return useQuery({
    queryKey: keys.engagement(id),
    queryFn: ({ signal }) =>
      live.snapshot(
        () => api.engagement(id, signal),
        (engagement) => [engagement],
      ),
  });
}

/** The list of engagements, kept current by the socket. */
export function useEngagements(filter: EngagementFilter, enabled = true) {
  const { api, live } = useWorkplace();
  return useInfiniteQuery({
    queryKey: keys.engagements(filter),
    queryFn: ({ pageParam, signal }) =>
      live.snapshot(
        () => api.engagements(filter, pageParam, signal),
        (page) => page.items,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
  });
}

/** All visible people. A person with two grants is listed twice. */
export function usePeople(): readonly PersonInView[] {
  const { api } = useWorkplace();
  const { data } = useQuery({ queryKey: ["people"], queryFn: api.people, staleTime: 5 * 60_000 });
  return useMemo(() => data?.items ?? [], [data]);
}
