import { vi } from "vitest";
import type { AlertFilter } from "../src/services/api/api.ts";
import type { Alert, Engagement } from "../src/services/api/shapes.ts";
import type { AlertRaised, AlertUpdate, Command, ErrorCode } from "../src/services/socket/protocol.ts";
import { at } from "./scriptedServer.ts";
import { workplace } from "./workplace.tsx";

export const gil = { id: "gil", name: "Gil Ortega", role: "CLIENT", organisation: "globex" } as const;
export const noah = { id: "noah", name: "Noah Berg", role: "MSP", organisation: "northwind" } as const;

const engagement: Engagement = {
  id: "globex-firewall",
  title: "Firewall rollout",
  status: "open",
  msp: { id: "northwind", name: "Northwind" },
  client: { id: "globex", name: "Globex" },
  head: 0,
  unread: 0,
  read: 0,
  interactions: {},
  alerts: { critical: 0, warning: 0, info: 0 },
  lastMessage: null,
  updatedAt: at,
  version: 1,
};

/** A warning that Gil has raised, with changes. */
export function alertWith(id: string, change: Partial<Alert> = {}): Alert {
  return {
    id,
    engagement: engagement.id,
    seq: 12,
    severity: "warning",
    title: `Alert ${id}`,
    state: "raised",
    occurrences: 1,
    raisedBy: gil,
    raisedAt: at,
    ...change,
  };
}

/** The frame that raises an alert in the followed engagement. */
export function raisedFrame(seq: number, data: Partial<AlertRaised["data"]> = {}): AlertRaised {
  return {
    type: "alert",
    timestamp: at,
    engagement: engagement.id,
    seq,
    data: {
      author: gil,
      alert: `a${seq}`,
      severity: "critical",
      title: "VPN tunnel is down",
      state: "raised",
      occurrences: 1,
      ...data,
    },
  };
}

export function acknowledgedFrame(seq: number, alert: Alert): AlertUpdate {
  const { id, severity, title, occurrences } = alert;
  return {
    type: "alert_update",
    timestamp: at,
    engagement: engagement.id,
    seq,
    data: { author: noah, alert: id, severity, title, occurrences, state: "acknowledged", change: "acknowledged" },
  };
}

/** A live connection, a server that lists these alerts, and one followed engagement. */
export async function alertWorkplace(alerts: readonly Alert[] = []) {
  const place = workplace();
  const list = vi.spyOn(place.api, "alerts").mockImplementation(async (filter) => ({
    items: alerts.filter((alert) => matches(alert, filter)),
    next: null,
  }));
  vi.spyOn(place.api, "engagements").mockResolvedValue({ items: [{ ...engagement }], next: null });
  vi.spyOn(place.api, "engagement").mockResolvedValue({ ...engagement });
  place.socket.follow(engagement.id, 0);
  place.socket.connect();
  await vi.waitFor(() => place.server.welcome());
  place.server.syncAll();

  /** The only command of this type that the server has received and not answered. */
  const command = (type: Command["type"]): { id?: string; data: object } => {
    const sent = place.server.socket.sent.find((frame) => frame.type === type);
    if (!sent) throw new Error(`No ${type} was sent`);
    return sent;
  };
  const ack = (id = "") =>
    place.server.socket.say({ type: "ack", timestamp: at, id, data: { seq: 1, duplicate: false } });
  const refuse = (code: ErrorCode, id = "") =>
    place.server.socket.say({ type: "error", timestamp: at, id, data: { code, message: "Refused by the server." } });
  return { ...place, list, command, ack, refuse };
}

function matches(alert: Alert, filter: AlertFilter): boolean {
  return (
    (filter.state ?? alert.state) === alert.state &&
    (filter.severity ?? alert.severity) === alert.severity &&
    (filter.engagement ?? alert.engagement) === alert.engagement
  );
}
