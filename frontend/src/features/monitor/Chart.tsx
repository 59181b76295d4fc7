import { useEffect, useRef } from "react";
import uPlot from "uplot";
import { t } from "../../texts.ts";
import "uplot/dist/uPlot.min.css";

export interface Line {
  label: string;
  values: (number | null)[];
  /** The name of a colour token, without its dashes. */
  tone: "accent" | "critical" | "warning" | "info" | "muted";
}

interface ChartProps {
  label: string;
  unit: string;
  times: number[];
  lines: Line[];
  format: (value: number) => string;
  windowSeconds: number;
}

const height = 190;
/** The shortest time span of a chart, so that the first samples fill it instead of an edge of the window. */
const minSeconds = 60;
/** The width of a digit on the axes, in pixels. */
const digitWidth = 7;
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
/** Whole numbers only, because there are no fractions of connections and bytes. */
const steps = Array.from({ length: 13 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();
const shared = uPlot.sync("monitor");

/** One chart. All charts share the cursor and the window. Colours come from the current theme. */
export function Chart({ label, unit, times, lines, format, windowSeconds }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const latest = useRef({ times, lines, format, windowSeconds });
  latest.current = { times, lines, format, windowSeconds };
  const shape = lines.map((line) => `${line.label}:${line.tone}`).join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: values come through setData below; only other lines need another plot
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const build = () => {
      plot.current?.destroy();
      plot.current = new uPlot(options(element.clientWidth, unit, latest), data(latest.current), element);
      shared.sub(plot.current);
    };
    build();
    const resized = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }));
    resized.observe(element);
    const themed = new MutationObserver(build);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    return () => {
      resized.disconnect();
      themed.disconnect();
      if (plot.current) shared.unsub(plot.current);
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [shape, unit]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the ref contains the new values
  useEffect(() => {
    plot.current?.setData(data(latest.current));
  }, [times, lines, windowSeconds]);

  return (
    <div
      ref={frame}
      role="img"
      aria-label={`${label}: ${summary(lines, format)}`}
      className="chart min-w-0 overflow-hidden"
    />
  );
}

interface Shown {
  times: number[];
  lines: Line[];
  format: (value: number) => string;
  windowSeconds: number;
}

function data({ times, lines }: Shown): uPlot.AlignedData {
  return [times, ...lines.map((line) => line.values)];
}

function options(width: number, unit: string, shown: { readonly current: Shown }): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const color = (token: string) => style.getPropertyValue(`--${token}`).trim();
  const axis = {
    stroke: color("muted"),
    font: `12px ${style.fontFamily}`,
    grid: { stroke: color("line"), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    cursor: { sync: { key: shared.key }, points: { size: 6 } },
    legend: { live: true },
    scales: {
      x: {
        range: () => {
          const { times, windowSeconds } = shown.current;
          const end = times.at(-1) ?? Date.now() / 1_000;
          const start = Math.min(times[0] ?? end, end - minSeconds);
          return [Math.max(start, end - windowSeconds), end];
        },
      },
      y: { range: (_, __, most) => [0, Math.max(1, (most ?? 0) * 1.15)] },
    },
    axes: [
      { ...axis, values: (_, ticks) => ticks.map((seconds) => clock.format(seconds * 1_000)), space: 80, size: 30 },
      {
        ...axis,
        label: unit,
        labelSize: 18,
        labelFont: axis.font,
        size: (_, ticks) => 16 + digitWidth * Math.max(0, ...(ticks ?? []).map((tick) => tick.length)),
        incrs: steps,
        values: (_, ticks) => ticks.map(shown.current.format),
      },
    ],
    series: [
      {
        label: t.monitor.time,
        value: (_, seconds, __, index) => time(index === null ? shown.current.times.at(-1) : seconds),
      },
      ...shown.current.lines.map((line) => ({
        label: line.label,
        stroke: color(line.tone),
        width: 1.75,
        spanGaps: false,
        points: { show: false },
        // Without a cursor, the legend shows the latest value.
        value: (_: uPlot, value: number | null, place: number, index: number | null) =>
          valueText(index === null ? shown.current.lines[place - 1]?.values.at(-1) : value, shown.current.format),
      })),
    ],
  };
}

const time = (seconds: number | undefined) => (seconds === undefined ? "–" : clock.format(seconds * 1_000));

const valueText = (value: number | null | undefined, format: ChartProps["format"]) =>
  value === null || value === undefined ? "–" : format(value);

function summary(lines: Line[], format: (value: number) => string): string {
  return lines.map(({ label, values }) => `${label} ${valueText(values.at(-1), format)}`).join(", ");
}
