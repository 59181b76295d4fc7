import { Activity, Bell, MessagesSquare, Settings, TerminalSquare } from "lucide-react";
import { NavLink } from "react-router";
import { Avatar } from "../components/Avatar.tsx";
import { Logo } from "../components/Logo.tsx";
import { useAlerts } from "../hooks/useAlerts.ts";
import { useEngagements } from "../hooks/useEngagement.ts";
import { useWorkplace } from "../hooks/useWorkplace.ts";
import { hasConversations, isAdmin, isManager, isMsp } from "../services/model/sides.ts";
import { t } from "../texts.ts";
import { ConnectionBadge } from "./ConnectionBadge.tsx";

/** Links to the pages that the user has access to: at the side on wide screens, at the bottom on narrow ones. */
export function Rail() {
  const { user } = useWorkplace();
  const { grants } = user;
  const talks = hasConversations(grants);
  return (
    <nav
      aria-label={t.product}
      className="flex shrink-0 items-center border-line bg-sunken max-md:order-last max-md:h-14 max-md:justify-around max-md:border-t md:w-[76px] md:flex-col md:gap-1 md:border-r md:py-3"
    >
      <span className="mb-2 max-md:hidden">
        <Logo size={28} />
      </span>
      {talks && <EngagementsLink />}
      {talks && <AlertsLink />}
      {(isMsp(grants) || isAdmin(grants)) && <RailLink to="/monitor" label={t.pages.monitor} Icon={Activity} />}
      <RailLink to="/console" label={t.pages.console} Icon={TerminalSquare} />
      {(isAdmin(grants) || isManager(grants)) && <RailLink to="/admin" label={t.pages.admin} Icon={Settings} />}
      <span className="flex-1 max-md:hidden" />
      <span className="max-md:hidden">
        <ConnectionBadge />
      </span>
      <NavLink
        to="/account"
        aria-label={`${t.pages.account}: ${user.name}`}
        title={user.name}
        className="mt-1 grid size-11 place-items-center rounded-sm hover:bg-hover aria-[current=page]:bg-accent-soft"
      >
        <Avatar name={user.name} role={grants[0]?.role ?? "MSP"} />
      </NavLink>
    </nav>
  );
}

function EngagementsLink() {
  const list = useEngagements({});
  const unread = list.data?.pages.flatMap((page) => page.items).reduce((sum, { unread: own }) => sum + own, 0) ?? 0;
  return (
    <RailLink
      to="/engagements"
      label={t.pages.engagements}
      Icon={MessagesSquare}
      count={unread}
      countText={t.engagements.unread(unread)}
    />
  );
}

function AlertsLink() {
  const alerts = useAlerts({ state: "raised" });
  const open = alerts.data?.pages.flatMap((page) => page.items).filter(({ state }) => state === "raised").length ?? 0;
  return (
    <RailLink to="/alerts" label={t.pages.alerts} Icon={Bell} count={open} countText={t.alerts.count(open)} alarming />
  );
}

interface RailLinkProps {
  to: string;
  label: string;
  Icon: typeof Bell;
  count?: number;
  countText?: string;
  alarming?: boolean;
}

function RailLink({ to, label, Icon, count = 0, countText, alarming = false }: RailLinkProps) {
  return (
    <NavLink
      to={to}
      title={label}
      className="relative grid size-11 place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-ink"
    >
      <Icon aria-hidden="true" size={20} strokeWidth={1.75} />
      <span className="sr-only">{label}</span>
      {count > 0 && (
        <span
          className={`numbers absolute top-0.5 right-0 min-w-4 rounded-full px-1 text-center text-[0.625rem]/4 font-semibold ${
            alarming ? "bg-critical text-surface" : "bg-accent text-on-accent"
          }`}
        >
          <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
          <span className="sr-only">{countText}</span>
        </span>
      )}
    </NavLink>
  );
}
