import type { ButtonHTMLAttributes, ReactNode, Ref } from "react";

type Look = "primary" | "plain" | "quiet" | "danger";

const looks: Record<Look, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  plain: "border border-line-strong bg-surface text-ink hover:bg-hover",
  quiet: "text-muted hover:bg-hover hover:text-ink",
  danger: "border border-critical text-critical hover:bg-critical-soft",
};

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  busy?: boolean;
  small?: boolean;
}

export function Button({ look = "plain", busy = false, small = false, className = "", ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={busy || undefined}
      disabled={busy || rest.disabled}
      className={`inline-flex shrink-0 items-center justify-center gap-1.5 rounded-sm font-medium whitespace-nowrap disabled:opacity-55 ${
        small ? "min-h-7 px-2 text-sm" : "min-h-9 px-3.5 text-base"
      } ${looks[look]} ${className}`}
    />
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The accessible name, also shown on hover. */
  label: string;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, className = "", ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      title={label}
      className={`inline-grid size-8 shrink-0 place-items-center rounded-sm text-muted hover:bg-hover hover:text-ink disabled:opacity-55 ${className}`}
    />
  );
}
