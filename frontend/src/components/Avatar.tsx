import type { Role } from "../services/socket/protocol.ts";

interface AvatarProps {
  name: string;
  role: Role;
  online?: boolean | undefined;
  small?: boolean;
}

/** Initials in the tint of the side. Hidden from screen readers, because the name is always next to it. */
export function Avatar({ name, role, online, small = false }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      data-initials={initials(name)}
      className={`relative inline-grid shrink-0 place-items-center rounded-full font-semibold select-none before:content-[attr(data-initials)] ${
        small ? "size-6 text-[0.625rem]" : "size-8 text-xs"
      } ${role === "CLIENT" ? "bg-client text-client-strong" : "bg-msp text-msp-strong"}`}
    >
      {online !== undefined && (
        <span
          className={`absolute -right-0.5 -bottom-0.5 size-2.5 rounded-full border-2 border-surface ${online ? "bg-good" : "bg-line-strong"}`}
        />
      )}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0]?.[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return (first + last).toUpperCase();
}
