import { MessageSquare } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Empty, Failed, Skeleton } from "../../components/State.tsx";
import { VirtualList } from "../../components/VirtualList.tsx";
import { usePeople } from "../../hooks/useEngagement.ts";
import { useStore } from "../../hooks/useStore.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Engagement } from "../../services/api/shapes.ts";
import { seenUpTo, sideOf } from "../../services/model/sides.ts";
import { lastSeq, reachesHead, reachesStart } from "../../services/model/timeline.ts";
import type { ChatMessage } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { Announcer } from "./Announcer.tsx";
import { Composer, type ComposerHandle, type Intent } from "./Composer.tsx";
import { ConversationRow, type RowContext } from "./ConversationRow.tsx";
import { DeleteMessageDialog } from "./DeleteMessageDialog.tsx";
import { JumpToLatest, JumpToUnread } from "./JumpButtons.tsx";
import type { MessageActions } from "./messageActions.ts";
import { TypingLine } from "./TypingLine.tsx";
import { useConversationRows } from "./useConversationRows.ts";
import { useListPosition } from "./useListPosition.ts";
import { useMessageKeys } from "./useMessageKeys.ts";
import { useReading } from "./useReading.ts";

interface ConversationViewProps {
  engagement: Engagement;
  /** The seq of a message to show, from a search or a link. */
  target: number | undefined;
}

const estimatedHeight = { day: 44, unread: 32, note: 36, message: 58, pending: 58 } as const;

export function ConversationView({ engagement, target }: ConversationViewProps) {
  const { live, user } = useWorkplace();
  const people = usePeople();
  const conversation = live.conversation(engagement.id);
  const { timeline, phase, error } = useStore(conversation.state);
  const composer = useRef<ComposerHandle>(null);
  const [intent, setIntent] = useState<Intent>({ kind: "new" });
  const [selected, setSelected] = useState<number>();
  const [deleting, setDeleting] = useState<ChatMessage>();
  // Kept from the opening of the conversation, so that the line does not move while the messages are read.
  const [unreadAfter] = useState(() => (engagement.unread > 0 ? engagement.read : undefined));
  const { rows, messages, entries } = useConversationRows(engagement.id, timeline, unreadAfter);
  const { list, atEnd, leftAt, onAtEnd, jumpTo, toLatest } = useListPosition(conversation, setSelected);

  const side = sideOf(user.grants, engagement) ?? "CLIENT";
  const mayWrite = engagement.status !== "closed";
  const complete = reachesHead(timeline);
  useEffect(() => conversation.start(), [conversation]);
  useReading(engagement.id, lastSeq(timeline), atEnd && complete && phase === "ready");
  useEffect(() => {
    if (target !== undefined) jumpTo(target);
  }, [target, jumpTo]);

  const actions: MessageActions = useMemo(
    () => ({
      select: (seq) => setSelected((before) => (before === seq ? undefined : seq)),
      reply: (to) => setIntent({ kind: "reply", to }),
      edit: (event) => setIntent({ kind: "edit", event }),
      remove: setDeleting,
      jumpTo,
      retry: (id) => live.socket.retry(id),
      discard: (id) => live.socket.discard(id),
    }),
    [jumpTo, live],
  );
  const { editLast } = useMessageKeys({
    messages,
    selected,
    onSelect: setSelected,
    onFocusComposer: () => composer.current?.focus(),
    actions,
    mayWrite,
  });
  const seenSeq = seenUpTo(engagement, side, people);
  const context: RowContext = { engagement, timeline, side, entries, seenSeq, selected, mayWrite, actions };
  const isNew = ({ seq, data }: ChatMessage) => leftAt !== undefined && seq > leftAt && data.author.id !== user.id;
  const hasUnreadAbove = !rows.some((row) => row.kind === "unread") && !reachesStart(timeline);

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="relative min-h-0 flex-1">
        {phase === "loading" && <Skeleton lines={6} height={72} />}
        {phase === "failed" && <Failed error={error} retry={() => void conversation.toLatest()} />}
        {phase === "ready" && rows.length === 0 && (
          <Empty icon={<MessageSquare size={20} strokeWidth={1.75} />} title={t.chat.empty} why={t.chat.emptyWhy} />
        )}
        {phase === "ready" && rows.length > 0 && (
          <VirtualList
            ref={list}
            role="log"
            label={t.chat.messages}
            className="h-full pb-3"
            rows={rows}
            keyOf={(row) => row.key}
            estimate={(row) => estimatedHeight[row.kind]}
            render={(row) => <ConversationRow row={row} context={context} />}
            followEnd
            onAtEnd={onAtEnd}
            onNearStart={() => void conversation.loadOlder()}
            onNearEnd={() => void conversation.loadNewer()}
          />
        )}
        {phase === "ready" && unreadAfter !== undefined && hasUnreadAbove && (
          <JumpToUnread onClick={() => jumpTo(unreadAfter + 1)} />
        )}
        {phase === "ready" && (!atEnd || !complete) && rows.length > 0 && (
          <JumpToLatest newMessages={messages.filter(isNew).length} onClick={toLatest} />
        )}
      </div>
      <TypingLine engagement={engagement.id} />
      <Composer
        key={engagement.id}
        ref={composer}
        engagement={engagement.id}
        partner={(side === "MSP" ? engagement.client : engagement.msp).name}
        intent={intent}
        onIntent={setIntent}
        onSent={toLatest}
        onEditLast={editLast}
        disabled={!mayWrite}
      />
      <Announcer timeline={timeline} me={user.id} />
      {deleting && <DeleteMessageDialog message={deleting} onClose={() => setDeleting(undefined)} />}
    </div>
  );
}
