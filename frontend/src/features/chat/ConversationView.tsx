import { ArrowDown, ArrowUp, MessageSquare } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Empty, Failed, Skeleton } from "../../components/State.tsx";
import { VirtualList, type VirtualListHandle } from "../../components/VirtualList.tsx";
import { usePeople } from "../../hooks/useEngagement.ts";
import { useHotkeys } from "../../hooks/useHotkeys.ts";
import { useNow } from "../../hooks/useNow.ts";
import { useStore } from "../../hooks/useStore.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { Engagement } from "../../services/api/shapes.ts";
import { seenUpTo, sideOf } from "../../services/model/sides.ts";
import { firstSeq, lastSeq, reachesHead, reachesStart } from "../../services/model/timeline.ts";
import { type Row, rowsOf } from "../../services/model/timelineRows.ts";
import { dayLine } from "../../services/model/times.ts";
import type { ChatMessage, Command } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import { Announcer } from "./Announcer.tsx";
import { type MessageActions, MessageBubble, PendingBubble } from "./Bubble.tsx";
import { Composer, type ComposerHandle, type Intent } from "./Composer.tsx";
import { ofEvent } from "./deliveryState.ts";
import { Note } from "./Note.tsx";
import { TypingLine } from "./TypingLine.tsx";
import { useReading } from "./useReading.ts";

interface ConversationViewProps {
  engagement: Engagement;
  /** A message to show, from a search or a link. */
  target: number | undefined;
}

const rowGuess = { day: 44, unread: 32, note: 36, message: 58, pending: 58 } as const;

