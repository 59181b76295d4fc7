import { expect, it } from "vitest";
import { bytes } from "./times.ts";

it("formats bytes with about three digits", () => {
  expect([0, 999, 1_000, 12_340, 122_510, 1_250_000, 122_510_000, 4_321_000_000].map(bytes)).toEqual([
    "0 B",
    "999 B",
    "1.0 kB",
    "12.3 kB",
    "123 kB",
    "1.3 MB",
    "123 MB",
    "4.32 GB",
  ]);
});
