import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { alertWith, alertWorkplace, noah, raisedFrame } from "../../../test/alertWorkplace.ts";
import type { Alert } from "../../services/api/shapes.ts";
import { changeSettings, settings } from "../../services/browser/settings.ts";
import { AlertsPage } from "./AlertsPage.tsx";

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
});

afterEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  changeSettings({ alertSound: false });
});

async function show(...alerts: Alert[]) {
  const place = await alertWorkplace(alerts);
  render(<AlertsPage />, { wrapper: place.Wrapper });
  await vi.waitFor(() => expect(place.queries.isFetching()).toBe(0));
  return place;
}
const titles = () => screen.queryAllByRole("heading", { level: 2 }).map((heading) => heading.textContent);
const card = (title: string) => within(screen.getByRole("heading", { name: title }).closest("article") as HTMLElement);

const severe = alertWith("severe", { severity: "critical", occurrences: 3, detail: "no answer from fw-2" });
const mild = alertWith("mild", { severity: "info" });
const known = alertWith("known", { state: "acknowledged", acknowledgedBy: noah, comment: "on it" });
const done = alertWith("done", { state: "resolved", resolvedBy: noah });

it("shows the open alerts, the most urgent first", async () => {
  await show(mild, known, done, severe);
  expect(titles()).toEqual(["Alert severe", "Alert mild", "Alert known"]);
});

it("shows what happened to an alert and links to its place in the conversation", async () => {
  await show(severe, known);
  expect(card("Alert severe").getByText("3 times")).toBeDefined();
  expect(card("Alert severe").getByText("no answer from fw-2")).toBeDefined();
  expect(card("Alert known").getByText("raised by Gil Ortega · acknowledged by Noah Berg: on it")).toBeDefined();
  const link = await card("Alert severe").findByRole("link", { name: "Globex · Firewall rollout" });
  expect(link.getAttribute("href")).toBe("/engagements/globex-firewall?at=12");
});

it("filters by state", async () => {
  const { list } = await show(mild, known, done);
  await userEvent.click(screen.getByRole("button", { name: "Resolved" }));
  await vi.waitFor(() => expect(titles()).toEqual(["Alert done"]));
  expect(list.mock.lastCall?.[0]).toEqual({ state: "resolved" });
  expect(screen.getByRole("button", { name: "Resolved" }).getAttribute("aria-pressed")).toBe("true");
  await userEvent.click(screen.getByRole("button", { name: "All" }));
  await vi.waitFor(() => expect(titles()).toEqual(["Alert mild", "Alert known", "Alert done"]));
});

it("filters by severity", async () => {
  const { list } = await show(mild, severe);
  await userEvent.selectOptions(screen.getByLabelText("Severity"), "critical");
  await vi.waitFor(() => expect(titles()).toEqual(["Alert severe"]));
  expect(list.mock.lastCall?.[0]).toEqual({ severity: "critical" });
});

it("distinguishes having no alerts from having no matching ones", async () => {
  await show(done);
  expect(screen.getByText("No alerts")).toBeDefined();
  await userEvent.click(screen.getByRole("button", { name: "Acknowledged" }));
  expect(await screen.findByText("No matching alerts")).toBeDefined();
});

it("shows why the list failed and fetches it on retry", async () => {
  const place = await alertWorkplace([severe]);
  place.list.mockRejectedValueOnce(new Error("The list is broken"));
  render(<AlertsPage />, { wrapper: place.Wrapper });
  expect((await screen.findByRole("alert")).textContent).toContain("The list is broken");
  await userEvent.click(screen.getByRole("button", { name: "Retry" }));
  await vi.waitFor(() => expect(titles()).toEqual(["Alert severe"]));
});

it("fetches the next page near the end of the list", async () => {
  const place = await alertWorkplace();
  place.list.mockImplementation(async (_, cursor) =>
    cursor === undefined ? { items: [severe], next: "more" } : { items: [mild], next: null },
  );
  render(<AlertsPage />, { wrapper: place.Wrapper });
  await vi.waitFor(() => expect(titles()).toEqual(["Alert severe", "Alert mild"]));
  expect(place.list.mock.calls.map(([, cursor]) => cursor)).toEqual([undefined, "more"]);
});

it("adds an alert that is raised while the page is open", async () => {
  const { server } = await show(mild);
  server.socket.say(raisedFrame(1, { title: "VPN tunnel is down" }));
  await vi.waitFor(() => expect(titles()).toEqual(["VPN tunnel is down", "Alert mild"]));
});

it("acknowledges the most urgent raised alert with A", async () => {
  const { command } = await show(alertWith("known", { severity: "critical", state: "acknowledged" }), mild, severe);
  await userEvent.keyboard("a");
  expect(screen.getByRole("dialog").textContent).toContain("Alert severe");
  await userEvent.keyboard("{Enter}");
  expect(command("acknowledge_alert").data).toHaveProperty("alert", "severe");
});

it("switches the sound of critical alerts and remembers it", async () => {
  await show();
  await userEvent.click(screen.getByRole("button", { name: "Sound off" }));
  expect(screen.getByRole("button", { name: "Sound on" }).getAttribute("aria-pressed")).toBe("true");
  expect(settings.get().alertSound).toBe(true);
  expect(localStorage.getItem("parley.alertSound")).toBe("true");
});
