import { CornerUpLeft, Pencil, Trash2 } from "lucide-react";
import { memo, type ReactNode } from "react";
import { Avatar } from "../../components/Avatar.tsx";
import { Button, IconButton } from "../../components/Button.tsx";
import { CopyButton } from "../../components/CopyButton.tsx";
import { Markdown } from "../../components/Markdown.tsx";
import { Clock } from "../../components/Time.tsx";
import { plain } from "../../services/model/markdown.ts";
import type { OutboxEntry } from "../../services/socket/outbox.ts";
import type { ChatMessage, Role } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { DeliveryMark } from "./DeliveryMark.tsx";
import { type Delivery, ofEntry } from "./deliveryState.ts";

export interface MessageActions {
  select: (seq: number) => void;
  reply: (event: ChatMessage) => void;
  edit: (event: ChatMessage) => void;
  remove: (event: ChatMessage) => void;
  jumpTo: (seq: number) => void;
  retry: (id: string) => void;
  discard: (id: string) => void;
}

interface ShellProps {
  role: Role;
  /** Own side stands on the right. */
  ownSide: boolean;
  startsGroup: boolean;
  name: string;
  header: ReactNode;
  selected?: boolean;
  children: ReactNode;
  beside?: ReactNode;
}

function Shell({ role, ownSide, startsGroup, name, header, selected = false, children, beside }: ShellProps) {
  return (
    <div
      className={`group relative flex items-end gap-2 px-4 md:px-6 ${startsGroup ? "pt-3" : "pt-0.5"} ${ownSide ? "flex-row-reverse" : ""}`}
    >
      <span className="w-8 shrink-0 self-start max-md:hidden">{startsGroup && <Avatar name={name} role={role} />}</span>
      <div
        className={`grid max-w-[min(72ch,85%)] min-w-0 gap-1 ${ownSide ? "justify-items-end" : "justify-items-start"}`}
      >
        {startsGroup && header}
        <div
          className={`min-w-0 max-w-full rounded-lg px-3 py-2 text-md text-ink ${role === "CLIENT" ? "bg-client" : "bg-msp"} ${
            selected ? "outline-2 outline-accent" : ""
          }`}
        >
          {children}
        </div>
      </div>
      {beside}
    </div>
  );
}

function Header({ name, organisation, at }: { name: string; organisation: string; at: string }) {
  return (
    <p className="flex max-w-full items-baseline gap-1.5 text-sm">
      <span className="truncate font-semibold">{name}</span>
      <span className="truncate text-muted">{organisation}</span>
      <Clock at={at} className="shrink-0 text-xs text-faint" />
    </p>
  );
}

interface MessageBubbleProps {
  event: ChatMessage;
  organisation: string;
  ownSide: boolean;
  mine: boolean;
  startsGroup: boolean;
  selected: boolean;
  /** Only of one's own messages. */
  delivery: Delivery | undefined;
  origin: ChatMessage | undefined;
  /** An edit or a deletion of it that is not stored yet. */
  change: OutboxEntry | undefined;
  actions: MessageActions;
  mayWrite: boolean;
}

