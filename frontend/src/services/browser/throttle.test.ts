import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Throttle } from "./throttle.ts";

let runs: number[];
let throttle: Throttle;

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout", "Date"] });
  runs = [];
  throttle = new Throttle(
    100,
    3,
    () => runs.push(Date.now()),
    () => Date.now(),
  );
});

afterEach(() => vi.useRealTimers());

async function requestEvery(ms: number, times: number) {
  for (let time = 0; time < times; time += 1) {
    throttle.request();
    await vi.advanceTimersByTimeAsync(ms);
  }
}

it("runs rare requests at once, and simultaneous requests once", async () => {
  throttle.request();
  throttle.request();
  expect(runs).toEqual([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(runs).toEqual([0]);
  await requestEvery(120, 3);
  expect(runs).toEqual([0, 0, 120, 240]);
});

it("runs a burst at its interval, including the last request", async () => {
  await requestEvery(5, 200);
  expect(runs.length).toBeGreaterThanOrEqual(10);
  expect(runs.length).toBeLessThanOrEqual(13);
  const before = runs.length;
  throttle.request();
  await vi.advanceTimersByTimeAsync(100);
  expect(runs.length).toBeGreaterThan(before);
});

it("runs at once again after a burst", async () => {
  await requestEvery(5, 200);
  await vi.advanceTimersByTimeAsync(1_000);
  runs = [];
  await requestEvery(5, 3);
  expect(runs).toHaveLength(3);
});
