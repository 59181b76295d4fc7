import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { useTask } from "../../hooks/useTask.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { explain } from "../../services/explain.ts";
import type { Grant } from "../../services/protocol.ts";
import type { Account } from "../../services/shapes.ts";
import { t } from "../../texts.ts";
import { Entry, Listing } from "./Listing.tsx";
import { useOrganisations } from "./useOrganisations.ts";

export function People() {
  const { api, user } = useWorkplace();
  const queries = useQueryClient();
  const { nameOf } = useOrganisations();
  const [words, setWords] = useState("");
  const wanted = useDeferredValue(words.trim());
  const query = useQuery({ queryKey: ["users", wanted], queryFn: () => api.users(wanted) });
  const { error, run } = useTask();
  const change = async (work: () => Promise<unknown>) => {
    await run(work);
    void queries.invalidateQueries({ queryKey: ["users"] });
  };
  return (
    <>
      <input
        type="search"
        aria-label={t.admin.searchPeople}
        placeholder={t.admin.searchPeople}
        className="field max-w-80"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {error !== undefined && (
        <p role="alert" className="text-critical">
          {explain(error)}
        </p>
      )}
      <Listing
        query={query}
        keyOf={({ id }) => id}
        empty={{ title: t.admin.noPeople, why: t.engagements.noMatchWhy }}
        render={(account) => (
          <>
            <Entry
              name={account.name}
              more={`${account.email} · ${access(account, nameOf)}`}
              badge={
                account.disabled && (
                  <span className="rounded-sm bg-sunken px-1.5 text-xs text-muted">{t.admin.disabled}</span>
                )
              }
            />
            {account.id !== user.id && (
              <span className="flex flex-wrap gap-1.5">
                <Button small onClick={() => void change(() => api.signOutUser(account.id))}>
                  {t.admin.signOutUser}
                </Button>
                <Button
                  small
                  onClick={() =>
                    void change(() => api.changeUser(account.id, account.version, { disabled: !account.disabled }))
                  }
                >
                  {account.disabled ? t.admin.enable : t.admin.disable}
                </Button>
              </span>
            )}
          </>
        )}
      />
    </>
  );
}

function access({ grants }: Account, nameOf: (id: string | undefined) => string): string {
  return grants.map((grant) => one(grant, nameOf)).join(", ");
}

function one({ role, organisation, manager }: Grant, nameOf: (id: string | undefined) => string): string {
  const where = organisation ? nameOf(organisation) : t.admin.everything;
  return `${t.admin.roles[role].toLowerCase()} of ${where}${manager ? ` (${t.admin.manager})` : ""}`;
}
