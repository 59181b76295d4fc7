import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { CheckField, Field, SelectField } from "../../components/Field.tsx";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Invitation } from "../../services/api/shapes.ts";
import { isAdmin } from "../../services/model/sides.ts";
import { t } from "../../texts.ts";
import { FormDialog } from "./FormDialog.tsx";
import { administrator, grantOf } from "./grants.ts";
import { Entry, Listing } from "./Listing.tsx";
import { OnceSecret } from "./OnceSecret.tsx";
import { matcher, Toolbar } from "./Toolbar.tsx";
import { useAdminList } from "./useAdminList.ts";
import { useOrganisations } from "./useOrganisations.ts";

export function Invitations() {
  const { api } = useWorkplace();
  const { nameOf } = useOrganisations();
  const { listed, error, change, refresh } = useAdminList(["invitations"], api.invitations);
  const [words, setWords] = useState("");
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<string>();
  const place = ({ organisation }: Invitation) => nameOf(organisation) || t.admin.everything;
  const matches = matcher<Invitation>(words, (invitation) => [invitation.email, invitation.name, place(invitation)]);
  return (
    <>
      <Toolbar search={t.admin.searchInvitations} words={words} onWords={setWords}>
        <Button onClick={() => setInviting(true)}>{t.admin.invite}</Button>
      </Toolbar>
      <Listing
        listed={listed}
        problem={error}
        matches={matches}
        keyOf={({ id }) => id}
        empty={
          matches
            ? { title: t.admin.noMatch, why: t.admin.noMatchWhy }
            : { title: t.admin.noInvitations, why: t.admin.noInvitationsWhy }
        }
        render={(invitation) => (
          <>
            <Entry name={invitation.email} more={`${t.admin.roles[invitation.role]} · ${place(invitation)}`} />
            <Button small onClick={() => void change(() => api.withdrawInvitation(invitation.id))}>
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

/** The option for the whole installation in the list of organisations. */
const installation = "*";

function Invite({ onClose, onLink }: { onClose: () => void; onLink: (link: string) => void }) {
  const { api, user } = useWorkplace();
  const { managed } = useOrganisations();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState("");
  const [manager, setManager] = useState(false);
  const organisation = managed.find(({ id }) => id === chosen) ?? managed[0];
  const grant = chosen === installation ? administrator : organisation && grantOf(organisation, manager);
  return (
    <FormDialog
      title={t.admin.invite}
      submit={t.admin.invite}
      onClose={onClose}
      onSubmit={async () => {
        if (!grant) return;
        const invitation = await api.invite({
          email: email.trim(),
          ...grant,
          ...(name.trim() === "" ? {} : { name: name.trim() }),
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
        label={`${t.admin.name} (${t.common.optional})`}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <SelectField
        label={t.admin.organisation}
        value={chosen === installation ? installation : (organisation?.id ?? "")}
        onChange={(event) => setChosen(event.target.value)}
      >
        {managed.map(({ id, name: label, kind }) => (
          <option key={id} value={id}>
            {label} ({t.admin.kinds[kind].toLowerCase()})
          </option>
        ))}
        {isAdmin(user.grants) && <option value={installation}>{t.admin.administers}</option>}
      </SelectField>
      <CheckField
        label={t.admin.managerLabel}
        checked={manager && chosen !== installation}
        disabled={chosen === installation}
        onChange={setManager}
      />
    </FormDialog>
  );
}
