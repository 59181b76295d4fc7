import { useDeferredValue, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Account } from "../../services/api/shapes.ts";
import { isAdmin } from "../../services/model/sides.ts";
import type { Grant } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { AccountDialog } from "./AccountDialog.tsx";
import { FormDialog } from "./FormDialog.tsx";
import { Entry, Listing } from "./Listing.tsx";
import { Toolbar } from "./Toolbar.tsx";
import { useAdminList } from "./useAdminList.ts";
import { useOrganisations } from "./useOrganisations.ts";

export function People() {
  const { api, user } = useWorkplace();
  const { nameOf } = useOrganisations();
  const [words, setWords] = useState("");
  const [edited, setEdited] = useState<Account>();
  const [disconnecting, setDisconnecting] = useState<Account>();
  const wanted = useDeferredValue(words.trim());
  const { listed, error, change, refresh } = useAdminList(["users", wanted], (cursor) => api.users(wanted, cursor));
  return (
    <>
      <Toolbar search={t.admin.searchPeople} words={words} onWords={setWords} />
      <Listing
        listed={listed}
        problem={error}
        keyOf={({ id }) => id}
        empty={{ title: t.admin.noPeople, why: t.admin.noMatchWhy }}
        render={(account) => (
          <>
            <Entry
              name={account.name}
              more={[account.email, access(account, nameOf)].filter(Boolean).join(" · ")}
              badge={
                account.disabled && (
                  <span className="rounded-sm bg-sunken px-1.5 text-xs text-muted">{t.admin.disabled}</span>
                )
              }
            />
            {account.id !== user.id && (
              <span className="flex flex-wrap gap-1.5">
                <Button small look="quiet" onClick={() => void change(() => api.signOutUser(account.id))}>
                  {t.admin.signOutUser}
                </Button>
                {isAdmin(user.grants) && (
                  <>
                    <Button small look="quiet" onClick={() => setDisconnecting(account)}>
                      {t.admin.disconnect}
                    </Button>
                    <Button
                      small
                      look="quiet"
                      onClick={() =>
                        void change(() => api.changeUser(account.id, account.version, { disabled: !account.disabled }))
                      }
                    >
                      {account.disabled ? t.admin.enable : t.admin.disable}
                    </Button>
                  </>
                )}
                <Button small aria-label={t.admin.editOf(account.name)} onClick={() => setEdited(account)}>
                  {t.admin.edit}
                </Button>
              </span>
            )}
          </>
        )}
      />
      {disconnecting && (
        <FormDialog
          danger
          title={t.admin.disconnectUser(disconnecting.name)}
          submit={t.admin.disconnect}
          onClose={() => setDisconnecting(undefined)}
          onSubmit={() => api.disconnectUser(disconnecting.id)}
        >
          <p className="text-muted">{t.admin.disconnectWhy}</p>
        </FormDialog>
      )}
      {edited && <AccountDialog account={edited} onClose={() => setEdited(undefined)} onDone={refresh} />}
    </>
  );
}

function access({ grants }: Account, nameOf: (id: string | undefined) => string): string {
  return grants.map((grant) => grantText(grant, nameOf)).join(", ");
}

function grantText({ role, organisation, manager }: Grant, nameOf: (id: string | undefined) => string): string {
  const where = organisation ? nameOf(organisation) : t.admin.everything;
  return `${t.admin.roles[role].toLowerCase()} of ${where}${manager ? ` (${t.admin.manager})` : ""}`;
}
