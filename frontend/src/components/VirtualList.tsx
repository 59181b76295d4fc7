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
import { type Anchor, anchorAt, endPx, layoutOf, rangeOf, shifted, topOf, totalOf } from "./virtualLayout.ts";

export interface VirtualListHandle {
  scrollToEnd: () => void;
  scrollTo: (key: string) => void;
  focus: () => void;
}

interface VirtualListProps<Row> {
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  render: (row: Row, index: number) => ReactNode;
  /** The height in pixels to assume until a row has been measured. */
  estimate: (row: Row) => number;
  label: string;
  role: "log" | "list";
  /** Starts at the end and scrolls along with new rows while the reader is there. */
  followEnd?: boolean;
  onNearStart?: () => void;
  onNearEnd?: () => void;
  onAtEnd?: (atEnd: boolean) => void;
  className?: string;
  ref?: Ref<VirtualListHandle>;
}

const overscan = 600;
const nearPx = 800;
/** A measurement renders again only if less than this is rendered around the view. */
const minOverscan = 200;

/** Renders only the rows near the view. Rows can have any height, and the reader's position never jumps. */
export function VirtualList<Row>(props: VirtualListProps<Row>) {
  const { rows, keyOf, render, estimate, label, role, followEnd = false, onNearStart, onNearEnd, onAtEnd } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const heights = useRef(new Map<string, number>());
  const anchor = useRef<Anchor | undefined>(followEnd ? { at: "end" } : undefined);
  const lastTop = useRef(0);
  const [, setPaint] = useState(0);
  const repaint = useCallback(() => setPaint((paint) => paint + 1), []);
  const [viewport, setViewport] = useState(800);

  const keys = rows.map(keyOf);
  const heightOf = (index: number) => heights.current.get(keys[index] ?? "") ?? estimate(rows[index] as Row);
  const layout = useRef(layoutOf([], () => 0));
  layout.current = layoutOf(keys, heightOf);
  const { tops } = layout.current;
  const top = topOf(anchor.current, layout.current, viewport);
  const [first, last] = rangeOf(layout.current, top, viewport, overscan);

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

  // After every render: measure the rows, then restore the position of the anchor.
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
    if (changed) layout.current = layoutOf(keys, heightOf);
    const wanted =
      anchor.current?.at === "end"
        ? element.scrollHeight - element.clientHeight
        : topOf(anchor.current, layout.current, element.clientHeight);
    if (anchor.current && Math.abs(element.scrollTop - wanted) > 0.5) element.scrollTop = wanted;
    lastTop.current = element.scrollTop;
    const [from, to] = rangeOf(layout.current, element.scrollTop, element.clientHeight, minOverscan);
    if (changed && (from < first || to > last)) repaint();
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
          key={keys[first + index]}
          data-row={keys[first + index]}
          role={role === "list" ? "listitem" : undefined}
          className="flow-root"
        >
          {render(row, first + index)}
        </div>
      ))}
      <div aria-hidden="true" style={{ height: Math.max(0, totalOf(layout.current) - (tops[last] ?? 0)) }} />
    </div>
  );
}
