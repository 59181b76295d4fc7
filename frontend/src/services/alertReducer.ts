import type { AlertUpdate } from "./protocol.ts";
import type { Alert } from "./shapes.ts";

const weight = { critical: 0, warning: 1, info: 2 } as const;
const stage = { raised: 0, acknowledged: 1, resolved: 2 } as const;

/**
 * An alert of the list after a frame about it; what the frame does not say stays as it was. An alert's life goes one
 * way, so a frame that tells of an earlier stage is older than what is known.
 */
export function reduceAlert(alert: Alert, frame: AlertUpdate): Alert {
  if (frame.data.alert !== alert.id || stage[frame.data.state] < stage[alert.state]) return alert;
  const { severity, title, state, change, occurrences, author, comment } = frame.data;
  const next: Alert = { ...alert, severity, title, state, occurrences };
  switch (change) {
    case "acknowledged":
      return { ...next, acknowledgedBy: author, acknowledgedAt: frame.timestamp, comment: comment ?? null };
    case "resolved":
      return { ...next, resolvedBy: author, resolvedAt: frame.timestamp, comment: comment ?? alert.comment ?? null };
    default:
      return next;
  }
}

/** What needs somebody first: open before done, severe before mild, new before old. */
export function byUrgency(a: Alert, b: Alert): number {
  return (
    stage[a.state] - stage[b.state] || weight[a.severity] - weight[b.severity] || b.raisedAt.localeCompare(a.raisedAt)
  );
}
