import type { Presence } from "../socket/protocol.ts";

export type PresenceByOrganisation = ReadonlyMap<string, Presence["data"]>;

/** A presence frame carries the full state of one organisation, so it replaces the previous one. */
export function withPresence(presence: PresenceByOrganisation, frames: readonly Presence[]): PresenceByOrganisation {
  if (frames.length === 0) return presence;
  const next = new Map(presence);
  for (const { data } of frames) next.set(data.organisation, data);
  return next;
}
