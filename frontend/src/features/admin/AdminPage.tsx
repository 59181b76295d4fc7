import { NavLink, useParams } from "react-router";
import { Page } from "../../components/Page.tsx";
import { Empty } from "../../components/State.tsx";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { isAdmin, isManager } from "../../services/model/sides.ts";
import { t } from "../../texts.ts";
import { ApiKeys } from "./ApiKeys.tsx";
import { Invitations } from "./Invitations.tsx";
import { Organisations } from "./Organisations.tsx";
import { People } from "./People.tsx";

const parts = [
  ["organisations", t.admin.organisations, Organisations],
  ["people", t.admin.people, People],
  ["invitations", t.admin.invitations, Invitations],
  ["api-keys", t.admin.apiKeys, ApiKeys],
] as const;

export function AdminPage() {
  const { user } = useWorkplace();
  const { part = "organisations" } = useParams();
  if (!isAdmin(user.grants) && !isManager(user.grants))
    return (
      <Page title={t.pages.admin}>
        <Empty title={t.common.forbidden} why={t.common.forbiddenWhy} />
      </Page>
    );
  const [, , Part] = parts.find(([path]) => path === part) ?? [];
  return (
    <Page title={t.pages.admin}>
      <nav aria-label={t.pages.admin} className="-mt-2 flex overflow-x-auto md:gap-1 border-b border-line">
        {parts.map(([path, name]) => (
          <NavLink
            key={path}
            to={`/admin/${path}`}
            aria-current={path === part ? "page" : undefined}
            className={`-mb-px border-b-2 px-2 py-2 md:px-3 font-medium whitespace-nowrap focus-visible:outline-offset-[-2px] ${
              path === part ? "border-accent text-ink" : "border-transparent text-muted hover:text-ink"
            }`}
          >
            {name}
          </NavLink>
        ))}
      </nav>
      {Part ? <Part /> : <Empty title={t.common.notFound} why={t.common.notFoundWhy} />}
    </Page>
  );
}
