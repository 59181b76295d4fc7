import { fireEvent, render, screen } from "@testing-library/react";
import { createRef } from "react";
import { beforeEach, expect, it, vi } from "vitest";
import { VirtualList, type VirtualListHandle } from "./VirtualList.tsx";

const rowHeight = 40;
const clientHeight = 400;

/** jsdom lays nothing out: rows are as high as the test says, and the rest follows from that. */
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

const told = { start: vi.fn(), end: vi.fn(), atEnd: vi.fn() };

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
      onNearStart={told.start}
      onNearEnd={told.end}
      onAtEnd={told.atEnd}
    />
  );
}

it("renders ten thousand rows as a screenful, at the end", () => {
  render(<Messages rows={numbers(0, 10_000)} />);
  expect(shown().length).toBeLessThan(80);
  expect(shown().at(-1)).toBe("9999");
  expect(list().scrollTop).toBe(list().scrollHeight - clientHeight);
  expect(told.atEnd).toHaveBeenLastCalledWith(true);
});

it("follows the end while the reader is there, and stays to the pixel where they are not", () => {
  const { rerender } = render(<Messages rows={numbers(0, 500)} />);
  rerender(<Messages rows={numbers(0, 501)} />);
  expect(shown().at(-1)).toBe("500");
  expect(list().scrollTop).toBe(list().scrollHeight - clientHeight);

  scroll(list().scrollTop - 600);
  const before = list().scrollTop;
  expect(told.atEnd).toHaveBeenLastCalledWith(false);
  rerender(<Messages rows={numbers(0, 520)} />);
  expect(list().scrollTop).toBe(before);
});

it("keeps the reader's row in place when older rows come in above it", () => {
  const { rerender } = render(<Messages rows={numbers(1_000, 1_200)} />);
  scroll(300);
  expect(told.start).toHaveBeenCalled();
  const fromTheEnd = list().scrollHeight - list().scrollTop;
  rerender(<Messages rows={numbers(900, 1_200)} />);
  expect(list().scrollHeight - list().scrollTop).toBeCloseTo(fromTheEnd, 0);
});

it("goes to a row that was not there to see, and back to the end", () => {
  const handle = createRef<VirtualListHandle>();
  const { rerender } = render(<Messages rows={numbers(0, 2_000)} handle={handle} />);
  handle.current?.scrollTo("1000");
  rerender(<Messages rows={numbers(0, 2_000)} handle={handle} />);
  expect(shown()).toContain("1000");
  handle.current?.scrollToEnd();
  rerender(<Messages rows={numbers(0, 2_000)} handle={handle} />);
  expect(shown().at(-1)).toBe("1999");
});