export function ConversationView({ engagement, target }: ConversationViewProps) {
  const { live, user } = useWorkplace();
  const people = usePeople();
  const now = useNow();
  const conversation = live.conversation(engagement.id);
  const { timeline, phase, error } = useStore(conversation.state);
  const outbox = useStore(live.outbox);
  const connection = useStore(live.connection);
  const list = useRef<VirtualListHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const [intent, setIntent] = useState<Intent>({ kind: "new" });
  const [atEnd, setAtEnd] = useState(true);
  const [selected, setSelected] = useState<number>();
  const [removing, setRemoving] = useState<ChatMessage>();
  // Where unread began when this conversation was opened: the line stays there while one reads.
  const [unreadAfter] = useState(() => (engagement.unread > 0 ? engagement.read : undefined));
  const [leftAt, setLeftAt] = useState<number>();

  const side = sideOf(user.grants, engagement) ?? "CLIENT";
  const mayWrite = engagement.status !== "closed";
  const complete = reachesHead(timeline);
  const own = useMemo(
    () => outbox.filter((entry) => entry.command.data.engagement === engagement.id),
    [outbox, engagement.id],
  );
  const rows = useMemo(
    () => rowsOf(timeline.events, complete ? own : [], user.id, unreadAfter),
    [timeline.events, complete, own, user.id, unreadAfter],
  );
  const seen = seenUpTo(engagement, side, people);
  const partner = side === "MSP" ? engagement.client : engagement.msp;
  const names = { [engagement.msp.id]: engagement.msp.name, [engagement.client.id]: engagement.client.name };

  useEffect(() => conversation.start(), [conversation]);
  useReading(engagement.id, lastSeq(timeline), atEnd && complete && phase === "ready");

  const jumpTo = useCallback(
    (seq: number) => {
      void conversation.jumpTo(seq).then(() => {
        setSelected(seq);
        list.current?.scrollTo(`s${seq}`);
      });
    },
    [conversation],
  );
  useEffect(() => {
    if (target !== undefined) jumpTo(target);
  }, [target, jumpTo]);

  const toLatest = () => {
    void conversation.toLatest().then(() => list.current?.scrollToEnd());
  };
  const reachedEnd = useCallback(
    (end: boolean) => {
      setAtEnd(end);
      setLeftAt((left) => (end ? undefined : (left ?? conversation.state.get().timeline.head)));
    },
    [conversation],
  );

  const messages = useMemo(() => rows.filter((row) => row.kind === "message").map((row) => row.event), [rows]);
  const bySeq = (seq: number): ChatMessage | undefined => {
    const event = timeline.events[seq - firstSeq(timeline)];
    return event?.type === "chat_message" ? event : undefined;
  };
  const actions: MessageActions = useMemo(
    () => ({
      select: (seq) => setSelected((before) => (before === seq ? undefined : seq)),
      reply: (to) => setIntent({ kind: "reply", to }),
      edit: (event) => setIntent({ kind: "edit", event }),
      remove: setRemoving,
      jumpTo,
      retry: (id) => live.socket.retry(id),
      discard: (id) => live.socket.discard(id),
    }),
    [jumpTo, live],
  );
  const editLast = () => {
    const last = messages.findLast(({ data }) => data.author.id === user.id && data.text !== null);
    if (last && mayWrite) actions.edit(last);
  };
  const replyTo = () => {
    const to =
      messages.find(({ seq }) => seq === selected) ?? messages.findLast(({ data }) => data.author.id !== user.id);
    if (to && mayWrite) actions.reply(to);
  };
  const select = (by: number) => {
    if (isInList(document.activeElement)) return;
    const index = messages.findIndex(({ seq }) => seq === selected);
    const next = messages[index < 0 ? messages.length - 1 : Math.min(messages.length - 1, Math.max(0, index + by))];
    if (!next) return;
    setSelected(next.seq);
    document.querySelector(`[data-seq="${next.seq}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useHotkeys({
    e: editLast,
    r: replyTo,
    j: () => select(1),
    k: () => select(-1),
    escape: () => setSelected(undefined),
    i: () => composer.current?.focus(),
  });

  const fresh =
    leftAt === undefined ? 0 : messages.filter(({ seq, data }) => seq > leftAt && data.author.id !== user.id).length;
  const hasUnreadAbove =
    unreadAfter !== undefined && !rows.some((row) => row.kind === "unread") && !reachesStart(timeline);

  const renderRow = (row: Row) => {
    switch (row.kind) {
      case "day":
        return <DayLine text={dayLine(row.at, now)} />;
      case "unread":
        return <UnreadLine />;
      case "note":
        return <Note event={row.event} />;
      case "message": {
        const { author, replyTo: origin } = row.event.data;
        const mine = author.id === user.id;
        return (
          <MessageBubble
            event={row.event}
            organisation={names[author.organisation] ?? author.organisation}
            ownSide={author.role === side}
            mine={mine}
            startsGroup={row.startsGroup}
            selected={row.event.seq === selected}
            delivery={mine ? ofEvent(row.event.seq, seen) : undefined}
            origin={origin === undefined ? undefined : bySeq(origin)}
            change={own.find(({ command }) => isChangeOf(command, row.event.seq))}
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
            connected={connection.phase === "live" || connection.phase === "syncing"}
            actions={actions}
          />
        );
    }
  };

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
            estimate={(row) => rowGuess[row.kind]}
            render={renderRow}
            followEnd
            onAtEnd={reachedEnd}
            onNearStart={() => void conversation.loadOlder()}
            onNearEnd={() => void conversation.loadNewer()}
          />
        )}
        {phase === "ready" && hasUnreadAbove && (
          <Pill place="top" onClick={() => jumpTo((unreadAfter ?? 0) + 1)}>
            <ArrowUp size={16} strokeWidth={1.75} />
            {t.chat.jumpToUnread}
          </Pill>
        )}
        {phase === "ready" && (!atEnd || !complete) && rows.length > 0 && (
          <Pill place="bottom" onClick={toLatest}>
            <ArrowDown size={16} strokeWidth={1.75} />
            {fresh > 0 ? t.chat.newBelow(fresh) : t.chat.toLatest}
          </Pill>
        )}
      </div>
      <TypingLine engagement={engagement.id} />
      <Composer
        key={engagement.id}
        ref={composer}
        engagement={engagement.id}
        partner={partner.name}
        intent={intent}
        onIntent={setIntent}
        onSent={toLatest}
        onEditLast={editLast}
        disabled={!mayWrite}
      />
      <Announcer timeline={timeline} me={user.id} />
      {removing && (
        <Dialog title={t.chat.removeTitle} onClose={() => setRemoving(undefined)}>
          <p className="text-muted">{t.chat.removeWhy}</p>
          <div className="mt-4 flex justify-end gap-2">
            <Button onClick={() => setRemoving(undefined)}>{t.common.cancel}</Button>
            <Button
              look="danger"
              onClick={() => {
                const data = { engagement: engagement.id, seq: removing.seq };
                void live.socket.send({ type: "delete_message", data });
                setRemoving(undefined);
              }}
            >
              {t.chat.remove}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

const isInList = (element: Element | null) => element?.closest("[data-engagement]") !== null && element !== null;

function isChangeOf(command: Command, seq: number): boolean {
  return (command.type === "edit_message" || command.type === "delete_message") && command.data.seq === seq;
}

function DayLine({ text }: { text: string }) {
  return (
    <div className="flex items-center gap-3 px-4 pt-4 pb-1 text-xs font-medium text-muted md:px-6">
      <span className="h-px flex-1 bg-line" />
      <h2>{text}</h2>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

function UnreadLine() {
  return (
    <div className="flex items-center gap-3 px-4 pt-3 text-xs font-semibold text-accent-ink md:px-6">
      <span className="h-px flex-1 bg-accent" />
      {t.chat.unread}
      <span className="h-px flex-1 bg-accent" />
    </div>
  );
}

function Pill({
  place,
  onClick,
  children,
}: {
  place: "top" | "bottom";
  onClick: () => void;
  children: React.ReactNode;
}) {
  return (
    <div
      className={`pointer-events-none absolute inset-x-0 grid justify-items-center ${place === "top" ? "top-2" : "bottom-2"}`}
    >
      <Button small className="appear pointer-events-auto rounded-full px-3 shadow-float" onClick={onClick}>
        {children}
      </Button>
    </div>
  );
}
