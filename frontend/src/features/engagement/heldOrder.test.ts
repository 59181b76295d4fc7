import { expect, it } from "vitest";
import type { Engagement } from "../../services/api/shapes.ts";
import { inOrder, movedUp } from "./heldOrder.ts";

const engagement = (id: string, minute: number) =>
  ({ id, updatedAt: `2026-11-20T10:${String(minute).padStart(2, "0")}:00Z` }) as Engagement;
const ids = (list: Engagement[]) => list.map(({ id }) => id);

it("sorts by newest activity when the order is not held", () => {
  expect(ids(inOrder([engagement("a", 1), engagement("b", 3), engagement("c", 2)], undefined))).toEqual([
    "b",
    "c",
    "a",
  ]);
});

it("keeps the held order, adds new engagements at the end and counts what would move", () => {
  const shown = inOrder(
    [engagement("a", 9), engagement("b", 3), engagement("new", 8), engagement("c", 2)],
    ["b", "c", "a"],
  );
  expect(ids(shown)).toEqual(["b", "c", "a", "new"]);
  expect(movedUp(shown)).toBe(2);
  expect(movedUp(inOrder([engagement("b", 3), engagement("c", 2)], ["b", "c"]))).toBe(0);
});
