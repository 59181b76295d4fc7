import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Pace } from "./pace.ts";

let runs: number[];
let pace: Pace;

beforeEach(() => {
  vi.useFakeTimers({ now: 0, toFake: ["setTimeout", "clearTimeout", "Date"] });
  runs = [];
  pace = new Pace(
    100,
    3,
    () => runs.push(Date.now()),
    () => Date.now(),
  );
});

afterEach(() => vi.useRealTimers());

async function askEvery(ms: number, times: number) {
  for (let time = 0; time < times; time += 1) {
    pace.ask();
    await vi.advanceTimersByTimeAsync(ms);
  }
}

it("runs what is rare at once, and what is asked together once", async () => {
  pace.ask();
  pace.ask();
  expect(runs).toEqual([]);
  await vi.advanceTimersByTimeAsync(0);
  expect(runs).toEqual([0]);
  await askEvery(120, 3);
  expect(runs).toEqual([0, 0, 120, 240]);
});

it("runs a burst at its pace, and loses nothing that was asked at the end", async () => {
  await askEvery(5, 200);
  expect(runs.length).toBeGreaterThanOrEqual(10);
  expect(runs.length).toBeLessThanOrEqual(13);
  const before = runs.length;
  pace.ask();
  await vi.advanceTimersByTimeAsync(100);
  expect(runs.length).toBeGreaterThan(before);
});

it("is as quick as at first once the burst is over", async () => {
  await askEvery(5, 200);
  await vi.advanceTimersByTimeAsync(1_000);
  runs = [];
  await askEvery(5, 3);
  expect(runs).toHaveLength(3);
});
