import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Engagement } from "../../services/api/shapes.ts";
import { messageAt, type Timeline } from "../../services/model/timeline.ts";
import type { TimelineRow } from "../../services/model/timelineRows.ts";
import type { OutboxEntry } from "../../services/socket/outbox.ts";
import type { Command, Role } from "../../services/socket/protocol.ts";
import { ofEvent } from "./deliveryState.ts";
import { MessageBubble } from "./MessageBubble.tsx";
import type { MessageActions } from "./messageActions.ts";
import { Note } from "./Note.tsx";
import { PendingBubble } from "./PendingBubble.tsx";
import { DaySeparator, UnreadSeparator } from "./Separators.tsx";

/** What the rows of one conversation share. */
export interface RowContext {
  engagement: Engagement;
  timeline: Timeline;
  side: Role;
  /** This user's entries of the outbox for this engagement. */
  entries: readonly OutboxEntry[];
  /** The seq up to which the other side has read. */
  seenSeq: number;
  selected: number | undefined;
  mayWrite: boolean;
  actions: MessageActions;
}

export function ConversationRow({ row, context }: { row: TimelineRow; context: RowContext }) {
  const { engagement, timeline, side, entries, seenSeq, selected, mayWrite, actions } = context;
  const { user } = useWorkplace();
  const nameOf = (organisation: string) =>
    [engagement.msp, engagement.client].find(({ id }) => id === organisation)?.name ?? organisation;
  switch (row.kind) {
    case "day":
      return <DaySeparator at={row.at} />;
    case "unread":
      return <UnreadSeparator />;
    case "note":
      return <Note event={row.event} />;
    case "message": {
      const { seq } = row.event;
      const { author, replyTo } = row.event.data;
      const mine = author.id === user.id;
      return (
        <MessageBubble
          event={row.event}
          organisation={nameOf(author.organisation)}
          ownSide={author.role === side}
          mine={mine}
          startsGroup={row.startsGroup}
          selected={seq === selected}
          delivery={mine ? ofEvent(seq, seenSeq) : undefined}
          original={replyTo === undefined ? undefined : messageAt(timeline, replyTo)}
          change={entries.find(({ command }) => isChangeOf(command, seq))}
          actions={actions}
          mayWrite={mayWrite}
        />
      );
    }
    case "pending":
      return (
        <PendingBubble
          entry={row.entry}
          name={user.name}
          role={side}
          organisation={side === "MSP" ? engagement.msp.name : engagement.client.name}
          startsGroup={row.startsGroup}
          actions={actions}
        />
      );
  }
}

function isChangeOf(command: Command, seq: number): boolean {
  return (command.type === "edit_message" || command.type === "delete_message") && command.data.seq === seq;
}
