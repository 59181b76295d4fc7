import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Field, SelectField } from "../../components/Field.tsx";
import { useTask } from "../../hooks/useTask.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { explain } from "../../services/explain.ts";
import { t } from "../../texts.ts";
import { FormDialog } from "./FormDialog.tsx";
import { Entry, Listing } from "./Listing.tsx";
import { OnceSecret } from "./OnceSecret.tsx";
import { useOrganisations } from "./useOrganisations.ts";

export function Invitations() {
  const { api } = useWorkplace();
  const queries = useQueryClient();
  const { nameOf } = useOrganisations();
  const query = useQuery({ queryKey: ["invitations"], queryFn: api.invitations });
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<string>();
  const { error, run } = useTask();
  const refresh = () => queries.invalidateQueries({ queryKey: ["invitations"] });
  return (
    <>
      <div>
        <Button onClick={() => setInviting(true)}>{t.admin.invite}</Button>
      </div>
      {error !== undefined && (
        <p role="alert" className="text-critical">
          {explain(error)}
        </p>
      )}
      <Listing
        query={query}
        keyOf={({ id }) => id}
        empty={{ title: t.admin.noInvitations, why: t.admin.noInvitationsWhy }}
        render={(invitation) => (
          <>
            <Entry
              name={invitation.email}
              more={`${t.admin.roles[invitation.role]} · ${nameOf(invitation.organisation) || t.admin.everything}`}
            />
            <Button small onClick={() => void run(() => api.withdrawInvitation(invitation.id)).then(refresh)}>
              {t.admin.withdraw}
            </Button>
          </>
        )}
      />
      {inviting && (
        <Invite
          onClose={() => setInviting(false)}
          onLink={(made) => {
            setLink(new URL(made, location.origin).href);
            void refresh();
          }}
        />
      )}
      {link && (
        <OnceSecret title={t.admin.invite} why={t.admin.inviteDone} secret={link} onClose={() => setLink(undefined)} />
      )}
    </>
  );
}

function Invite({ onClose, onLink }: { onClose: () => void; onLink: (link: string) => void }) {
  const { api } = useWorkplace();
  const { organisations } = useOrganisations();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState("");
  const [manager, setManager] = useState(false);
  const organisation = organisations.find(({ id }) => id === chosen) ?? organisations[0];
  return (
    <FormDialog
      title={t.admin.invite}
      submit={t.admin.invite}
      onClose={onClose}
      onSubmit={async () => {
        if (!organisation) return;
        const invitation = await api.invite({
          email: email.trim(),
          role: organisation.kind,
          organisation: organisation.id,
          ...(name.trim() === "" ? {} : { name: name.trim() }),
          ...(manager ? { manager } : {}),
        });
        if (invitation.link) onLink(invitation.link);
      }}
    >
      <Field
        label={t.admin.email}
        type="email"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <Field
        label={`${t.admin.name} (${t.alerts.optional})`}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={t.admin.organisation}
        value={organisation?.id ?? ""}
        onChange={(event) => setChosen(event.target.value)}
      >
        {organisations.map(({ id, name: label, kind }) => (
          <option key={id} value={id}>
            {label} ({t.admin.kinds[kind].toLowerCase()})
          </option>
        ))}
      </SelectField>
      <label className="flex items-center gap-2.5">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={manager}
          onChange={(event) => setManager(event.target.checked)}
        />
        {t.admin.managerLabel}
      </label>
    </FormDialog>
  );
}
