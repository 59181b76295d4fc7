import { useQuery } from "@tanstack/react-query";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Organisation } from "../../services/api/shapes.ts";
import { mayManage } from "../../services/model/sides.ts";

/** All visible organisations: each service provider, followed by its clients. */
export function useOrganisations() {
  const { api, user } = useWorkplace();
  const query = useQuery({ queryKey: ["organisations"], queryFn: api.organisations });
  const names = new Map(query.data?.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null | undefined): string => (id ? (names.get(id) ?? id) : "");
  const organisations = (query.data ?? []).toSorted((a, b) => place(a, nameOf).localeCompare(place(b, nameOf)));
  /** The organisations for which this user can invite people, give access and create keys. */
  const managed = organisations.filter((organisation) => mayManage(user.grants, organisation));
  return { query, nameOf, organisations, managed };
}

function place(organisation: Organisation, nameOf: (id: string | null | undefined) => string): string {
  return organisation.kind === "MSP" ? organisation.name : `${nameOf(organisation.msp)} / ${organisation.name}`;
}
