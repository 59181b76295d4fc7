import { Download, Eraser, Pause, Play } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../components/Button.tsx";
import { Empty } from "../../components/State.tsx";
import { useStore } from "../../hooks/useStore.ts";
import { t } from "../../texts.ts";
import type { ConsoleSession } from "./consoleSession.ts";
import { eventTestOf } from "./eventTest.ts";
import { FrameList } from "./FrameList.tsx";
import { maxFrames } from "./frameLog.ts";
import { LatencyLine } from "./LatencyLine.tsx";
import { protocolsOf, type Target } from "./target.ts";

/** All frames of the session: filter, pause, clear and export. */
export function FramePanel({ session, target }: { session: ConsoleSession; target: Target }) {
  const { frames, sent, received, held, rtts } = useStore(session.log.state);
  const [filter, setFilter] = useState("");
  const [paused, setPaused] = useState(false);
  const wanted = filter.toLowerCase();
  const shown = wanted === "" ? frames : frames.filter(({ text }) => text.toLowerCase().includes(wanted));
  const pause = () => {
    if (paused) session.log.resume();
    else session.log.pause();
    setPaused(!paused);
  };
  return (
    <section
      aria-label={t.console.frames}
      className="flex min-w-0 flex-col bg-surface max-lg:h-[30rem] max-lg:flex-1 lg:min-h-0"
    >
      <div className="flex flex-wrap items-center gap-2 border-b border-line p-2">
        <input
          type="search"
          aria-label={t.console.filter}
          placeholder={t.console.filter}
          className="field min-h-7 w-40 flex-1 py-1 text-sm"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <Button small onClick={pause} aria-pressed={paused}>
          {paused ? <Play size={16} strokeWidth={1.75} /> : <Pause size={16} strokeWidth={1.75} />}
          {paused ? t.console.resume(held) : t.console.pause}
        </Button>
        <IconButton label={t.console.clear} className="size-7" onClick={() => session.log.clear()}>
          <Eraser size={16} strokeWidth={1.75} />
        </IconButton>
        <IconButton
          label={t.console.export}
          className="size-7"
          disabled={frames.length === 0}
          onClick={() => download("event-test.yaml", eventTestOf(target.url, protocolsOf(target), frames))}
        >
          <Download size={16} strokeWidth={1.75} />
        </IconButton>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-3 py-1.5 text-sm text-muted">
        <span className="numbers" data-counts="">
          {t.console.counts(sent, received)}
          {frames.length >= maxFrames && ` · ${t.console.kept(maxFrames)}`}
        </span>
        <LatencyLine rtts={rtts} />
      </div>
      <div className="min-h-0 flex-1">
        {shown.length === 0 ? (
          <Empty title={filter === "" ? t.console.empty : t.console.noMatch} why={t.console.emptyWhy} />
        ) : (
          <FrameList frames={shown} />
        )}
      </div>
    </section>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
