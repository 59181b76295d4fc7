import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { useHotkeys } from "./useHotkeys.ts";

const pressed = vi.fn();

function Page() {
  useHotkeys({
    a: () => pressed("a"),
    "g a": () => pressed("g a"),
    "mod+k": () => pressed("mod+k"),
    "?": () => pressed("?"),
  });
  return <input aria-label="field" />;
}

it("tells single keys, chords and modifiers apart", async () => {
  render(<Page />);
  await userEvent.keyboard("aga?{Control>}k{/Control}");
  expect(pressed.mock.calls.flat()).toEqual(["a", "g a", "?", "mod+k"]);
});

it("stays out of the way where one writes, but for the modified keys", async () => {
  pressed.mockClear();
  render(<Page />);
  await userEvent.type(screen.getByLabelText("field"), "aga?{Control>}k{/Control}");
  expect(pressed.mock.calls.flat()).toEqual(["mod+k"]);
});
