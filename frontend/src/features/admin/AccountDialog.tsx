import { useState } from "react";
import { Field } from "../../components/Field.tsx";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Account, AccountChange } from "../../services/api/shapes.ts";
import { isAdmin } from "../../services/model/sides.ts";
import type { Grant } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { FormDialog } from "./FormDialog.tsx";
import { GrantsField } from "./GrantsField.tsx";
import { sameGrants } from "./grants.ts";
import { NameField } from "./NameField.tsx";

interface AccountDialogProps {
  account: Account;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** Edits an account. Managers can change its access; only administrators can change its name and identity. */
export function AccountDialog({ account, onClose, onDone }: AccountDialogProps) {
  const { api, user } = useWorkplace();
  const admin = isAdmin(user.grants);
  const [name, setName] = useState(account.name);
  const [grants, setGrants] = useState<readonly Grant[]>(account.grants);
  const [issuer, setIssuer] = useState(account.external?.issuer ?? "");
  const [subject, setSubject] = useState(account.external?.subject ?? "");
  const save = async () => {
    const change = { ...renamed(account, name), ...rebound(account, issuer, subject) };
    if (Object.keys(change).length > 0) await api.changeUser(account.id, account.version, change);
    if (!sameGrants(grants, account.grants)) await api.replaceGrants(account.id, grants);
  };
  return (
    <FormDialog
      title={t.admin.editOf(account.name)}
      submit={t.common.save}
      onClose={onClose}
      onSubmit={() => save().finally(onDone)}
    >
      {admin && <NameField value={name} onChange={setName} />}
      <GrantsField grants={grants} onChange={setGrants} />
      {admin && (
        <fieldset className="grid gap-3">
          <legend className="mb-1 text-sm font-semibold">{t.admin.external}</legend>
          <p className="text-sm text-muted">{t.admin.externalWhy}</p>
          <Field
            label={t.admin.issuer}
            type="url"
            required={subject !== ""}
            placeholder="https://id.example.com"
            value={issuer}
            onChange={(event) => setIssuer(event.target.value)}
          />
          <Field
            label={t.admin.subject}
            required={issuer !== ""}
            maxLength={255}
            value={subject}
            onChange={(event) => setSubject(event.target.value)}
          />
        </fieldset>
      )}
    </FormDialog>
  );
}

function renamed(account: Account, name: string): AccountChange {
  return name.trim() === account.name ? {} : { name: name.trim() };
}

/** Two empty fields remove the external identity. */
function rebound({ external }: Account, issuer: string, subject: string): AccountChange {
  const next = { issuer: issuer.trim(), subject: subject.trim() };
  if (next.issuer === (external?.issuer ?? "") && next.subject === (external?.subject ?? "")) return {};
  return { external: next.issuer === "" && next.subject === "" ? null : next };
}
