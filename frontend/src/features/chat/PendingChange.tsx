import { Button } from "../../components/Button.tsx";
import type { OutboxEntry } from "../../services/socket/outbox.ts";
import { t } from "../../texts.ts";
import { DeliveryMark } from "./DeliveryMark.tsx";
import { ofEntry } from "./deliveryState.ts";
import type { MessageActions } from "./messageActions.ts";

/** An edit or a deletion that is not stored yet. The message itself still shows the stored text. */
export function PendingChange({ entry, actions }: { entry: OutboxEntry; actions: MessageActions }) {
  const failed = entry.state === "failed";
  const waiting = entry.command.type === "delete_message" ? t.chat.deletionWaits : t.chat.editWaits;
  return (
    <div className="mt-1 flex flex-wrap items-center justify-end gap-2 px-4 text-sm text-muted md:px-6 md:pr-16">
      <DeliveryMark delivery={ofEntry(entry)} />
      <span role={failed ? "alert" : undefined} className={failed ? "text-critical" : ""}>
        {failed ? t.chat.changeFailed(entry.error?.message ?? "") : waiting}
      </span>
      {failed && (
        <>
          <Button small onClick={() => actions.retry(entry.id)}>
            {t.common.retry}
          </Button>
          <Button small look="quiet" onClick={() => actions.discard(entry.id)}>
            {t.chat.discard}
          </Button>
        </>
      )}
    </div>
  );
}
