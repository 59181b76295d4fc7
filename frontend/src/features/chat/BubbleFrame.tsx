import type { ReactNode } from "react";
import { Avatar } from "../../components/Avatar.tsx";
import { ClockTime } from "../../components/Time.tsx";
import type { Role } from "../../services/socket/protocol.ts";

interface BubbleFrameProps {
  name: string;
  organisation: string;
  role: Role;
  at: string;
  /** Messages of the reader's side are on the right. */
  ownSide: boolean;
  startsGroup: boolean;
  selected?: boolean;
  children: ReactNode;
  toolbar?: ReactNode;
}

/** The bubble around a message, with avatar and header for the first message of a group. */
export function BubbleFrame(props: BubbleFrameProps) {
  const { name, organisation, role, at, ownSide, startsGroup, selected = false, children, toolbar } = props;
  return (
    <div
      className={`group relative flex items-end gap-2 px-4 md:px-6 ${startsGroup ? "pt-3" : "pt-0.5"} ${ownSide ? "flex-row-reverse" : ""}`}
    >
      <span className="w-8 shrink-0 self-start max-md:hidden">{startsGroup && <Avatar name={name} role={role} />}</span>
      <div
        className={`grid max-w-[min(72ch,85%)] min-w-0 gap-1 ${ownSide ? "justify-items-end" : "justify-items-start"}`}
      >
        {startsGroup && (
          <p className="flex max-w-full items-baseline gap-1.5 text-sm">
            <span className="truncate font-semibold">{name}</span>
            <span className="truncate text-muted">{organisation}</span>
            <ClockTime at={at} className="shrink-0 text-xs text-faint" />
          </p>
        )}
        <div
          className={`min-w-0 max-w-full rounded-lg px-3 py-2 text-md text-ink ${role === "CLIENT" ? "bg-client" : "bg-msp"} ${
            selected ? "outline-2 outline-accent" : ""
          }`}
        >
          {children}
        </div>
      </div>
      {toolbar}
    </div>
  );
}
