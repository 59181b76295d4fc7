import { t } from "../../texts.ts";

const width = 90;
const height = 20;

/** A small chart of the last round trips with their median and maximum. */
export function LatencyLine({ rtts }: { rtts: readonly number[] }) {
  if (rtts.length === 0) return null;
  const sorted = rtts.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const worst = sorted.at(-1) ?? 0;
  const bars = rtts.slice(-30);
  return (
    <span className="numbers inline-flex items-center gap-2 text-sm" title={t.console.latency}>
      <svg aria-hidden="true" width={width} height={height} className="text-good">
        {bars.map((rtt, index) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place
            key={index}
            x={index * 3}
            width="2"
            y={height - Math.max(1, (rtt / (worst || 1)) * height)}
            height={Math.max(1, (rtt / (worst || 1)) * height)}
            fill="currentColor"
          />
        ))}
      </svg>
      <span className="sr-only">{t.console.latency}</span>
      p50 {median.toFixed(1)} ms · max {worst.toFixed(1)} ms
    </span>
  );
}
