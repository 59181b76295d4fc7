import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { chatMessage } from "../../../test/scriptedServer.ts";
import { workplace } from "../../../test/workplace.tsx";
import { Composer, type Intent } from "./Composer.tsx";

afterEach(() => localStorage.clear());

function show(intent: Intent = { kind: "new" }, disabled = false) {
  const place = workplace();
  const onIntent = vi.fn();
  const composer = (
    <Composer
      engagement="globex"
      partner="Globex"
      intent={intent}
      onIntent={onIntent}
      onSent={() => {}}
      onEditLast={() => {}}
      disabled={disabled}
    />
  );
  const view = render(composer, { wrapper: place.Wrapper });
  return { ...place, ...view, onIntent, field: screen.getByRole("textbox") as HTMLTextAreaElement };
}

it("sends the trimmed text on Enter, and starts a line on Shift Enter", async () => {
  const { socket, field } = show();
  await userEvent.type(field, " one{Shift>}{Enter}{/Shift}two {Enter}");
  expect(socket.outbox.map(({ command }) => command.data)).toEqual([{ engagement: "globex", text: "one\ntwo" }]);
  expect(field.value).toBe("");
});

it("does not send blank or too long text", async () => {
  const { socket, field } = show();
  await userEvent.type(field, "   {Enter}");
  await userEvent.clear(field);
  await userEvent.click(field);
  await userEvent.paste("x".repeat(8_003));
  await userEvent.keyboard("{Enter}");
  expect(socket.outbox).toEqual([]);
  expect(screen.getByText("3 characters too many")).toBeDefined();
});

it("keeps a draft until it is sent", async () => {
  const first = show();
  await userEvent.type(first.field, "half a sentence");
  first.unmount();
  const second = show();
  expect(second.field.value).toBe("half a sentence");
  await userEvent.type(second.field, "{Enter}");
  second.unmount();
  expect(show().field.value).toBe("");
});

it("edits a message and keeps the draft", async () => {
  localStorage.setItem("parley.draft.mia.globex", "my draft");
  const { socket, field, onIntent } = show({ kind: "edit", event: chatMessage("globex", 4, "teh") });
  expect(field.value).toBe("teh");
  await userEvent.clear(field);
  await userEvent.type(field, "the{Enter}");
  expect(socket.outbox[0]?.command).toEqual({
    type: "edit_message",
    data: { engagement: "globex", seq: 4, text: "the" },
  });
  expect(onIntent).toHaveBeenCalledWith({ kind: "new" });
  expect(field.value).toBe("my draft");
});

it("replies to the chosen message, and cancels on Escape", async () => {
  const { socket, field, onIntent } = show({ kind: "reply", to: chatMessage("globex", 7) });
  await userEvent.type(field, "{Escape}");
  expect(onIntent).toHaveBeenCalledWith({ kind: "new" });
  await userEvent.type(field, "yes{Enter}");
  expect(socket.outbox[0]?.command.data).toEqual({ engagement: "globex", text: "yes", replyTo: 7 });
});

it("shows why the engagement does not accept messages", () => {
  const { field } = show({ kind: "new" }, true);
  expect(field.disabled).toBe(true);
  expect(field.placeholder).toMatch(/closed/);
});
