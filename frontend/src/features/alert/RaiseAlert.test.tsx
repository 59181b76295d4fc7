import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { alertWorkplace } from "../../../test/alertWorkplace.ts";
import { RaiseAlert } from "./RaiseAlert.tsx";

async function show() {
  const place = await alertWorkplace();
  const onClose = vi.fn();
  render(<RaiseAlert engagement="globex-firewall" onClose={onClose} />, { wrapper: place.Wrapper });
  return { ...place, onClose };
}
const submit = () => screen.getByRole("button", { name: "Raise an alert" }) as HTMLButtonElement;

it("needs a title that is not blank", async () => {
  await show();
  expect(submit().disabled).toBe(true);
  await userEvent.type(screen.getByLabelText("Title"), "   ");
  expect(submit().disabled).toBe(true);
  await userEvent.type(screen.getByLabelText("Title"), "x");
  expect(submit().disabled).toBe(false);
});

it("raises a warning with the trimmed title and no empty detail", async () => {
  const { command } = await show();
  await userEvent.type(screen.getByLabelText("Title"), "  Disk is full ");
  await userEvent.type(screen.getByLabelText("Detail (optional)"), "  ");
  await userEvent.click(submit());
  expect(command("raise_alert").data).toEqual({
    engagement: "globex-firewall",
    severity: "warning",
    title: "Disk is full",
  });
});

it("sends severity and detail, and closes only when the server has stored the alert", async () => {
  const { command, ack, onClose } = await show();
  await userEvent.selectOptions(screen.getByLabelText("Severity"), "critical");
  await userEvent.type(screen.getByLabelText("Title"), "VPN tunnel is down");
  await userEvent.type(screen.getByLabelText("Detail (optional)"), "since 10:42{Enter}");
  const sent = command("raise_alert");
  expect(sent.data).toMatchObject({ severity: "critical", detail: "since 10:42" });
  expect(submit().disabled).toBe(true);
  expect(onClose).not.toHaveBeenCalled();
  ack(sent.id);
  await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce());
});

it("stays open with its content when the server refuses", async () => {
  const { command, refuse, onClose, socket } = await show();
  await userEvent.type(screen.getByLabelText("Title"), "VPN tunnel is down{Enter}");
  refuse("forbidden", command("raise_alert").id);
  expect((await screen.findByRole("alert")).textContent).toBe("You are not allowed to do this.");
  expect((screen.getByLabelText("Title") as HTMLInputElement).value).toBe("VPN tunnel is down");
  expect(onClose).not.toHaveBeenCalled();
  expect(socket.outbox).toEqual([]);
});
