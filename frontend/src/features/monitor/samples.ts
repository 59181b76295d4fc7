import type { Stats } from "../../services/shapes.ts";

export interface Sample {
  /** Seconds since 1970, as the charts want it. */
  at: number;
  connections: number;
  client: number;
  msp: number;
  users: number;
  inPerSecond: number;
  outPerSecond: number;
  outboxBytes: number;
  heapBytes: number | null;
}

const mostSeconds = 900;

export function sampleOf(stats: Stats, metrics: ReadonlyMap<string, number>, now: number): Sample {
  return {
    at: now / 1_000,
    connections: stats.connections.total,
    client: stats.connections.client,
    msp: stats.connections.msp,
    users: stats.users,
    inPerSecond: stats.messages.inPerSecond,
    outPerSecond: stats.messages.outPerSecond,
    outboxBytes: stats.outboxBytes,
    heapBytes: metrics.get("jvm_memory_used_bytes") ?? null,
  };
}

/** Keeps a quarter of an hour, whatever the interval. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  return [...samples.filter(({ at }) => at > sample.at - mostSeconds && at < sample.at), sample];
}

export type Trend = "up" | "down" | "flat";

const leastSamples = 10;

/**
 * Rising or falling only when most pairs agree (Kendall's tau over 0.5) and the change is more than a twentieth
 * of the level: noise has no arrow.
 */
export function trendOf(values: readonly number[]): Trend {
  if (values.length < leastSamples) return "flat";
  let agreement = 0;
  let pairs = 0;
  for (let later = 1; later < values.length; later += 1)
    for (let earlier = 0; earlier < later; earlier += 1) {
      agreement += Math.sign((values[later] ?? 0) - (values[earlier] ?? 0));
      pairs += 1;
    }
  const tau = agreement / pairs;
  const change = Math.abs((values.at(-1) ?? 0) - (values[0] ?? 0));
  const level = Math.max(...values.map(Math.abs), Number.EPSILON);
  if (Math.abs(tau) < 0.5 || change < level / 20) return "flat";
  return tau > 0 ? "up" : "down";
}

/** The sums of the heap's pools out of the Prometheus text; other lines do not matter here. */
export function readMetrics(text: string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const line of text.split("\n")) {
    const match = /^jvm_memory_used_bytes\{[^}]*area="heap"[^}]*\}\s+(\S+)/.exec(line);
    const value = Number(match?.[1]);
    if (match && Number.isFinite(value))
      sums.set("jvm_memory_used_bytes", (sums.get("jvm_memory_used_bytes") ?? 0) + value);
  }
  return sums;
}
