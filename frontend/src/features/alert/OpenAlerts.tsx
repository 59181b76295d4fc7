import { Plus } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../components/Button.tsx";
import { SeverityTag } from "../../components/Severity.tsx";
import { Ago } from "../../components/Time.tsx";
import { useAlerts } from "../../hooks/useAlerts.ts";
import { byUrgency } from "../../services/model/alertReducer.ts";
import { t } from "../../texts.ts";
import { AlertActions } from "./AlertActions.tsx";
import { RaiseAlert } from "./RaiseAlert.tsx";

/** The unresolved alerts of an engagement, for the details panel. */
export function OpenAlerts({ engagement, mayRaise }: { engagement: string; mayRaise: boolean }) {
  const alerts = useAlerts({ engagement });
  const [raising, setRaising] = useState(false);
  const open = (alerts.data?.pages.flatMap((page) => page.items) ?? [])
    .filter((alert) => alert.state !== "resolved")
    .toSorted(byUrgency);
  return (
    <section className="grid gap-2">
      <div className="flex min-h-7 items-center justify-between">
        <h2 className="text-sm font-semibold text-muted">{t.engagements.openAlerts}</h2>
        {mayRaise && (
          <IconButton label={t.alerts.raise} className="size-7" onClick={() => setRaising(true)}>
            <Plus size={16} strokeWidth={1.75} />
          </IconButton>
        )}
      </div>
      {open.length === 0 && <p className="text-sm text-muted">{t.engagements.noAlerts}</p>}
      <ul className="grid gap-2">
        {open.map((alert) => (
          <li key={alert.id} className="grid gap-1.5 rounded-sm border border-line p-2.5">
            <span className="flex items-center justify-between gap-2">
              <SeverityTag severity={alert.severity} />
              <Ago at={alert.raisedAt} className="text-xs text-faint" />
            </span>
            <p className="text-sm font-medium [overflow-wrap:anywhere]">{alert.title}</p>
            {alert.state === "acknowledged" && alert.acknowledgedBy && (
              <p className="text-xs text-muted">
                {t.alerts.acknowledgedBy(alert.acknowledgedBy.name)}
                {alert.comment && `: ${alert.comment}`}
              </p>
            )}
            <div className="flex flex-wrap gap-1">
              <AlertActions alert={alert} />
            </div>
          </li>
        ))}
      </ul>
      {raising && <RaiseAlert engagement={engagement} onClose={() => setRaising(false)} />}
    </section>
  );
}
