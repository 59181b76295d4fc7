import { useQuery } from "@tanstack/react-query";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Organisation } from "../../services/shapes.ts";

/** All organisations one may see; providers first, each followed by its clients. */
export function useOrganisations() {
  const { api } = useWorkplace();
  const query = useQuery({ queryKey: ["organisations"], queryFn: api.organisations });
  const names = new Map(query.data?.items.map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null | undefined): string => (id ? (names.get(id) ?? id) : "");
  const sorted = (query.data?.items ?? []).toSorted((a, b) => place(a, nameOf).localeCompare(place(b, nameOf)));
  return { query, nameOf, organisations: sorted };
}

function place(organisation: Organisation, nameOf: (id: string | null | undefined) => string): string {
  return organisation.kind === "MSP" ? organisation.name : `${nameOf(organisation.msp)} / ${organisation.name}`;
}
