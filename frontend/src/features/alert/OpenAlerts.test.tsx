import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { alertWith, alertWorkplace, noah } from "../../../test/alertWorkplace.ts";
import type { Alert } from "../../services/api/shapes.ts";
import { OpenAlerts } from "./OpenAlerts.tsx";

async function show(alerts: Alert[], mayRaise = true) {
  const place = await alertWorkplace(alerts);
  render(<OpenAlerts engagement="globex-firewall" mayRaise={mayRaise} />, { wrapper: place.Wrapper });
  return place;
}

it("lists the unresolved alerts of the engagement, the most urgent first", async () => {
  await show([
    alertWith("known", { severity: "critical", state: "acknowledged", acknowledgedBy: noah, comment: "on it" }),
    alertWith("done", { state: "resolved" }),
    alertWith("mild", { severity: "info" }),
    alertWith("severe", { severity: "critical" }),
    alertWith("elsewhere", { engagement: "initech-printers" }),
  ]);
  const items = await screen.findAllByRole("listitem");
  const titles = items.map((item) => within(item).getByText(/^Alert /).textContent);
  expect(titles).toEqual(["Alert severe", "Alert mild", "Alert known"]);
  expect(items[2]?.textContent).toContain("acknowledged by Noah Berg: on it");
});

it("says when there are no open alerts", async () => {
  await show([alertWith("done", { state: "resolved" })]);
  expect(await screen.findByText("No open alerts")).toBeDefined();
  expect(screen.queryAllByRole("listitem")).toEqual([]);
});

it("opens the dialog to raise an alert", async () => {
  await show([]);
  await userEvent.click(screen.getByRole("button", { name: "Raise an alert" }));
  expect(screen.getByRole("dialog", { name: "Raise an alert" })).toBeDefined();
});

it("does not offer to raise an alert in a closed engagement", async () => {
  await show([alertWith("a1")], false);
  expect(await screen.findByText("Alert a1")).toBeDefined();
  expect(screen.queryByRole("button", { name: "Raise an alert" })).toBeNull();
});
