import type { Stats } from "../../services/api/shapes.ts";
import type { Counts, Metrics } from "./metrics.ts";

export interface Sample {
  /** Seconds since 1970, the unit of the charts. */
  at: number;
  connections: number;
  client: number;
  msp: number;
  users: number;
  inPerSecond: number;
  outPerSecond: number;
  bytesInPerSecond: number;
  bytesOutPerSecond: number;
  outboxBytes: number;
  /** Administrators only, like the fields below. */
  heapBytes: number | null;
  /** From the start of a transaction until it is on disk. */
  commitP99Ms: number | null;
  /** Failures since the node started, by kind. */
  failed: Counts | undefined;
  failedPerSecond: Counts;
  /** Handshakes refused since the node started, by reason. */
  refused: Counts | undefined;
  refusedPerSecond: Counts;
}

const maxSeconds = 900;

export function sampleOf(stats: Stats, metrics: Metrics | undefined, now: number, before: Sample | undefined): Sample {
  const at = now / 1_000;
  const failed = metrics?.failed;
  const refused = stats.handshakes?.refused;
  const seconds = before === undefined ? 0 : at - before.at;
  return {
    at,
    connections: stats.connections.total,
    client: stats.connections.client,
    msp: stats.connections.msp,
    users: stats.users,
    inPerSecond: stats.messages.inPerSecond,
    outPerSecond: stats.messages.outPerSecond,
    bytesInPerSecond: stats.bytes.inPerSecond,
    bytesOutPerSecond: stats.bytes.outPerSecond,
    outboxBytes: stats.outboxBytes,
    heapBytes: metrics?.heapBytes ?? null,
    commitP99Ms: metrics?.commitP99Ms ?? null,
    failed,
    failedPerSecond: rates(before?.failed, failed, seconds),
    refused,
    refusedPerSecond: rates(before?.refused, refused, seconds),
  };
}

/** A counter that has decreased was reset by a restart. A new counter is assumed to have been zero. */
function rates(before: Counts | undefined, now: Counts | undefined, seconds: number): Counts {
  const rate = (name: string, count: number) => {
    const earlier = before?.[name] ?? 0;
    return before === undefined || seconds <= 0 ? 0 : (count < earlier ? count : count - earlier) / seconds;
  };
  return Object.fromEntries(Object.entries(now ?? {}).map(([name, count]) => [name, rate(name, count)]));
}

/** Keeps 15 minutes of samples. */
export function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  return [...samples.filter(({ at }) => at > sample.at - maxSeconds && at < sample.at), sample];
}

export type Trend = "up" | "down" | "flat";

const minSamples = 10;

/**
 * Rising or falling only if most pairs agree (Kendall's tau over 0.5) and the change is more than a twentieth of the
 * level. Everything else is noise.
 */
export function trendOf(values: readonly number[]): Trend {
  if (values.length < minSamples) return "flat";
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
