import type { AlertRaised, AlertUpdate } from "./protocol.ts";
import type { Alert } from "./shapes.ts";

/** An alert of the list after a frame about it; what the frame does not say stays as it was. */
export function reduceAlert(alert: Alert, frame: AlertRaised | AlertUpdate): Alert {
  if (frame.type !== "alert_update" || frame.data.alert !== alert.id || frame.seq <= alert.seq) return alert;
  const { severity, title, state, change, occurrences, author, comment } = frame.data;
  const next: Alert = { ...alert, seq: frame.seq, severity, title, state, occurrences };
  switch (change) {
    case "acknowledged":
      return { ...next, acknowledgedBy: author, acknowledgedAt: frame.timestamp, comment: comment ?? null };
    case "resolved":
      return { ...next, resolvedBy: author, resolvedAt: frame.timestamp };
    default:
      return next;
  }
}

const weight = { critical: 0, warning: 1, info: 2 } as const;
const stage = { raised: 0, acknowledged: 1, resolved: 2 } as const;

/** What needs somebody first: open before done, severe before mild, new before old. */
export function byUrgency(a: Alert, b: Alert): number {
  return (
    stage[a.state] - stage[b.state] || weight[a.severity] - weight[b.severity] || b.raisedAt.localeCompare(a.raisedAt)
  );
}
