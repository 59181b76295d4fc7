import { memo } from "react";
import { Markdown } from "../../components/Markdown.tsx";
import type { OutboxEntry } from "../../services/socket/outbox.ts";
import type { ChatMessage } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { BubbleFrame } from "./BubbleFrame.tsx";
import { DeliveryMark } from "./DeliveryMark.tsx";
import type { Delivery } from "./deliveryState.ts";
import { MessageToolbar } from "./MessageToolbar.tsx";
import type { MessageActions } from "./messageActions.ts";
import { PendingChange } from "./PendingChange.tsx";
import { ReplyQuote } from "./ReplyQuote.tsx";

interface MessageBubbleProps {
  event: ChatMessage;
  organisation: string;
  ownSide: boolean;
  mine: boolean;
  startsGroup: boolean;
  selected: boolean;
  /** For own messages only. */
  delivery: Delivery | undefined;
  /** The message that this one replies to, if it is loaded. */
  original: ChatMessage | undefined;
  /** An edit or a deletion of this message that is not stored yet. */
  change: OutboxEntry | undefined;
  actions: MessageActions;
  mayWrite: boolean;
}

/** A stored message. */
export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { event, organisation, ownSide, mine, startsGroup, selected, delivery, original, change, actions, mayWrite } =
    props;
  const { author, text, replyTo, editedAt } = event.data;
  const deleted = text === null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard selects with J and K
    <article
      data-seq={event.seq}
      aria-label={`${author.name}, ${organisation}`}
      onClick={(tap) => {
        if (isTouch(tap.nativeEvent)) actions.select(event.seq);
      }}
    >
      <BubbleFrame
        name={author.name}
        organisation={organisation}
        role={author.role}
        at={event.timestamp}
        ownSide={ownSide}
        startsGroup={startsGroup}
        selected={selected}
        toolbar={
          !deleted &&
          (mayWrite || mine) && (
            <MessageToolbar
              event={event}
              mine={mine}
              mayWrite={mayWrite}
              ownSide={ownSide}
              selected={selected}
              actions={actions}
            />
          )
        }
      >
        {replyTo !== undefined && <ReplyQuote seq={replyTo} original={original} jumpTo={actions.jumpTo} />}
        {deleted ? <em className="text-muted">{t.chat.deleted}</em> : <Markdown text={text} />}
        {((editedAt && !deleted) || delivery) && (
          <span className="mt-0.5 flex items-center justify-end gap-1.5 text-xs text-muted">
            {editedAt && !deleted && <span>{t.chat.edited}</span>}
            {delivery && <DeliveryMark delivery={delivery} />}
          </span>
        )}
      </BubbleFrame>
      {change && <PendingChange entry={change} actions={actions} />}
    </article>
  );
});

const isTouch = (event: MouseEvent) => event instanceof PointerEvent && event.pointerType === "touch";
