import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { useHotkeys } from "./useHotkeys.ts";

const pressed = vi.fn();

function Sample() {
  useHotkeys({
    a: () => pressed("a"),
    "g a": () => pressed("g a"),
    "mod+k": () => pressed("mod+k"),
    "?": () => pressed("?"),
  });
  return <input aria-label="field" />;
}

it("distinguishes single keys, chords and modifiers", async () => {
  render(<Sample />);
  await userEvent.keyboard("aga?{Control>}k{/Control}");
  expect(pressed.mock.calls.flat()).toEqual(["a", "g a", "?", "mod+k"]);
});

it("ignores keys in a text field, except with a modifier", async () => {
  pressed.mockClear();
  render(<Sample />);
  await userEvent.type(screen.getByLabelText("field"), "aga?{Control>}k{/Control}");
  expect(pressed.mock.calls.flat()).toEqual(["mod+k"]);
});
