import { expect, it } from "vitest";
import { readMetrics, type Sample, trendOf, withSample } from "./samples.ts";

const sample = (at: number) => ({ at }) as Sample;

it("keeps a quarter of an hour and nothing twice", () => {
  const samples = withSample([sample(1), sample(100), sample(950), sample(1_000)], sample(1_000));
  expect(samples.map(({ at }) => at)).toEqual([950, 1_000]);
});

it("has no arrow for noise, few values or small changes", () => {
  expect(trendOf([1, 2, 3])).toBe("flat");
  expect(trendOf([5, 9, 4, 8, 5, 9, 4, 8, 5, 9, 4])).toBe("flat");
  expect(trendOf(Array.from({ length: 20 }, (_, index) => 1_000 + index / 10))).toBe("flat");
});

it("tells rising from falling", () => {
  const rising = Array.from({ length: 20 }, (_, index) => index + (index % 3));
  expect(trendOf(rising)).toBe("up");
  expect(trendOf(rising.toReversed())).toBe("down");
});

it("sums the heap's pools out of the Prometheus text and minds no other line", () => {
  const text = [
    "# HELP jvm_memory_used_bytes x",
    'jvm_memory_used_bytes{area="heap",id="G1 Eden Space"} 1.0E7',
    'jvm_memory_used_bytes{area="heap",id="G1 Old Gen"} 2000000',
    'jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 99',
    'jvm_memory_used_bytes{area="heap",id="broken"} NaN',
  ].join("\n");
  expect(readMetrics(text).get("jvm_memory_used_bytes")).toBe(12_000_000);
});
