import { useCallback, useRef, useState } from "react";
import type { VirtualListHandle } from "../../components/VirtualList.tsx";
import type { Conversation } from "../../services/model/conversation.ts";

/** Where the reader is in a conversation, and the jumps to other places of it. */
export function useListPosition(conversation: Conversation, onJump: (seq: number) => void) {
  const list = useRef<VirtualListHandle>(null);
  const [atEnd, setAtEnd] = useState(true);
  /** The head when the reader scrolled away from the end. */
  const [leftAt, setLeftAt] = useState<number>();
  const onAtEnd = useCallback(
    (end: boolean) => {
      setAtEnd(end);
      setLeftAt((left) => (end ? undefined : (left ?? conversation.state.get().timeline.head)));
    },
    [conversation],
  );
  const jumpTo = useCallback(
    (seq: number) => {
      void conversation.jumpTo(seq).then(() => {
        onJump(seq);
        list.current?.scrollTo(`s${seq}`);
      });
    },
    [conversation, onJump],
  );
  const toLatest = () => {
    void conversation.toLatest().then(() => list.current?.scrollToEnd());
  };
  return { list, atEnd, leftAt, onAtEnd, jumpTo, toLatest };
}
