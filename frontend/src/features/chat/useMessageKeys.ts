import { useHotkeys } from "../../hooks/useHotkeys.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import type { ChatMessage } from "../../services/socket/protocol.ts";
import type { MessageActions } from "./messageActions.ts";

interface MessageKeysOptions {
  messages: readonly ChatMessage[];
  selected: number | undefined;
  onSelect: (seq: number | undefined) => void;
  onFocusComposer: () => void;
  actions: MessageActions;
  mayWrite: boolean;
}

/** The keys of a conversation: J and K select, R replies, E edits, I moves to the composer. */
export function useMessageKeys(options: MessageKeysOptions): { editLast: () => void } {
  const { messages, selected, onSelect, onFocusComposer, actions, mayWrite } = options;
  const { user } = useWorkplace();
  const editLast = () => {
    const last = messages.findLast(({ data }) => data.author.id === user.id && data.text !== null);
    if (last && mayWrite) actions.edit(last);
  };
  const reply = () => {
    const to =
      messages.find(({ seq }) => seq === selected) ?? messages.findLast(({ data }) => data.author.id !== user.id);
    if (to && mayWrite) actions.reply(to);
  };
  const move = (by: number) => {
    if (isInEngagementList(document.activeElement)) return;
    const index = messages.findIndex(({ seq }) => seq === selected);
    const next = messages[index < 0 ? messages.length - 1 : Math.min(messages.length - 1, Math.max(0, index + by))];
    if (!next) return;
    onSelect(next.seq);
    document.querySelector(`[data-seq="${next.seq}"]`)?.scrollIntoView({ block: "nearest" });
  };
  useHotkeys({
    e: editLast,
    r: reply,
    j: () => move(1),
    k: () => move(-1),
    escape: () => onSelect(undefined),
    i: onFocusComposer,
  });
  return { editLast };
}

/** There, J and K move between engagements. */
const isInEngagementList = (element: Element | null) =>
  element !== null && element.closest("[data-engagement]") !== null;
