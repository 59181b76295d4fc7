import type { Engagement } from "../../services/api/shapes.ts";
import { byActivity } from "../../services/model/summaries.ts";

/**
 * Sorts the list by newest activity. While the order is held, known engagements keep their position and new ones go to
 * the end.
 */
export function inOrder(engagements: readonly Engagement[], held: readonly string[] | undefined): Engagement[] {
  const sorted = engagements.toSorted(byActivity);
  if (!held) return sorted;
  const places = new Map(held.map((id, place) => [id, place]));
  return sorted.toSorted((a, b) => (places.get(a.id) ?? held.length) - (places.get(b.id) ?? held.length));
}

/** How many engagements would move up if the order were not held. */
export function movedUp(shown: readonly Engagement[]): number {
  const sorted = shown.toSorted(byActivity);
  const places = new Map(shown.map(({ id }, place) => [id, place]));
  return sorted.filter(({ id }, place) => (places.get(id) ?? 0) > place).length;
}
