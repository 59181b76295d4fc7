import type { ReactNode } from "react";
import { explain } from "../services/model/explain.ts";
import { t } from "../texts.ts";
import { Button } from "./Button.tsx";

interface EmptyProps {
  title: string;
  why: string;
  icon?: ReactNode;
  children?: ReactNode;
}

/** An empty state: what it is, why it is empty, and the next action. */
export function Empty({ title, why, icon, children }: EmptyProps) {
  return (
    <div className="grid h-full place-items-center p-6">
      <div className="grid max-w-[40ch] justify-items-center gap-2 text-center">
        {icon && <span className="text-faint">{icon}</span>}
        <p className="text-md font-semibold text-ink">{title}</p>
        <p className="text-base text-muted">{why}</p>
        {children && <div className="mt-2 flex flex-wrap justify-center gap-2">{children}</div>}
      </div>
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div role="alert" className="h-full">
      <Empty title={t.common.failed} why={explain(error)}>
        {retry && <Button onClick={retry}>{t.common.retry}</Button>}
      </Empty>
    </div>
  );
}

/** Placeholder lines of the real height, shown after 300 ms of waiting. */
export function Skeleton({ lines, height = 64 }: { lines: number; height?: number }) {
  return (
    <div role="status" aria-label={t.common.loading} className="patient">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity
        <div key={line} style={{ height }} className="flex items-center gap-3 px-4">
          <div className="size-8 shrink-0 rounded-full bg-sunken" />
          <div className="grid flex-1 gap-2">
            <div className="h-3 w-2/5 rounded-sm bg-sunken" />
            <div className="h-3 w-4/5 rounded-sm bg-sunken" />
          </div>
        </div>
      ))}
    </div>
  );
}
