import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

it("focuses the first field instead of the close button", () => {
  render(
    <Dialog title="Search" onClose={() => {}}>
      <input aria-label="Words" />
    </Dialog>,
  );
  expect(document.activeElement).toBe(screen.getByLabelText("Words"));
});

it("focuses the first button when there is no field", () => {
  render(
    <Dialog title="Delete?" onClose={() => {}}>
      <Button>Cancel</Button>
      <Button>Delete</Button>
    </Dialog>,
  );
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Cancel" }));
});

it("restores the focus when it closes", () => {
  const page = (open: boolean) => (
    <div>
      <button type="button">Open</button>
      {open && (
        <Dialog title="Details" place="side" onClose={() => {}}>
          <Button>One</Button>
        </Dialog>
      )}
    </div>
  );
  const { rerender } = render(page(false));
  const opener = screen.getByRole("button", { name: "Open" });
  opener.focus();
  rerender(page(true));
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Close" }));
  rerender(page(false));
  expect(document.activeElement).toBe(opener);
});
