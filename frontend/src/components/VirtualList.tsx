import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";

/** What the reader looks at, which stays where it is whatever happens above, below or to it. */
type Anchor = { at: "end" } | { at: "row"; key: string; offset: number };

export interface VirtualListHandle {
  scrollToEnd: () => void;
  scrollTo: (key: string) => void;
  focus: () => void;
}

interface VirtualListProps<Row> {
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  render: (row: Row, index: number) => ReactNode;
  /** A guess in pixels until a row has been measured. */
  estimate: (row: Row) => number;
  label: string;
  role: "log" | "list";
  /** Starts at the end and follows what is added there while the reader is there. */
  followEnd?: boolean;
  onNearStart?: () => void;
  onNearEnd?: () => void;
  onAtEnd?: (atEnd: boolean) => void;
  className?: string;
  ref?: Ref<VirtualListHandle>;
}

const overscan = 600;
const nearPx = 800;
const endPx = 32;

/** Renders only the rows near the view, of any height, and never lets the reader's place jump. */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { rows, keyOf, render, estimate, label, role, followEnd = false, onNearStart, onNearEnd, onAtEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<string, number>());
  const anchor = useRef<Anchor | undefined>(followEnd ? { at: "end" } : undefined);
  const lastTop = useRef(0);
  const [, setPaint] = useState(0);
  const repaint = useCallback(() => setPaint((paint) => paint + 1), []);
  const [viewport, setViewport] = useState(800);

  const tops = new Float64Array(rows.length + 1);
  for (const [index, row] of rows.entries())
    tops[index + 1] = (tops[index] ?? 0) + (heights.current.get(keyOf(row)) ?? estimate(row));
  const total = tops[rows.length] ?? 0;
  const layout = useRef({ rows, keyOf, tops, total });
  layout.current = { rows, keyOf, tops, total };

  const top = topOf(anchor.current, layout.current, viewport);
  const first = Math.max(0, indexAt(tops, top - overscan));
  const last = Math.min(rows.length, indexAt(tops, top + viewport + overscan) + 1);

  useImperativeHandle(props.ref, () => ({
    scrollToEnd: () => {
      anchor.current = { at: "end" };
      repaint();
    },
    scrollTo: (key) => {
      anchor.current = { at: "row", key, offset: -Math.round(viewport / 3) };
      repaint();
    },
    focus: () => scroller.current?.focus(),
  }));

  const report = useCallback(
    (element: HTMLDivElement) => {
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      onAtEnd?.(below < endPx);
      if (element.scrollTop < nearPx) onNearStart?.();
      if (below < nearPx) onNearEnd?.();
    },
    [onAtEnd, onNearStart, onNearEnd],
  );

  // After every paint: measure what is there, then put the anchor back to where the reader had it.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const moved = element.scrollTop - lastTop.current;
    if (moved !== 0 && anchor.current) anchor.current = shifted(anchor.current, moved, layout.current, element);
    let changed = false;
    for (const child of element.querySelectorAll<HTMLElement>("[data-row]")) {
      const key = child.dataset.row ?? "";
      const height = child.getBoundingClientRect().height;
      if (Math.abs((heights.current.get(key) ?? -1) - height) < 0.5) continue;
      heights.current.set(key, height);
      changed = true;
    }
    if (changed) {
      const { rows: current } = layout.current;
      for (const [index, row] of current.entries())
        tops[index + 1] = (tops[index] ?? 0) + (heights.current.get(keyOf(row)) ?? estimate(row));
    }
    const wanted =
      anchor.current?.at === "end"
        ? element.scrollHeight - element.clientHeight
        : topOf(anchor.current, { rows, keyOf, tops, total: tops[rows.length] ?? 0 }, element.clientHeight);
    if (anchor.current && Math.abs(element.scrollTop - wanted) > 0.5) element.scrollTop = wanted;
    lastTop.current = element.scrollTop;
    if (changed) repaint();
    report(element);
  });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      setViewport(element.clientHeight);
      repaint();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [repaint]);

  const scrolled = () => {
    const element = scroller.current;
    if (!element || element.scrollTop === lastTop.current) return;
    lastTop.current = element.scrollTop;
    anchor.current = anchorAt(layout.current, element, followEnd);
    repaint();
  };

  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is one of two that both take a label
    <div
      ref={scroller}
      role={role}
      aria-label={label}
      aria-live={role === "log" ? "off" : undefined}
      tabIndex={0}
      onScroll={scrolled}
      className={`overflow-y-auto overscroll-contain [overflow-anchor:none] focus-visible:outline-offset-[-2px] ${props.className ?? ""}`}
    >
      <div aria-hidden="true" style={{ height: tops[first] ?? 0 }} />
      {rows.slice(first, last).map((row, index) => (
        <div
          key={keyOf(row)}
          data-row={keyOf(row)}
          role={role === "list" ? "listitem" : undefined}
          className="flow-root"
        >
          {render(row, first + index)}
        </div>
      ))}
      <div aria-hidden="true" style={{ height: Math.max(0, total - (tops[last] ?? total)) }} />
    </div>
  );
}

interface Layout<Row> {
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  tops: Float64Array;
  total: number;
}

function topOf<Row>(anchor: Anchor | undefined, layout: Layout<Row>, viewport: number): number {
  if (!anchor) return 0;
  if (anchor.at === "end") return Math.max(0, layout.total - viewport);
  const index = layout.rows.findIndex((row) => layout.keyOf(row) === anchor.key);
  return index < 0 ? 0 : Math.max(0, (layout.tops[index] ?? 0) + anchor.offset);
}

function anchorAt<Row>(layout: Layout<Row>, element: HTMLDivElement, followEnd: boolean): Anchor | undefined {
  const { scrollTop, scrollHeight, clientHeight } = element;
  if (followEnd && scrollHeight - scrollTop - clientHeight < endPx) return { at: "end" };
  const index = indexAt(layout.tops, scrollTop);
  const row = layout.rows[index];
  return row && { at: "row", key: layout.keyOf(row), offset: scrollTop - (layout.tops[index] ?? 0) };
}

/**
 * The list was scrolled between two paints, before the browser told us. At the end that may be the browser itself,
 * which moves up when rows turn out lower than guessed: whoever is still at the end stays there.
 */
function shifted<Row>(anchor: Anchor, moved: number, layout: Layout<Row>, element: HTMLDivElement): Anchor {
  if (anchor.at === "row") return { ...anchor, offset: anchor.offset + moved };
  return moved > -1 ? anchor : (anchorAt(layout, element, true) ?? anchor);
}

/** The row that covers a height: binary search. */
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
