import type { Engagement } from "../../services/api/shapes.ts";
import { byActivity } from "../../services/model/summaries.ts";

/**
 * The order of the list while a hand is on it: what was there keeps its place, what is new goes to the end.
 * Without a held order, the newest activity comes first.
 */
export function inOrder(engagements: readonly Engagement[], held: readonly string[] | undefined): Engagement[] {
  const sorted = engagements.toSorted(byActivity);
  if (!held) return sorted;
  const places = new Map(held.map((id, place) => [id, place]));
  return sorted.toSorted((a, b) => (places.get(a.id) ?? held.length) - (places.get(b.id) ?? held.length));
}

/** How many would move up if the hand were taken away. */
export function movedUp(shown: readonly Engagement[]): number {
  const sorted = shown.toSorted(byActivity);
  const places = new Map(shown.map(({ id }, place) => [id, place]));
  return sorted.filter(({ id }, place) => (places.get(id) ?? 0) > place).length;
}
