import { expect, it } from "vitest";
import { anchorAt, layoutOf, rangeOf, shifted, topOf, totalOf } from "./virtualLayout.ts";

const keys = Array.from({ length: 100 }, (_, index) => `r${index}`);
const layout = layoutOf(keys, () => 50);
const view = (scrollTop: number) => ({ scrollTop, scrollHeight: 5_000, clientHeight: 400 });

it("renders the rows near the view, and all rows of a short list", () => {
  expect(rangeOf(layout, 2_000, 400, 100)).toEqual([38, 51]);
  expect(rangeOf(layout, 0, 400, 100)).toEqual([0, 11]);
  expect(rangeOf(layout, 4_600, 400, 100)).toEqual([90, 100]);
  expect(
    rangeOf(
      layoutOf([], () => 50),
      0,
      400,
      100,
    ),
  ).toEqual([0, 0]);
});

it("keeps the anchor in place when rows are added above", () => {
  const anchor = anchorAt(layout, view(1_020), true);
  expect(anchor).toEqual({ at: "row", key: "r20", offset: 20 });
  const longer = layoutOf(["new", ...keys], (index) => (index === 0 ? 130 : 50));
  expect(topOf(anchor, longer, 400)).toBe(1_150);
});

it("stays at the end while rows are added, until the reader scrolls up", () => {
  expect(anchorAt(layout, view(4_590), true)).toEqual({ at: "end" });
  expect(topOf({ at: "end" }, layout, 400)).toBe(4_600);
  expect(anchorAt(layout, view(4_500), true)).toEqual({ at: "row", key: "r90", offset: 0 });
  expect(anchorAt(layout, view(4_600), false)).toEqual({ at: "row", key: "r92", offset: 0 });
});

it("distinguishes a scrolling reader from a browser that corrects the end", () => {
  expect(shifted({ at: "end" }, -300, layout, view(4_300))).toEqual({ at: "row", key: "r86", offset: 0 });
  expect(shifted({ at: "end" }, -300, layout, view(4_600))).toEqual({ at: "end" });
  expect(shifted({ at: "end" }, 40, layout, view(4_600))).toEqual({ at: "end" });
  expect(shifted({ at: "row", key: "r3", offset: 5 }, 7, layout, view(162))).toEqual({
    at: "row",
    key: "r3",
    offset: 12,
  });
});

it("ignores small moves by the browser, also while rows are added", () => {
  expect(shifted({ at: "end" }, -22, layout, view(3_700))).toEqual({ at: "end" });
});

it("starts at the top when the anchor row is gone", () => {
  expect(topOf({ at: "row", key: "gone", offset: 9 }, layout, 400)).toBe(0);
  expect(topOf(undefined, layout, 400)).toBe(0);
});

it("adds up different heights", () => {
  const uneven = layoutOf(["a", "b", "c"], (index) => [10, 200, 3][index] ?? 0);
  expect([...uneven.tops]).toEqual([0, 10, 210, 213]);
  expect(totalOf(uneven)).toBe(213);
});
