import type { AlertFilter, EngagementFilter } from "./api.ts";

/** The keys of the query cache. REST fills these entries and the socket keeps them current. */
export const keys = {
  engagements: (filter?: EngagementFilter) => (filter ? ["engagements", filter] : ["engagements"]),
  engagement: (id: string) => ["engagement", id],
  alerts: (filter?: AlertFilter) => (filter ? ["alerts", filter] : ["alerts"]),
} as const;
