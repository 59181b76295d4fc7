import { Check, CheckCheck, Clock, TriangleAlert } from "lucide-react";
import { t } from "../../texts.ts";
import type { Delivery } from "./deliveryState.ts";

const marks = {
  waiting: { Icon: Clock, tone: "text-muted" },
  sending: { Icon: Clock, tone: "text-muted" },
  stored: { Icon: Check, tone: "text-muted" },
  seen: { Icon: CheckCheck, tone: "text-accent-ink" },
  failed: { Icon: TriangleAlert, tone: "text-critical" },
};

export function DeliveryMark({ delivery }: { delivery: Delivery }) {
  const { Icon, tone } = marks[delivery];
  return (
    <span title={t.chat.state[delivery]} data-delivery={delivery} className={`inline-flex ${tone}`}>
      <Icon aria-hidden="true" size={16} strokeWidth={1.75} className="size-3.5" />
      <span className="sr-only">{t.chat.state[delivery]}</span>
    </span>
  );
}
