import { expect, it } from "vitest";
import { readMetrics } from "./metrics.ts";

it("reads the metrics of the monitor and ignores other lines", () => {
  const text = [
    "# HELP jvm_memory_used_bytes x",
    'jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 1.0E7',
    'jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 2000000',
    'jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 99',
    'jvm_memory_used_bytes{area="heap",id="broken"} NaN',
    'parley_journal_commit_seconds{application="parley",quantile="0.5"} 0.003',
    'parley_journal_commit_seconds{application="parley",quantile="0.99"} 0.0125',
    'http_server_requests_seconds_count{outcome="SERVER_ERROR",uri="/api/{id}"} 2',
    'http_server_requests_seconds_count{outcome="SERVER_ERROR",uri="/b"} 1',
    'http_server_requests_seconds_count{outcome="CLIENT_ERROR",uri="/b"} 70',
    "parley_journal_failures_total 4",
    'parley_connections_failed_total{application="parley"} 5.0',
    "",
  ].join("\n");
  expect(readMetrics(text)).toEqual({
    heapBytes: 12_000_000,
    commitP99Ms: 12.5,
    failed: { requests: 3, batches: 4, writes: 5 },
  });
});

it("has no commit time before the first commit", () => {
  expect(readMetrics('parley_journal_commit_seconds{quantile="0.99"} NaN').commitP99Ms).toBeUndefined();
});
