import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { Severity } from "../services/socket/protocol.ts";
import { t } from "../texts.ts";

const looks = {
  info: { Icon: Info, tone: "text-info", box: "bg-info-soft text-info" },
  warning: { Icon: TriangleAlert, tone: "text-warning", box: "bg-warning-soft text-warning" },
  critical: { Icon: CircleAlert, tone: "text-critical", box: "bg-critical-soft text-critical" },
};

export function SeverityIcon({ severity, size = 16 }: { severity: Severity; size?: 16 | 20 }) {
  const { Icon, tone } = looks[severity];
  return <Icon aria-hidden="true" size={size} strokeWidth={1.75} className={`shrink-0 ${tone}`} />;
}

/** Always an icon and a word, so that severity does not depend on colour. */
export function SeverityTag({ severity }: { severity: Severity }) {
  const { Icon, box } = looks[severity];
  return (
    <span className={`inline-flex shrink-0 items-center gap-1 rounded-sm px-1.5 py-0.5 text-xs font-medium ${box}`}>
      <Icon aria-hidden="true" size={16} strokeWidth={1.75} className="size-3.5" />
      {t.alerts.severity[severity]}
    </span>
  );
}
