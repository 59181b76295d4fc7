import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";

it("begins at what one came to fill in, not at the closing cross", () => {
  render(
    <Dialog title="Search" onClose={() => {}}>
      <input aria-label="Words" />
    </Dialog>,
  );
  expect(document.activeElement).toBe(screen.getByLabelText("Words"));
});

it("begins at the harmless choice where there is nothing to fill in", () => {
  render(
    <Dialog title="Delete?" onClose={() => {}}>
      <Button>Cancel</Button>
      <Button>Delete</Button>
    </Dialog>,
  );
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "Cancel" }));
});

it("gives the focus back to where it was", () => {
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
