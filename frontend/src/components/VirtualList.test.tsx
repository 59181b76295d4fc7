import { fireEvent, render, screen } from "@testing-library/react";
import { createRef } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { VirtualList, type VirtualListHandle } from "./VirtualList.tsx";

const rowHeight = 40;
const clientHeight = 400;

/** jsdom has no layout, so the test sets the height of rows and derives the other sizes from it. */
beforeEach(() => {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(clientHeight);
  vi.spyOn(HTMLElement.prototype, "getBoundingClientRect").mockReturnValue({ height: rowHeight } as DOMRect);
  vi.spyOn(HTMLElement.prototype, "scrollHeight", "get").mockImplementation(function (this: HTMLElement) {
    const spacers = [...this.querySelectorAll<HTMLElement>(":scope > [aria-hidden]")];
    return (
      spacers.reduce((sum, spacer) => sum + Number.parseFloat(spacer.style.height), 0) + shown().length * rowHeight
    );
  });
});

const list = () => screen.getByRole("log");
const shown = () => [...document.querySelectorAll("[data-row]")].map((row) => row.getAttribute("data-row"));
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

function scroll(to: number) {
  list().scrollTop = to;
  fireEvent.scroll(list());
}

const listeners = { start: vi.fn(), end: vi.fn(), atEnd: vi.fn() };

function Messages({ rows, handle }: { rows: number[]; handle?: React.Ref<VirtualListHandle> }) {
  return (
    <VirtualList
      ref={handle}
      rows={rows}
      keyOf={String}
      render={(row) => `row ${row}`}
      estimate={() => 25}
      label="Messages"
      role="log"
      followEnd
      onNearStart={listeners.start}
      onNearEnd={listeners.end}
      onAtEnd={listeners.atEnd}
    />
  );
}

it("renders only the last rows of ten thousand", () => {
  render(<Messages rows={numbers(0, 10_000)} />);
  expect(shown().length).toBeLessThan(80);
  expect(shown().at(-1)).toBe("9999");
  expect(list().scrollTop).toBe(list().scrollHeight - clientHeight);
  expect(listeners.atEnd).toHaveBeenLastCalledWith(true);
});

it("follows the end while the reader is there, and keeps the exact position elsewhere", () => {
  const { rerender } = render(<Messages rows={numbers(0, 500)} />);
  rerender(<Messages rows={numbers(0, 501)} />);
  expect(shown().at(-1)).toBe("500");
  expect(list().scrollTop).toBe(list().scrollHeight - clientHeight);

  scroll(list().scrollTop - 600);
  const before = list().scrollTop;
  expect(listeners.atEnd).toHaveBeenLastCalledWith(false);
  rerender(<Messages rows={numbers(0, 520)} />);
  expect(list().scrollTop).toBe(before);
});

it("keeps the row of the reader in place when older rows are added above", () => {
  const { rerender } = render(<Messages rows={numbers(1_000, 1_200)} />);
  scroll(300);
  expect(listeners.start).toHaveBeenCalled();
  const fromTheEnd = list().scrollHeight - list().scrollTop;
  rerender(<Messages rows={numbers(900, 1_200)} />);
  expect(list().scrollHeight - list().scrollTop).toBeCloseTo(fromTheEnd, 0);
});

it("scrolls to a row that was not rendered, and back to the end", () => {
  const handle = createRef<VirtualListHandle>();
  const { rerender } = render(<Messages rows={numbers(0, 2_000)} handle={handle} />);
  handle.current?.scrollTo("1000");
  rerender(<Messages rows={numbers(0, 2_000)} handle={handle} />);
  expect(shown()).toContain("1000");
  handle.current?.scrollToEnd();
  rerender(<Messages rows={numbers(0, 2_000)} handle={handle} />);
  expect(shown().at(-1)).toBe("1999");
});
