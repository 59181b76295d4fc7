import { useInfiniteQuery } from "@tanstack/react-query";
import type { AlertFilter } from "../services/api/api.ts";
import { keys } from "../services/api/queryKeys.ts";
import { useWorkplace } from "./useWorkplace.ts";

/** The visible alerts, kept current by the socket. */
export function useAlerts(filter: AlertFilter) {
  const { live } = useWorkplace();
  return useInfiniteQuery({
    queryKey: keys.alerts(filter),
    queryFn: ({ pageParam, signal }) => live.alerts(filter, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}
