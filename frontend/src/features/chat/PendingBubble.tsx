import { Button } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Markdown } from "../../components/Markdown.tsx";
import { useConnectionState } from "../../hooks/useConnectionState.ts";
import type { OutboxEntry } from "../../services/socket/outbox.ts";
import type { Role } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { BubbleFrame } from "./BubbleFrame.tsx";
import { DeliveryMark } from "./DeliveryMark.tsx";
import { ofEntry } from "./deliveryState.ts";
import type { MessageActions } from "./messageActions.ts";

interface PendingBubbleProps {
  entry: OutboxEntry;
  name: string;
  role: Role;
  organisation: string;
  startsGroup: boolean;
  actions: MessageActions;
}

/** An own message whose echo has not arrived: waiting, sending, stored, or failed with the reason. */
export function PendingBubble({ entry, name, role, organisation, startsGroup, actions }: PendingBubbleProps) {
  const { phase } = useConnectionState();
  if (entry.command.type !== "send_message") return null;
  const { text } = entry.command.data;
  return (
    <article aria-label={`${name}, ${organisation}`} data-pending={entry.id}>
      <BubbleFrame
        name={name}
        organisation={organisation}
        role={role}
        at={new Date(entry.createdAt).toISOString()}
        ownSide
        startsGroup={startsGroup}
      >
        <Markdown text={text} />
        <span className="mt-0.5 flex justify-end">
          <DeliveryMark delivery={ofEntry(entry)} />
        </span>
      </BubbleFrame>
      {entry.state === "failed" && (
        <div className="mt-1 flex flex-wrap items-center justify-end gap-2 px-4 text-sm md:px-6 md:pr-16">
          <span role="alert" className="text-critical">
            {t.chat.failedWhy(entry.error?.message ?? entry.error?.code ?? "")}
          </span>
          <Button small onClick={() => actions.retry(entry.id)}>
            {t.common.retry}
          </Button>
          <CopyButton text={text} />
          <Button small look="quiet" onClick={() => actions.discard(entry.id)}>
            {t.chat.discard}
          </Button>
        </div>
      )}
      {entry.state === "waiting" && phase !== "live" && phase !== "syncing" && (
        <p className="mt-1 px-4 text-right text-sm text-muted md:px-6 md:pr-16">{t.chat.waitingWhy}</p>
      )}
    </article>
  );
}
