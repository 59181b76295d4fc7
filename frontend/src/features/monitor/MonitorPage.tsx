import { ArrowDown, ArrowRight, ArrowUp, Pause, Play } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Card, Page } from "../../components/Page.tsx";
import { Empty, Failed, Skeleton } from "../../components/State.tsx";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Stats } from "../../services/api/shapes.ts";
import { isAdmin, isMsp } from "../../services/model/sides.ts";
import { duration } from "../../services/model/times.ts";
import { t } from "../../texts.ts";
import { Chart } from "./Chart.tsx";
import { type Figure, figuresOf } from "./figures.ts";
import { Sparkline } from "./Sparkline.tsx";
import { type Sample, type Trend, trendOf } from "./samples.ts";
import { useSamples } from "./useSamples.ts";

const sparkSamples = 60;

type WindowSeconds = keyof typeof t.monitor.windows;

export function MonitorPage() {
  const { user } = useWorkplace();
  const [paused, setPaused] = useState(false);
  const [windowSeconds, setWindowSeconds] = useState<WindowSeconds>(300);
  const { samples, stats, error } = useSamples(paused);
  if (!isMsp(user.grants) && !isAdmin(user.grants))
    return (
      <Page title={t.pages.monitor}>
        <Empty title={t.common.forbidden} why={t.common.forbiddenWhy} />
      </Page>
    );
  return (
    <Page
      wide
      title={t.pages.monitor}
      actions={
        <>
          {stats && (
            <span className="numbers text-sm text-muted">
              {stats.node} · {t.monitor.uptime(duration(stats.uptimeMs))}
            </span>
          )}
          <select
            aria-label={t.monitor.window}
            className="field min-h-7 w-auto py-1 text-sm"
            value={windowSeconds}
            onChange={(event) => setWindowSeconds(Number(event.target.value) as WindowSeconds)}
          >
            {Object.entries(t.monitor.windows).map(([seconds, name]) => (
              <option key={seconds} value={seconds}>
                {name}
              </option>
            ))}
          </select>
          <Button small onClick={() => setPaused(!paused)}>
            {paused ? <Play size={16} strokeWidth={1.75} /> : <Pause size={16} strokeWidth={1.75} />}
            {paused ? t.monitor.resume : t.monitor.pause}
          </Button>
        </>
      }
    >
      {error !== undefined && !stats && <Failed error={error} />}
      {error !== undefined && stats && (
        <p role="alert" className="rounded-sm bg-warning-soft px-3 py-2 text-warning">
          {t.monitor.stale}
        </p>
      )}
      {!stats && error === undefined && <Skeleton lines={4} />}
      {stats && <Figures samples={samples} windowSeconds={windowSeconds} />}
      {stats && <Breakdown stats={stats} />}
    </Page>
  );
}

/** Column counts that leave few empty cells at every width. */
const few = "grid-cols-[repeat(auto-fit,minmax(9.5rem,1fr))]";
const many = "grid-cols-2 max-md:*:last:odd:col-span-2 md:grid-cols-5";

function Figures({ samples, windowSeconds }: { samples: readonly Sample[]; windowSeconds: number }) {
  const end = samples.at(-1)?.at ?? 0;
  const shown = samples.filter(({ at }) => at >= end - windowSeconds);
  const times = shown.map(({ at }) => at);
  const measured = figuresOf(samples);
  return (
    <>
      <div className={`grid gap-3 ${measured.length > 6 ? many : few}`}>
        {measured.map((figure) => (
          <FigureCard key={figure.id} figure={figure} samples={samples} />
        ))}
      </div>
      <div className="grid min-w-0 gap-4 lg:grid-cols-2">
        {measured.map((figure) => (
          <section
            key={figure.id}
            id={`chart-${figure.id}`}
            className="grid min-w-0 gap-2 rounded-lg border border-line bg-surface p-4 lg:last:odd:col-span-2"
          >
            <h2 className="text-base font-semibold">{figure.name}</h2>
            <Chart
              label={t.monitor.chart(figure.name)}
              unit={figure.unit}
              times={times}
              lines={figure.lines(shown)}
              format={figure.format}
              windowSeconds={windowSeconds}
            />
          </section>
        ))}
      </div>
    </>
  );
}

function FigureCard({ figure, samples }: { figure: Figure; samples: readonly Sample[] }) {
  const values = samples.slice(-sparkSamples).flatMap((sample) => figure.value(sample) ?? []);
  const last = values.at(-1);
  return (
    <button
      type="button"
      onClick={() =>
        document.getElementById(`chart-${figure.id}`)?.scrollIntoView({ behavior: "smooth", block: "center" })
      }
      className="flex min-w-0 flex-col justify-between gap-1 rounded-lg border border-line bg-surface p-3 text-left hover:bg-hover"
    >
      <span className="text-sm leading-tight text-muted">{figure.name}</span>
      <span className="flex items-center gap-1.5">
        <span className="numbers truncate text-lg font-semibold">{last === undefined ? "–" : figure.format(last)}</span>
        <TrendArrow trend={trendOf(values)} />
      </span>
      <Sparkline values={values} />
    </button>
  );
}

const arrows = { up: ArrowUp, down: ArrowDown, flat: ArrowRight };

function TrendArrow({ trend }: { trend: Trend }) {
  const Icon = arrows[trend];
  return (
    <span className="text-faint" title={t.monitor.trend[trend]}>
      <Icon aria-hidden="true" size={16} strokeWidth={1.75} />
      <span className="sr-only">{t.monitor.trend[trend]}</span>
    </span>
  );
}

function Breakdown({ stats }: { stats: Stats }) {
  const { perMsp = {}, perClient = {} } = stats.connections;
  const rows = [...Object.entries(perMsp), ...Object.entries(perClient)].toSorted(([, a], [, b]) => b - a);
  const refused = Object.entries(stats.handshakes?.refused ?? {});
  return (
    <div className={`grid gap-4 ${stats.handshakes ? "lg:grid-cols-2" : ""}`}>
      <Card title={t.monitor.byOrganisation}>
        <CountList rows={rows} none={t.monitor.noConnections} />
      </Card>
      {stats.handshakes && (
        <Card title={t.monitor.refused}>
          <CountList rows={refused} none={t.monitor.none} />
        </Card>
      )}
    </div>
  );
}

function CountList({ rows, none }: { rows: [string, number][]; none: string }) {
  if (rows.length === 0) return <p className="text-muted">{none}</p>;
  return (
    <dl className="grid max-h-60 gap-1 overflow-y-auto">
      {rows.map(([name, count]) => (
        <div key={name} className="flex justify-between gap-4">
          <dt className="truncate">{name}</dt>
          <dd className="numbers font-medium">{count.toLocaleString("en")}</dd>
        </div>
      ))}
    </dl>
  );
}
