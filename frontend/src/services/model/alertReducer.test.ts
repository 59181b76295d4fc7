import { expect, it } from "vitest";
import { at } from "../../../test/scriptedServer.ts";
import type { Alert } from "../api/shapes.ts";
import type { AlertUpdate } from "../socket/protocol.ts";
import { byUrgency, reduceAlert, withAlert } from "./alertReducer.ts";

const mia = { id: "mia", name: "Mia", role: "MSP", organisation: "northwind" } as const;
const alert: Alert = {
  id: "a1",
  engagement: "globex",
  seq: 4,
  severity: "warning",
  title: "Disk",
  state: "raised",
  occurrences: 1,
  raisedBy: mia,
  raisedAt: at,
};
const update = (change: AlertUpdate["data"]["change"], data: Partial<AlertUpdate["data"]> = {}): AlertUpdate => ({
  type: "alert_update",
  timestamp: at,
  engagement: "globex",
  seq: 9,
  data: {
    author: mia,
    alert: "a1",
    severity: "warning",
    title: "Disk",
    state: "raised",
    change,
    occurrences: 1,
    ...data,
  },
});

it("follows an alert through its states and keeps the seq where it was raised", () => {
  const acknowledged = reduceAlert(alert, update("acknowledged", { state: "acknowledged", comment: "on it" }));
  expect(acknowledged).toMatchObject({ state: "acknowledged", acknowledgedBy: mia, comment: "on it", seq: 4 });
  const resolved = reduceAlert(acknowledged, update("resolved", { state: "resolved" }));
  expect(resolved).toMatchObject({ state: "resolved", resolvedBy: mia, comment: "on it" });
});

it("applies repetitions and an escalated severity", () => {
  expect(reduceAlert(alert, update("repeated", { occurrences: 3 })).occurrences).toBe(3);
  expect(reduceAlert(alert, update("escalated", { severity: "critical" })).severity).toBe("critical");
});

it("ignores an earlier state and frames of other alerts", () => {
  const resolved: Alert = { ...alert, state: "resolved" };
  expect(reduceAlert(resolved, update("acknowledged", { state: "acknowledged" }))).toBe(resolved);
  expect(reduceAlert(alert, update("resolved", { alert: "a2", state: "resolved" }))).toBe(alert);
});

it("sorts open before resolved, then by severity, then newest first", () => {
  const of = (id: string, part: Partial<Alert>): Alert => ({ ...alert, id, ...part });
  const sorted = [
    of("done", { state: "resolved", severity: "critical" }),
    of("seen", { state: "acknowledged", severity: "critical" }),
    of("old", { severity: "critical", raisedAt: "2026-11-19T00:00:00Z" }),
    of("mild", { severity: "info" }),
    of("new", { severity: "critical" }),
  ].toSorted(byUrgency);
  expect(sorted.map(({ id }) => id)).toEqual(["new", "old", "mild", "seen", "done"]);
});

it("adds, changes and removes an alert in a list according to its filter", () => {
  const other = { ...alert, id: "a2" };
  const done: Alert = { ...alert, state: "resolved" };
  expect(withAlert([other], alert, {})).toEqual([alert, other]);
  expect(withAlert([other, alert], done, {})).toEqual([other, done]);
  expect(withAlert([other, alert], done, { state: "raised" })).toEqual([other]);
  expect(withAlert([other], alert, { severity: "critical" })).toEqual([other]);
  expect(withAlert([other], alert, { engagement: "elsewhere" })).toEqual([other]);
  expect(withAlert([done], alert, { state: "resolved" })).toEqual([done]);
});
