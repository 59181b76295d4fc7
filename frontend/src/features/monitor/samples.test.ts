import { expect, it } from "vitest";
import type { Stats } from "../../services/api/shapes.ts";
import { type Sample, sampleOf, trendOf, withSample } from "./samples.ts";

const sample = (at: number) => ({ at }) as Sample;

it("keeps 15 minutes and no duplicates", () => {
  const samples = withSample([sample(1), sample(100), sample(950), sample(1_000)], sample(1_000));
  expect(samples.map(({ at }) => at)).toEqual([950, 1_000]);
});

it("reports no trend for noise, few values or small changes", () => {
  expect(trendOf([1, 2, 3])).toBe("flat");
  expect(trendOf([5, 9, 4, 8, 5, 9, 4, 8, 5, 9, 4])).toBe("flat");
  expect(trendOf(Array.from({ length: 20 }, (_, index) => 1_000 + index / 10))).toBe("flat");
});

it("distinguishes rising from falling", () => {
  const rising = Array.from({ length: 20 }, (_, index) => index + (index % 3));
  expect(trendOf(rising)).toBe("up");
  expect(trendOf(rising.toReversed())).toBe("down");
});

const stats = (refused: Record<string, number>): Stats => ({
  node: "n",
  uptimeMs: 1,
  connections: { total: 2, client: 1, msp: 1, dual: 0 },
  users: 2,
  messages: { in: 10, out: 40, inPerSecond: 1, outPerSecond: 4 },
  bytes: { in: 1_000, out: 8_000, inPerSecond: 100, outPerSecond: 800 },
  outboxBytes: 0,
  handshakes: { accepted: 2, refused },
});

const metrics = (requests: number) => ({ heapBytes: 1, commitP99Ms: 2, failed: { requests } });

it("turns counters into rates, also after a pause, a new reason and a restart", () => {
  const first = sampleOf(stats({ token: 5 }), metrics(10), 1_000, undefined);
  expect(first.refusedPerSecond).toEqual({ token: 0 });
  const later = sampleOf(stats({ token: 9, origin: 2 }), metrics(14), 3_000, first);
  expect(later.refusedPerSecond).toEqual({ token: 2, origin: 1 });
  expect(later.failedPerSecond).toEqual({ requests: 2 });
  const restarted = sampleOf(stats({ token: 1 }), metrics(0), 4_000, later);
  expect(restarted.refusedPerSecond).toEqual({ token: 1 });
  expect(restarted.failedPerSecond).toEqual({ requests: 0 });
});

it("has no values that the user has no access to", () => {
  const unseen = sampleOf(stats({}), undefined, 1_000, undefined);
  expect([unseen.heapBytes, unseen.commitP99Ms]).toEqual([null, null]);
  expect([unseen.failed, unseen.failedPerSecond]).toEqual([undefined, {}]);
});