export const MessageBubble = memo(function MessageBubble(props: MessageBubbleProps) {
  const { event, organisation, ownSide, mine, startsGroup, selected, delivery, origin, change, actions, mayWrite } =
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
      <Shell
        role={author.role}
        ownSide={ownSide}
        startsGroup={startsGroup}
        name={author.name}
        selected={selected}
        header={<Header name={author.name} organisation={organisation} at={event.timestamp} />}
        beside={
          !deleted &&
          (mayWrite || mine) && (
            <Toolbar
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
        {replyTo !== undefined && <Origin seq={replyTo} origin={origin} jumpTo={actions.jumpTo} />}
        {deleted ? <em className="text-muted">{t.chat.deleted}</em> : <Markdown text={text} />}
        {((editedAt && !deleted) || delivery) && (
          <span className="mt-0.5 flex items-center justify-end gap-1.5 text-xs text-muted">
            {editedAt && !deleted && <span>{t.chat.edited}</span>}
            {delivery && <DeliveryMark delivery={delivery} />}
          </span>
        )}
      </Shell>
      {change && <ChangeLine change={change} actions={actions} />}
    </article>
  );
});

const isTouch = (event: MouseEvent) => event instanceof PointerEvent && event.pointerType === "touch";

/** What one wanted to change shows beside what still stands. */
function ChangeLine({ change, actions }: { change: OutboxEntry; actions: MessageActions }) {
  const failed = change.state === "failed";
  const what = change.command.type === "delete_message" ? t.chat.deletionWaits : t.chat.editWaits;
  return (
    <div className="mt-1 flex flex-wrap items-center justify-end gap-2 px-4 text-sm text-muted md:px-6 md:pr-16">
      <DeliveryMark delivery={ofEntry(change)} />
      <span role={failed ? "alert" : undefined} className={failed ? "text-critical" : ""}>
        {failed ? t.chat.changeFailed(change.error?.message ?? "") : what}
      </span>
      {failed && (
        <>
          <Button small onClick={() => actions.retry(change.id)}>
            {t.common.retry}
          </Button>
          <Button small look="quiet" onClick={() => actions.discard(change.id)}>
            {t.chat.discard}
          </Button>
        </>
      )}
    </div>
  );
}

function Origin({
  seq,
  origin,
  jumpTo,
}: {
  seq: number;
  origin: ChatMessage | undefined;
  jumpTo: (seq: number) => void;
}) {
  return (
    <button
      type="button"
      title={t.chat.origin}
      onClick={() => jumpTo(seq)}
      className="mb-1.5 block max-w-full border-l-2 border-line-strong pl-2 text-left text-sm text-muted hover:text-ink"
    >
      <span className="block truncate font-medium">{origin?.data.author.name ?? t.chat.unknownOrigin}</span>
      {origin && (
        <span className="block truncate">{origin.data.text === null ? t.chat.deleted : plain(origin.data.text)}</span>
      )}
    </button>
  );
}

interface ToolbarProps {
  event: ChatMessage;
  mine: boolean;
  /** Of what is closed, one's own messages can still be deleted. */
  mayWrite: boolean;
  ownSide: boolean;
  selected: boolean;
  actions: MessageActions;
}

const tool = "size-7 pointer-coarse:size-9";

/**
 * Beside the bubble, for the pointer over it or the selected message; on a phone over its upper edge, so that it
 * takes no room from the text. A finger, which cannot hover, selects by a tap.
 */
function Toolbar({ event, mine, mayWrite, ownSide, selected, actions }: ToolbarProps) {
  const shown = selected
    ? "flex"
    : "flex opacity-0 group-hover:opacity-100 focus-within:opacity-100 max-md:hidden max-md:group-hover:flex pointer-coarse:hidden";
  return (
    <span
      className={`self-center max-md:absolute max-md:-top-2 max-md:z-10 max-md:rounded-sm max-md:border max-md:border-line max-md:bg-raised max-md:shadow-float ${
        ownSide ? "max-md:left-4" : "max-md:right-4"
      } ${shown}`}
    >
      {mayWrite && (
        <IconButton label={t.chat.reply} className={tool} onClick={() => actions.reply(event)}>
          <CornerUpLeft size={16} strokeWidth={1.75} />
        </IconButton>
      )}
      {mine && mayWrite && (
        <IconButton label={t.chat.edit} className={tool} onClick={() => actions.edit(event)}>
          <Pencil size={16} strokeWidth={1.75} />
        </IconButton>
      )}
      {mine && (
        <IconButton label={t.chat.remove} className={tool} onClick={() => actions.remove(event)}>
          <Trash2 size={16} strokeWidth={1.75} />
        </IconButton>
      )}
    </span>
  );
}

interface PendingBubbleProps {
  entry: OutboxEntry;
  name: string;
  role: Role;
  organisation: string;
  startsGroup: boolean;
  connected: boolean;
  actions: MessageActions;
}

/** One's own message before its echo: waiting, on its way, stored, or not stored and why. */
export function PendingBubble(props: PendingBubbleProps) {
  const { entry, name, role, organisation, startsGroup, connected, actions } = props;
  if (entry.command.type !== "send_message") return null;
  const { text } = entry.command.data;
  const at = new Date(entry.createdAt).toISOString();
  return (
    <article aria-label={`${name}, ${organisation}`} data-pending={entry.id}>
      <Shell
        role={role}
        ownSide
        startsGroup={startsGroup}
        name={name}
        header={<Header name={name} organisation={organisation} at={at} />}
      >
        <Markdown text={text} />
        <span className="mt-0.5 flex justify-end">
          <DeliveryMark delivery={ofEntry(entry)} />
        </span>
      </Shell>
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
      {entry.state === "waiting" && !connected && (
        <p className="mt-1 px-4 text-right text-sm text-muted md:px-6 md:pr-16">{t.chat.waitingWhy}</p>
      )}
    </article>
  );
}
