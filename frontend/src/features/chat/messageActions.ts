import type { ChatMessage } from "../../services/socket/protocol.ts";

/** What a reader can do with the messages of a conversation. */
export interface MessageActions {
  select: (seq: number) => void;
  reply: (event: ChatMessage) => void;
  edit: (event: ChatMessage) => void;
  remove: (event: ChatMessage) => void;
  jumpTo: (seq: number) => void;
  retry: (id: string) => void;
  discard: (id: string) => void;
}
