import type { AlertFilter } from "../api/api.ts";
import type { Alert } from "../api/shapes.ts";
import type { AlertRaised, AlertUpdate, ServerFrame } from "../socket/protocol.ts";

const weight = { critical: 0, warning: 1, info: 2 } as const;
const stage = { raised: 0, acknowledged: 1, resolved: 2 } as const;

/**
 * Applies a frame to an alert. Fields that the frame does not contain stay unchanged. The state of an alert never goes
 * back, so a frame with an earlier state is outdated and ignored.
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

/** Builds the alert from the frame that raises it. */
export function alertOf({ engagement, seq, timestamp, data }: AlertRaised): Alert {
  const { alert, severity, title, detail, dedupKey, state, occurrences, author } = data;
  return {
    id: alert,
    engagement,
    seq,
    severity,
    title,
    detail: detail ?? null,
    state,
    dedupKey: dedupKey ?? null,
    occurrences,
    raisedBy: author,
    raisedAt: timestamp,
  };
}

/**
 * Applies a changed alert to a list: it is added on top, replaced or removed, according to the filter. A known later
 * state is kept.
 */
export function withAlert(alerts: readonly Alert[], changed: Alert, filter: AlertFilter): Alert[] {
  const known = alerts.find(({ id }) => id === changed.id);
  const alert = known && stage[known.state] > stage[changed.state] ? known : changed;
  const wanted =
    (filter.state ?? alert.state) === alert.state &&
    (filter.severity ?? alert.severity) === alert.severity &&
    (filter.engagement ?? alert.engagement) === alert.engagement;
  if (!wanted) return alerts.filter(({ id }) => id !== alert.id);
  return known ? alerts.map((held) => (held === known ? alert : held)) : [alert, ...alerts];
}

/** Applies frames to a page that may already contain some of them. Only the first page accepts new alerts. */
export function afterFrames(
  page: readonly Alert[],
  frames: readonly ServerFrame[],
  filter: AlertFilter,
  first: boolean,
): Alert[] {
  let alerts = [...page];
  for (const frame of frames) {
    if (frame.type !== "alert" && frame.type !== "alert_update") continue;
    const known = alerts.find(({ id }) => id === frame.data.alert);
    if (frame.type === "alert" && first && !known) alerts = withAlert(alerts, alertOf(frame), filter);
    if (frame.type === "alert_update" && known) alerts = withAlert(alerts, reduceAlert(known, frame), filter);
  }
  return alerts;
}

/** Open before resolved, then by severity, then newest first. */
export function byUrgency(a: Alert, b: Alert): number {
  return (
    stage[a.state] - stage[b.state] || weight[a.severity] - weight[b.severity] || b.raisedAt.localeCompare(a.raisedAt)
  );
}
