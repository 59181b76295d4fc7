import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { alertWith, alertWorkplace } from "../../../test/alertWorkplace.ts";
import { workplace } from "../../../test/workplace.tsx";
import { AlertActions } from "./AlertActions.tsx";

const button = (name: string) => screen.getByRole("button", { name });
const names = () => screen.queryAllByRole("button").map((element) => element.textContent);
const submit = (name: string) => screen.getAllByRole("button", { name }).at(-1) as HTMLButtonElement;

it("acknowledges with the trimmed comment and closes only when the server has stored it", async () => {
  const { Wrapper, command, ack } = await alertWorkplace();
  render(<AlertActions alert={alertWith("a1")} />, { wrapper: Wrapper });
  await userEvent.click(button("Acknowledge"));
  await userEvent.type(screen.getByLabelText("Comment (optional)"), "  on site at noon ");
  await userEvent.click(submit("Acknowledge"));
  const sent = command("acknowledge_alert");
  expect(sent.data).toEqual({ engagement: "globex-firewall", alert: "a1", comment: "on site at noon" });
  expect(submit("Acknowledge").disabled).toBe(true);
  ack(sent.id);
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

it("resolves without a comment when the field is blank", async () => {
  const { Wrapper, command } = await alertWorkplace();
  render(<AlertActions alert={alertWith("a1")} />, { wrapper: Wrapper });
  await userEvent.click(button("Resolve"));
  await userEvent.type(screen.getByLabelText("Comment (optional)"), "   {Enter}");
  expect(command("resolve_alert").data).toEqual({ engagement: "globex-firewall", alert: "a1" });
});

it("shows why the server refused, keeps the comment and leaves nothing in the outbox", async () => {
  const { Wrapper, socket, command, refuse } = await alertWorkplace();
  render(<AlertActions alert={alertWith("a1")} />, { wrapper: Wrapper });
  await userEvent.click(button("Resolve"));
  await userEvent.type(screen.getByLabelText("Comment (optional)"), "done{Enter}");
  refuse("conflict", command("resolve_alert").id);
  expect((await screen.findByRole("alert")).textContent).toBe("Refused by the server.");
  expect((screen.getByLabelText("Comment (optional)") as HTMLInputElement).value).toBe("done");
  expect(socket.outbox).toEqual([]);
});

it("discards a command that is not sent when the dialog is cancelled", async () => {
  const { Wrapper, socket } = workplace();
  render(<AlertActions alert={alertWith("a1")} />, { wrapper: Wrapper });
  await userEvent.click(button("Acknowledge"));
  await userEvent.click(submit("Acknowledge"));
  expect(socket.outbox).toHaveLength(1);
  await userEvent.click(button("Cancel"));
  expect(socket.outbox).toEqual([]);
});

it("offers only the next steps of an alert", async () => {
  const { Wrapper } = workplace();
  const { rerender } = render(<AlertActions alert={alertWith("a1")} />, { wrapper: Wrapper });
  expect(names()).toEqual(["Acknowledge", "Resolve"]);
  rerender(<AlertActions alert={alertWith("a1", { state: "acknowledged" })} />);
  expect(names()).toEqual(["Resolve"]);
  rerender(<AlertActions alert={alertWith("a1", { state: "resolved" })} />);
  expect(names()).toEqual([]);
});
