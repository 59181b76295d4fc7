import type { Organisation } from "../../services/api/shapes.ts";
import type { Grant } from "../../services/socket/protocol.ts";

export const administrator: Grant = { role: "ADMIN" };

/** A person has at most one grant per organisation. The kind of the organisation determines its role. */
export function grantOf({ id, kind }: Organisation, manager: boolean): Grant {
  return { role: kind, organisation: id, ...(manager ? { manager } : {}) };
}

export function withGrant(grants: readonly Grant[], grant: Grant): Grant[] {
  const place = grants.findIndex((held) => isSamePlace(held, grant));
  return place < 0 ? [...grants, grant] : grants.with(place, grant);
}

export function withoutGrant(grants: readonly Grant[], grant: Grant): Grant[] {
  return grants.filter((held) => !isSamePlace(held, grant));
}

/** Whether both lists contain the same grants, in any order. */
export function sameGrants(a: readonly Grant[], b: readonly Grant[]): boolean {
  const spelled = (grants: readonly Grant[]) =>
    grants.map(({ role, organisation = "", manager = false }) => `${role} ${organisation} ${manager}`).toSorted();
  return spelled(a).join("\n") === spelled(b).join("\n");
}

const isSamePlace = (a: Grant, b: Grant) => a.role === b.role && (a.organisation ?? "") === (b.organisation ?? "");
