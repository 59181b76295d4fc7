import type { AlertFilter, EngagementFilter } from "./api.ts";

/** The keys of the query cache, in one place: what REST filled, the socket keeps current. */
export const keys = {
  engagements: (filter?: EngagementFilter) => (filter ? ["engagements", filter] : ["engagements"]),
  engagement: (id: string) => ["engagement", id],
  alerts: (filter?: AlertFilter) => (filter ? ["alerts", filter] : ["alerts"]),
} as const;
