import { X } from "lucide-react";
import { IconButton } from "../../components/Button.tsx";
import { CheckField } from "../../components/Field.tsx";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { isAdmin } from "../../services/model/sides.ts";
import type { Grant } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { administrator, grantOf, withGrant, withoutGrant } from "./grants.ts";
import { useOrganisations } from "./useOrganisations.ts";

interface GrantsFieldProps {
  grants: readonly Grant[];
  onChange: (grants: readonly Grant[]) => void;
}

/** The access of a person: one line per organisation, and a checkbox for administrators of the installation. */
export function GrantsField({ grants, onChange }: GrantsFieldProps) {
  const { user } = useWorkplace();
  const { managed, nameOf } = useOrganisations();
  const held = grants.filter((grant) => grant.organisation !== undefined);
  const free = managed.filter(({ id }) => !held.some(({ organisation }) => organisation === id));
  const everywhere = grants.some(({ role }) => role === "ADMIN");
  const add = (id: string) => {
    const chosen = managed.find((organisation) => organisation.id === id);
    if (chosen) onChange(withGrant(grants, grantOf(chosen, false)));
  };
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <legend className="mb-1 text-sm font-semibold">{t.admin.grants}</legend>
      {held.length === 0 && !everywhere && <p className="text-sm text-muted">{t.admin.noGrants}</p>}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
        {held.map((grant) => {
          const name = nameOf(grant.organisation);
          return (
            <li key={`${grant.role} ${grant.organisation}`} className="flex flex-wrap items-center gap-x-3">
              <span className="min-w-0 flex-1 basis-32 truncate" title={name}>
                {name} <span className="text-sm text-muted">{t.admin.roles[grant.role].toLowerCase()}</span>
              </span>
              <CheckField
                label={<span className="text-sm">{t.admin.manager}</span>}
                accessibleName={t.admin.managerOf(name)}
                checked={grant.manager ?? false}
                onChange={(manager) => onChange(withGrant(grants, { ...grant, manager }))}
              />
              <IconButton
                label={t.admin.removeAccess(name)}
                className="size-7"
                onClick={() => onChange(withoutGrant(grants, grant))}
              >
                <X size={16} strokeWidth={1.75} />
              </IconButton>
            </li>
          );
        })}
      </ul>
      {free.length > 0 && (
        <select
          aria-label={t.admin.giveAccess}
          className="field"
          value=""
          onChange={(event) => add(event.target.value)}
        >
          <option value="">{t.admin.giveAccess}</option>
          {free.map(({ id, name, kind }) => (
            <option key={id} value={id}>
              {name} ({t.admin.kinds[kind].toLowerCase()})
            </option>
          ))}
        </select>
      )}
      {isAdmin(user.grants) && (
        <CheckField
          label={t.admin.administers}
          checked={everywhere}
          onChange={(checked) =>
            onChange(checked ? withGrant(grants, administrator) : withoutGrant(grants, administrator))
          }
        />
      )}
    </fieldset>
  );
}
