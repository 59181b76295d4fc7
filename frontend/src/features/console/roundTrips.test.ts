import { expect, it } from "vitest";
import { RoundTrips } from "./roundTrips.ts";

it("matches an answer by the id of its request", () => {
  const roundTrips = new RoundTrips();
  roundTrips.sent('{"type":"ping","id":"a"}', 10);
  roundTrips.sent('{"type":"ping","id":"b"}', 20);
  expect(roundTrips.received('{"type":"pong","id":"b"}')).toBe(20);
  expect(roundTrips.received('{"type":"pong","id":"a"}')).toBe(10);
  expect(roundTrips.received('{"type":"pong","id":"a"}')).toBeUndefined();
});

it("matches an echo by its text, the oldest request first", () => {
  const roundTrips = new RoundTrips();
  roundTrips.sent("hello", 10);
  roundTrips.sent("hello", 20);
  expect([roundTrips.received("hello"), roundTrips.received("other"), roundTrips.received("hello")]).toEqual([
    10,
    undefined,
    20,
  ]);
});

it("forgets the oldest requests when too many are unanswered", () => {
  const roundTrips = new RoundTrips();
  for (let number = 0; number <= 2_000; number += 1) roundTrips.sent(`frame ${number}`, number);
  expect(roundTrips.received("frame 0")).toBeUndefined();
  expect(roundTrips.received("frame 2000")).toBe(2_000);
});
