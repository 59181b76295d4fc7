import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field, SelectField } from "../../components/Field.tsx";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { ApiKey } from "../../services/api/shapes.ts";
import { t } from "../../texts.ts";
import { FormDialog } from "./FormDialog.tsx";
import { Entry, Listing } from "./Listing.tsx";
import { NameField } from "./NameField.tsx";
import { OnceSecret } from "./OnceSecret.tsx";
import { matcher, Toolbar } from "./Toolbar.tsx";
import { useAdminList } from "./useAdminList.ts";
import { useOrganisations } from "./useOrganisations.ts";

export function ApiKeys() {
  const { api } = useWorkplace();
  const { nameOf } = useOrganisations();
  const { listed, refresh } = useAdminList(["api-keys"], api.apiKeys);
  const [words, setWords] = useState("");
  const matches = matcher<ApiKey>(words, ({ name, prefix, organisation }) => [name, prefix, nameOf(organisation)]);
  const [creating, setCreating] = useState(false);
  const [removing, setRemoving] = useState<ApiKey>();
  const [secret, setSecret] = useState<string>();
  return (
    <>
      <Toolbar search={t.admin.searchKeys} words={words} onWords={setWords}>
        <Button onClick={() => setCreating(true)}>{t.admin.newKey}</Button>
      </Toolbar>
      <Listing
        listed={listed}
        matches={matches}
        keyOf={({ id }) => id}
        empty={
          matches
            ? { title: t.admin.noMatch, why: t.admin.noMatchWhy }
            : { title: t.admin.noKeys, why: t.admin.noKeysWhy }
        }
        render={(key) => (
          <>
            <Entry
              name={key.name}
              more={`${key.prefix}… · ${nameOf(key.organisation)} · ${t.admin.expires.toLowerCase()} ${key.expiresAt?.slice(0, 10) ?? t.admin.never}`}
            />
            <Button small onClick={() => setRemoving(key)}>
              {t.common.remove}
            </Button>
          </>
        )}
      />
      {creating && (
        <NewKey
          onClose={() => setCreating(false)}
          onKey={(key) => {
            setSecret(key);
            void refresh();
          }}
        />
      )}
      {removing && (
        <FormDialog
          danger
          title={t.admin.removeKey}
          submit={t.common.remove}
          onClose={() => setRemoving(undefined)}
          onSubmit={() => api.deleteApiKey(removing.id).finally(refresh)}
        >
          <p className="text-muted">{t.admin.removeKeyWhy}</p>
        </FormDialog>
      )}
      {secret && (
        <OnceSecret title={t.admin.newKey} why={t.admin.keyDone} secret={secret} onClose={() => setSecret(undefined)} />
      )}
    </>
  );
}

function NewKey({ onClose, onKey }: { onClose: () => void; onKey: (key: string) => void }) {
  const { api } = useWorkplace();
  const { managed } = useOrganisations();
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState("");
  const [expires, setExpires] = useState("");
  const organisation = chosen || managed[0]?.id || "";
  return (
    <FormDialog
      title={t.admin.newKey}
      submit={t.common.create}
      onClose={onClose}
      onSubmit={async () => {
        const until = expires === "" ? {} : { expiresAt: new Date(`${expires}T23:59:59Z`).toISOString() };
        const made = await api.createApiKey({ name: name.trim(), organisation, ...until });
        if (made.key) onKey(made.key);
      }}
    >
      <NameField value={name} onChange={setName} />
      <SelectField
        label={t.admin.organisation}
        value={organisation}
        onChange={(event) => setChosen(event.target.value)}
      >
        {managed.map(({ id, name: label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
      <Field
        label={`${t.admin.expires} (${t.common.optional})`}
        type="date"
        value={expires}
        onChange={(event) => setExpires(event.target.value)}
      />
    </FormDialog>
  );
}
