import { expect, it } from "vitest";
import type { Stats } from "../../services/api/shapes.ts";
import { figuresOf } from "./figures.ts";
import { sampleOf } from "./samples.ts";

const stats: Stats = {
  node: "n",
  uptimeMs: 1,
  connections: { total: 3, client: 2, msp: 1, dual: 0 },
  users: 2,
  messages: { in: 10, out: 40, inPerSecond: 1, outPerSecond: 4 },
  bytes: { in: 1_000, out: 8_000, inPerSecond: 100, outPerSecond: 2_400 },
  outboxBytes: 0,
};

const metrics = { heapBytes: 1, commitP99Ms: 2, failed: { requests: 0 } };

it("shows an MSP the traffic of its scope and no metrics of the node", () => {
  const shown = figuresOf([sampleOf(stats, undefined, 1_000, undefined)]);
  expect(shown.map(({ id }) => id)).toEqual(["connections", "in", "out", "bytes", "users", "outbox"]);
});

it("shows an administrator the metrics of the node, too", () => {
  const handshakes = { accepted: 3, refused: {} };
  const shown = figuresOf([sampleOf({ ...stats, handshakes }, metrics, 1_000, undefined)]);
  expect(shown.map(({ id }) => id)).toEqual(
    "connections in out bytes commit failed refused users outbox heap".split(" "),
  );
});

it("draws the bytes of both directions and shows their sum", () => {
  const samples = [sampleOf(stats, undefined, 1_000, undefined)];
  const figure = figuresOf(samples).find(({ id }) => id === "bytes");
  expect(figure?.lines(samples).map(({ label, values }) => [label, values])).toEqual([
    ["Out", [2_400]],
    ["In", [100]],
  ]);
  expect(figure?.format(samples.reduce((sum, sample) => sum + (figure.value(sample) ?? 0), 0))).toBe("2.5 kB");
});
