import type { Engagement, Organisation, PersonInView } from "../api/shapes.ts";
import type { Grant, Role } from "../socket/protocol.ts";

/** The side of a user in an engagement. Users with grants of both sides are on the MSP's. */
export function sideOf(grants: readonly Grant[], engagement: Engagement): Role | undefined {
  if (grants.some(({ role, organisation }) => role === "MSP" && organisation === engagement.msp.id)) return "MSP";
  if (grants.some(({ role, organisation }) => role === "CLIENT" && organisation === engagement.client.id))
    return "CLIENT";
  return undefined;
}

export const isMsp = (grants: readonly Grant[]): boolean => grants.some(({ role }) => role === "MSP");
export const isAdmin = (grants: readonly Grant[]): boolean => grants.some(({ role }) => role === "ADMIN");
export const isManager = (grants: readonly Grant[]): boolean => grants.some(({ manager }) => manager === true);
export const hasConversations = (grants: readonly Grant[]): boolean => grants.some(({ role }) => role !== "ADMIN");

/** Managers of a service provider also manage its clients. */
export function mayManage(grants: readonly Grant[], { id, msp }: Organisation): boolean {
  return (
    isAdmin(grants) ||
    grants.some(({ manager, organisation }) => manager && (organisation === id || (msp && organisation === msp)))
  );
}

/** The highest seq that a person of the other side has read. */
export function seenUpTo(engagement: Engagement, own: Role, people: readonly PersonInView[]): number {
  const other = own === "MSP" ? engagement.client.id : engagement.msp.id;
  const theirs = new Set(people.filter(({ organisation }) => organisation === other).map(({ id }) => id));
  const seqs = (engagement.readers ?? []).filter(({ user }) => theirs.has(user.id)).map(({ seq }) => seq);
  return Math.max(0, ...seqs);
}
