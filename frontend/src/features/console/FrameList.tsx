import { ArrowDown, ArrowUp, Dot } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "../../components/CopyButton.tsx";
import { VirtualList } from "../../components/VirtualList.tsx";
import { bytes } from "../../services/model/times.ts";
import { t } from "../../texts.ts";
import type { ConsoleFrame } from "./frameLog.ts";
import { JsonTree } from "./JsonTree.tsx";

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

const previewLength = 400;

export function FrameList({ frames }: { frames: readonly ConsoleFrame[] }) {
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const toggle = (number: number) =>
    setOpened((before) => {
      const after = new Set(before);
      if (!after.delete(number)) after.add(number);
      return after;
    });
  return (
    <VirtualList
      role="log"
      label={t.console.frames}
      className="h-full"
      rows={frames}
      keyOf={(frame) => String(frame.number)}
      estimate={() => 32}
      followEnd
      render={(frame) => (
        <FrameLine frame={frame} open={opened.has(frame.number)} onToggle={() => toggle(frame.number)} />
      )}
    />
  );
}

interface FrameLineProps {
  frame: ConsoleFrame;
  open: boolean;
  onToggle: () => void;
}

function FrameLine({ frame, open, onToggle }: FrameLineProps) {
  if (frame.direction === "event")
    return (
      <p className="flex items-center gap-2 px-3 py-1.5 text-sm text-muted">
        <Dot aria-hidden="true" size={16} className="shrink-0" />
        <span className="numbers shrink-0 font-mono text-xs">{clock.format(frame.at)}</span>
        <span className="[overflow-wrap:anywhere]">{frame.text}</span>
      </p>
    );
  const sent = frame.direction === "sent";
  return (
    <div data-frame={frame.direction} className="border-b border-line">
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className="flex min-h-8 w-full items-center gap-2 px-3 text-left hover:bg-hover focus-visible:outline-offset-[-2px]"
      >
        <span className={`shrink-0 ${sent ? "text-accent-ink" : "text-client-strong"}`}>
          {sent ? (
            <ArrowUp aria-hidden="true" size={16} strokeWidth={2} />
          ) : (
            <ArrowDown aria-hidden="true" size={16} strokeWidth={2} />
          )}
          <span className="sr-only">{sent ? t.console.sent : t.console.received}</span>
        </span>
        <span className="numbers shrink-0 font-mono text-xs text-muted">{clock.format(frame.at)}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-sm">{frame.text.slice(0, previewLength)}</span>
        {frame.rttMs !== undefined && (
          <span className="numbers shrink-0 rounded-sm bg-good-soft px-1.5 font-mono text-xs text-good">
            Δ {frame.rttMs.toFixed(frame.rttMs < 10 ? 2 : 0)} ms
          </span>
        )}
        <span className="numbers shrink-0 font-mono text-xs text-faint max-md:hidden">{bytes(frame.bytes)}</span>
      </button>
      {open && (
        <div className="grid gap-2 bg-sunken px-4 py-2">
          <JsonTree text={frame.text} />
          <div>
            <CopyButton text={frame.text} />
          </div>
        </div>
      )}
    </div>
  );
}
