export type Counts = Readonly<Record<string, number>>;

/** The metrics of the node that the monitor shows. */
export interface Metrics {
  heapBytes: number;
  commitP99Ms: number | undefined;
  failed: Counts;
}

/** The metrics that count failures of the node. */
const failures: readonly [name: string, metric: string, label: string][] = [
  ["requests", "http_server_requests_seconds_count", 'outcome="SERVER_ERROR"'],
  ["batches", "parley_journal_failures_total", ""],
  ["writes", "parley_connections_failed_total", ""],
];

/** Parses the Prometheus text. Ignores other lines and values that are not numbers. */
export function readMetrics(text: string): Metrics {
  const failed: Record<string, number> = { requests: 0, batches: 0, writes: 0 };
  let heapBytes = 0;
  let commitP99Ms: number | undefined;
  for (const line of text.split("\n")) {
    const [, metric = "", labels = "", written] = /^(\w+)(?:\{(.*)\})?\s+(\S+)/.exec(line) ?? [];
    const value = Number(written);
    if (!Number.isFinite(value)) continue;
    if (metric === "jvm_memory_used_bytes" && labels.includes('area="heap"')) heapBytes += value;
    if (metric === "parley_journal_commit_seconds" && labels.includes('quantile="0.99"')) commitP99Ms = value * 1_000;
    for (const [name, wanted, label] of failures)
      if (metric === wanted && labels.includes(label)) failed[name] = (failed[name] ?? 0) + value;
  }
  return { heapBytes, commitP99Ms, failed };
}
