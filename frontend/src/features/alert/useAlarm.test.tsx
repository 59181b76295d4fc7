import { render, screen } from "@testing-library/react";
import { useLocation } from "react-router";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { alertWorkplace, raisedFrame } from "../../../test/alertWorkplace.ts";
import { mia } from "../../../test/workplace.tsx";
import { changeSettings } from "../../services/browser/settings.ts";
import type { AlertRaised } from "../../services/socket/protocol.ts";
import { useAlarm } from "./useAlarm.ts";

class FakeNotification {
  static permission: NotificationPermission;
  static shown: FakeNotification[];
  onclick: (() => void) | undefined;
  readonly close = vi.fn();
  readonly title: string;
  readonly options: NotificationOptions;

  constructor(title: string, options: NotificationOptions) {
    this.title = title;
    this.options = options;
    FakeNotification.shown.push(this);
  }
}

let tones: number;

/** As much of Web Audio as a tone needs. */
class FakeAudioContext {
  readonly currentTime = 0;
  readonly destination = {};

  createGain() {
    return { gain: { value: 1 }, connect: () => {} };
  }

  createOscillator() {
    return { frequency: { value: 0 }, connect: () => {}, start: () => (tones += 1), stop: () => {} };
  }
}

beforeEach(() => {
  FakeNotification.permission = "granted";
  FakeNotification.shown = [];
  tones = 0;
  vi.stubGlobal("Notification", FakeNotification);
  vi.stubGlobal("AudioContext", FakeAudioContext);
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  changeSettings({ alertSound: false, alertNotifications: true });
});

afterEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  changeSettings({ alertSound: false, alertNotifications: true });
});

function Sample() {
  useAlarm();
  return <output>{useLocation().pathname}</output>;
}

/** Renders the hook, raises the alert and waits until it is announced. */
async function raise(data: Partial<AlertRaised["data"]> = {}) {
  const { live, server, Wrapper } = await alertWorkplace();
  const announced = vi.fn();
  live.onAlert(announced);
  render(<Sample />, { wrapper: Wrapper });
  server.socket.say(raisedFrame(1, data));
  await vi.waitFor(() => expect(announced).toHaveBeenCalledOnce());
  await Promise.resolve();
}

it("shows a desktop notification for a critical alert of another person", async () => {
  await raise({ detail: "peer 203.0.113.7 is unreachable" });
  expect(FakeNotification.shown.map(({ title, options }) => [title, options.body, options.tag])).toEqual([
    ["Critical: VPN tunnel is down", "peer 203.0.113.7 is unreachable", "a1"],
  ]);
  expect(tones).toBe(0);
});

it("opens the engagement when the notification is clicked", async () => {
  const focus = vi.spyOn(window, "focus").mockImplementation(() => {});
  await raise();
  const [notification] = FakeNotification.shown;
  notification?.onclick?.();
  await vi.waitFor(() => expect(screen.getByRole("status").textContent).toBe("/engagements/globex-firewall"));
  expect(focus).toHaveBeenCalledOnce();
  expect(notification?.close).toHaveBeenCalledOnce();
});

it("ignores alerts that are not critical and alerts of this user", async () => {
  changeSettings({ alertSound: true });
  await raise({ severity: "warning" });
  await raise({ author: { id: mia.id, name: mia.name, role: "MSP", organisation: "northwind" } });
  expect(FakeNotification.shown).toEqual([]);
  expect(tones).toBe(0);
});

it("shows no notification without the browser's permission", async () => {
  FakeNotification.permission = "default";
  await raise();
  expect(FakeNotification.shown).toEqual([]);
});

it("plays a sound instead of a notification when the settings say so", async () => {
  changeSettings({ alertSound: true, alertNotifications: false });
  await raise();
  expect(tones).toBe(2);
  expect(FakeNotification.shown).toEqual([]);
});
