import { type ReactNode, useEffect } from "react";
import { t } from "../texts.ts";

interface PageProps {
  title: string;
  /** Shown to the right of the title. */
  actions?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}

/** A page that scrolls as a whole. Sets the title of the window. */
export function Page({ title, actions, children, wide = false }: PageProps) {
  useTitle(title);
  return (
    <main id="content" tabIndex={-1} className="h-full min-w-0 overflow-y-auto bg-canvas outline-none">
      <div
        className={`mx-auto grid grid-cols-[minmax(0,1fr)] gap-5 px-4 py-5 md:px-6 ${wide ? "max-w-[80rem]" : "max-w-[56rem]"}`}
      >
        <header className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <h1 className="text-lg font-semibold tracking-tight">{title}</h1>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </header>
        {children}
      </div>
    </main>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${t.product}`;
  }, [title]);
}

export function Card({ title, children, actions }: { title?: string; children: ReactNode; actions?: ReactNode }) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border border-line bg-surface p-4">
      {title && (
        <div className="flex min-h-7 items-center justify-between gap-3">
          <h2 className="text-md font-semibold">{title}</h2>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
