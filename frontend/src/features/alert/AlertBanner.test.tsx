import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { acknowledgedFrame, alertWith, alertWorkplace } from "../../../test/alertWorkplace.ts";
import type { Alert } from "../../services/api/shapes.ts";
import { AlertBanner } from "./AlertBanner.tsx";

const older = alertWith("older", { severity: "critical", raisedAt: "2026-11-20T09:00:00Z" });
const newer = alertWith("newer", { severity: "critical", raisedAt: "2026-11-20T10:00:00Z" });
const warning = alertWith("mild");

async function show(...alerts: Alert[]) {
  const place = await alertWorkplace(alerts);
  render(<AlertBanner engagement="globex-firewall" />, { wrapper: place.Wrapper });
  await vi.waitFor(() => expect(place.queries.isFetching()).toBe(0));
  return place;
}
const banner = () => screen.queryByRole("region", { name: "Critical" });

it("shows the newest critical alert and counts the others", async () => {
  await show(older, warning, newer);
  expect(banner()?.textContent).toContain("Critical: Alert newer");
  expect(banner()?.textContent).toContain("raised by Gil Ortega");
  expect(banner()?.textContent).toContain("and 1 more alert");
});

it("shows no banner for warnings and acknowledged alerts", async () => {
  await show(warning, alertWith("known", { severity: "critical", state: "acknowledged" }));
  expect(banner()).toBeNull();
});

it("shows the next critical alert when one is hidden", async () => {
  await show(older, newer);
  await userEvent.click(screen.getByRole("button", { name: "Hide" }));
  expect(banner()?.textContent).toContain("Alert older");
  expect(banner()?.textContent).not.toContain("more alert");
  await userEvent.click(screen.getByRole("button", { name: "Hide" }));
  expect(banner()).toBeNull();
});

it("disappears when another person acknowledges the alert", async () => {
  const { server } = await show(newer);
  expect(banner()).not.toBeNull();
  server.socket.say(acknowledgedFrame(1, newer));
  await vi.waitFor(() => expect(banner()).toBeNull());
});

it("acknowledges the most urgent raised alert with A, even without a banner", async () => {
  const { command } = await show(alertWith("info", { severity: "info" }), warning);
  await userEvent.keyboard("a");
  expect(screen.getByRole("dialog").textContent).toContain("Alert mild");
  await userEvent.keyboard("{Enter}");
  expect(command("acknowledge_alert").data).toHaveProperty("alert", "mild");
});

it("ignores A when there is nothing to acknowledge", async () => {
  await show(alertWith("known", { state: "acknowledged" }));
  await userEvent.keyboard("a");
  expect(screen.queryByRole("dialog")).toBeNull();
});
