import type { ReactNode } from "react";

interface DetailsGroupProps {
  title: string;
  /** A button at the right of the title. */
  action?: ReactNode;
  children: ReactNode;
}

/** One titled part of the details panel. */
export function DetailsGroup({ title, action, children }: DetailsGroupProps) {
  return (
    <section className="grid gap-2">
      <div className="flex min-h-7 items-center justify-between">
        <h2 className="text-sm font-semibold text-muted">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
