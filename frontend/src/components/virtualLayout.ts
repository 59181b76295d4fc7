/** What the reader looks at. It keeps its position on the screen when other rows change. */
export type Anchor = { at: "end" } | { at: "row"; key: string; offset: number };

export interface Layout {
  keys: readonly string[];
  /** The top of each row, followed by the bottom of the last. */
  tops: Float64Array;
}

/** The measures of the scrolling element. */
export interface View {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

/** A distance to the end that still counts as the end. */
export const endPx = 32;

export function layoutOf(keys: readonly string[], heightOf: (index: number) => number): Layout {
  const tops = new Float64Array(keys.length + 1);
  for (let index = 0; index < keys.length; index += 1) tops[index + 1] = (tops[index] ?? 0) + heightOf(index);
  return { keys, tops };
}

export const totalOf = ({ keys, tops }: Layout): number => tops[keys.length] ?? 0;

/** The scroll position at which the anchor keeps its position on the screen. */
export function topOf(anchor: Anchor | undefined, layout: Layout, viewport: number): number {
  if (!anchor) return 0;
  if (anchor.at === "end") return Math.max(0, totalOf(layout) - viewport);
  const index = layout.keys.indexOf(anchor.key);
  return index < 0 ? 0 : Math.max(0, (layout.tops[index] ?? 0) + anchor.offset);
}

/** The rows to render for a view. The last index is exclusive. */
export function rangeOf(layout: Layout, top: number, viewport: number, margin: number): [first: number, last: number] {
  const first = Math.max(0, indexAt(layout.tops, top - margin));
  return [first, Math.min(layout.keys.length, indexAt(layout.tops, top + viewport + margin) + 1)];
}

export function anchorAt(layout: Layout, view: View, followEnd: boolean): Anchor | undefined {
  const { scrollTop, scrollHeight, clientHeight } = view;
  if (followEnd && scrollHeight - scrollTop - clientHeight < endPx) return { at: "end" };
  const index = indexAt(layout.tops, scrollTop);
  const key = layout.keys[index];
  return key === undefined ? undefined : { at: "row", key, offset: scrollTop - (layout.tops[index] ?? 0) };
}

/**
 * The list was scrolled before its scroll event arrived, and rows may have been added since. A small move up from the
 * end comes from the browser, after a row was higher for a moment, and not from a reader who leaves the end.
 */
export function shifted(anchor: Anchor, moved: number, layout: Layout, view: View): Anchor {
  if (anchor.at === "row") return { ...anchor, offset: anchor.offset + moved };
  return moved > -endPx ? anchor : (anchorAt(layout, view, true) ?? anchor);
}

/** The row at a height, by binary search. */
function indexAt(tops: Float64Array, height: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return low;
}
