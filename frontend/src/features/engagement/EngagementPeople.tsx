import { Avatar } from "../../components/Avatar.tsx";
import { usePeople } from "../../hooks/useEngagement.ts";
import { useStore } from "../../hooks/useStore.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Engagement } from "../../services/api/shapes.ts";
import type { Role } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { DetailsGroup } from "./DetailsGroup.tsx";

const maxShown = 50;

/** The people of both sides, those online first. */
export function EngagementPeople({ engagement }: { engagement: Engagement }) {
  const { live } = useWorkplace();
  const presence = useStore(live.presence);
  const people = usePeople();
  const sides = [
    { organisation: engagement.client, role: "CLIENT" as Role },
    { organisation: engagement.msp, role: "MSP" as Role },
  ];
  return (
    <DetailsGroup title={t.engagements.people}>
      {sides.map(({ organisation, role }) => {
        const online = new Set(presence.get(organisation.id)?.online.map(({ id }) => id));
        const members = people
          .filter((person) => person.organisation === organisation.id)
          .toSorted((a, b) => Number(online.has(b.id)) - Number(online.has(a.id)) || a.name.localeCompare(b.name));
        return (
          <div key={organisation.id} className="grid gap-1.5">
            <p className="flex items-baseline justify-between gap-2 text-sm">
              <span className="truncate font-medium">{organisation.name}</span>
              <span className="numbers shrink-0 text-faint">
                {t.engagements.online(presence.get(organisation.id)?.count ?? 0)}
              </span>
            </p>
            <ul className="grid gap-1.5">
              {members.slice(0, maxShown).map(({ id, name }) => (
                <li key={id} className="flex items-center gap-2">
                  <Avatar small name={name} role={role} online={online.has(id)} />
                  <span className="truncate text-sm">{name}</span>
                  <span className="sr-only">{online.has(id) ? t.engagements.here : t.engagements.away}</span>
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </DetailsGroup>
  );
}
