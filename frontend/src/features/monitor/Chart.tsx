import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

export interface Line {
  label: string;
  values: (number | null)[];
  /** A token of the theme, without its dashes. */
  tone: "accent" | "warning" | "info" | "muted";
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
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
/** Whole steps only: there is no half connection, and no half byte. */
const steps = Array.from({ length: 13 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();
const shared = uPlot.sync("monitor");

/** One chart; all of them share the cursor and the window. Colours are read from the theme when it is drawn. */
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever is new is in the ref
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
          const end = latestTime(shown.current);
          return [end - shown.current.windowSeconds, end];
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
        size: 62,
        incrs: steps,
        values: (_, ticks) => ticks.map(shown.current.format),
      },
    ],
    series: [
      { value: (_, seconds) => (seconds ? clock.format(seconds * 1_000) : "–") },
      ...shown.current.lines.map((line) => ({
        label: line.label,
        stroke: color(line.tone),
        width: 1.75,
        spanGaps: false,
        points: { show: false },
        value: (_: uPlot, value: number | null) =>
          value === null || value === undefined ? "–" : shown.current.format(value),
      })),
    ],
  };
}

const latestTime = ({ times }: Shown) => times.at(-1) ?? Date.now() / 1_000;

function summary(lines: Line[], format: (value: number) => string): string {
  return lines
    .map(({ label, values }) => {
      const last = values.at(-1);
      return `${label} ${last === null || last === undefined ? "–" : format(last)}`;
    })
    .join(", ");
}
