import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { SelectField } from "../../components/Field.tsx";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Organisation } from "../../services/api/shapes.ts";
import { isAdmin } from "../../services/model/sides.ts";
import { t } from "../../texts.ts";
import { FormDialog } from "./FormDialog.tsx";
import { Entry, Listing } from "./Listing.tsx";
import { NameField } from "./NameField.tsx";
import { matcher, Toolbar } from "./Toolbar.tsx";
import { useOrganisations } from "./useOrganisations.ts";

export function Organisations() {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  const { query, nameOf, organisations } = useOrganisations();
  const [creating, setCreating] = useState(false);
  const [renaming, setRenaming] = useState<Organisation>();
  const [name, setName] = useState("");
  const [words, setWords] = useState("");
  const matches = matcher<Organisation>(words, ({ id, name: label, msp }) => [label, id, nameOf(msp)]);
  const refresh = () => queries.invalidateQueries({ queryKey: ["organisations"] });
  return (
    <>
      <Toolbar search={t.admin.searchOrganisations} words={words} onWords={setWords}>
        <Button onClick={() => setCreating(true)}>{t.admin.newOrganisation}</Button>
      </Toolbar>
      <Listing
        listed={{
          items: query.data && organisations,
          error: query.error,
          retry: () => void query.refetch(),
          more: undefined,
        }}
        matches={matches}
        keyOf={({ id }) => id}
        empty={
          matches
            ? { title: t.admin.noMatch, why: t.admin.noMatchWhy }
            : { title: t.admin.noOrganisations, why: t.admin.noOrganisationsWhy }
        }
        render={(organisation) => (
          <>
            <Entry
              name={organisation.name}
              more={[t.admin.kinds[organisation.kind], nameOf(organisation.msp), organisation.id]
                .filter(Boolean)
                .join(" · ")}
            />
            <Button
              small
              onClick={() => {
                setName(organisation.name);
                setRenaming(organisation);
              }}
            >
              {t.admin.rename}
            </Button>
          </>
        )}
      />
      {creating && <NewOrganisation onClose={() => setCreating(false)} onDone={refresh} />}
      {renaming && (
        <FormDialog
          title={t.admin.rename}
          submit={t.common.save}
          onClose={() => setRenaming(undefined)}
          onSubmit={() => api.renameOrganisation(renaming.id, renaming.version, name.trim()).finally(refresh)}
        >
          <NameField value={name} onChange={setName} />
        </FormDialog>
      )}
    </>
  );
}

function NewOrganisation({ onClose, onDone }: { onClose: () => void; onDone: () => Promise<void> }) {
  const { api, user } = useWorkplace();
  const { organisations } = useOrganisations();
  const admin = isAdmin(user.grants);
  const [kind, setKind] = useState<"MSP" | "CLIENT">(admin ? "MSP" : "CLIENT");
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState("");
  const providers = organisations.filter((organisation) => organisation.kind === "MSP");
  const msp = chosen || providers[0]?.id;
  return (
    <FormDialog
      title={t.admin.newOrganisation}
      submit={t.common.create}
      onClose={onClose}
      onSubmit={async () => {
        await api.createOrganisation({ kind, name: name.trim(), ...(kind === "CLIENT" && msp ? { msp } : {}) });
        await onDone();
      }}
    >
      {admin && (
        <SelectField label={t.admin.kind} value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
          <option value="MSP">{t.admin.kinds.MSP}</option>
          <option value="CLIENT">{t.admin.kinds.CLIENT}</option>
        </SelectField>
      )}
      {kind === "CLIENT" && (
        <SelectField label={t.admin.msp} value={msp} onChange={(event) => setChosen(event.target.value)}>
          {providers.map((provider) => (
            <option key={provider.id} value={provider.id}>
              {provider.name}
            </option>
          ))}
        </SelectField>
      )}
      <NameField value={name} onChange={setName} />
    </FormDialog>
  );
}
