import { X } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../components/Button.tsx";
import { SeverityIcon } from "../../components/Severity.tsx";
import { Ago } from "../../components/Time.tsx";
import { useAlerts } from "../../hooks/useAlerts.ts";
import { useHotkeys } from "../../hooks/useHotkeys.ts";
import { byUrgency } from "../../services/model/alertReducer.ts";
import { t } from "../../texts.ts";
import { AlertActions, SettleDialog } from "./AlertActions.tsx";

/** Shows a critical alert above its conversation until it is acknowledged or hidden. */
export function AlertBanner({ engagement }: { engagement: string }) {
  const alerts = useAlerts({ engagement });
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [acknowledging, setAcknowledging] = useState(false);
  const raised = (alerts.data?.pages.flatMap((page) => page.items) ?? [])
    .filter((alert) => alert.state === "raised")
    .toSorted(byUrgency);
  const critical = raised.filter((alert) => alert.severity === "critical" && !hidden.has(alert.id));
  const [top] = critical;
  const [target] = raised;
  useHotkeys({ a: () => setAcknowledging(target !== undefined) });
  return (
    <>
      {top && (
        <div
          role="region"
          aria-label={t.alerts.severity.critical}
          className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-critical-soft px-4 py-2 md:px-6"
        >
          <SeverityIcon severity="critical" size={20} />
          <p className="min-w-0 flex-1 basis-40">
            <span className="font-semibold text-critical">{t.alerts.severity.critical}: </span>
            <span className="font-medium [overflow-wrap:anywhere]">{top.title}</span>
            <span className="text-sm text-muted">
              {" · "}
              {t.alerts.raisedBy(top.raisedBy.name)} · <Ago at={top.raisedAt} />
              {critical.length > 1 && ` · ${t.alerts.more(critical.length - 1)}`}
            </span>
          </p>
          <span className="flex items-center gap-1.5">
            <AlertActions alert={top} />
            <IconButton label={t.alerts.dismiss} onClick={() => setHidden(new Set([...hidden, top.id]))}>
              <X size={16} strokeWidth={1.75} />
            </IconButton>
          </span>
        </div>
      )}
      {acknowledging && target && (
        <SettleDialog alert={target} settling="acknowledge_alert" onClose={() => setAcknowledging(false)} />
      )}
    </>
  );
}
