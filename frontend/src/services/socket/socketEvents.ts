import type { ConnectionState } from "./connectionState.ts";
import type { OutboxEntry } from "./outbox.ts";
import type { JournalFrame, ServerFrame } from "./protocol.ts";

export interface SocketEvents {
  state: ConnectionState;
  /** Every frame the application needs, once. Journal frames arrive in the order of their seq. */
  frame: ServerFrame;
  outbox: readonly OutboxEntry[];
  /** An event of an engagement that is not followed. It is neither ordered nor repeated. */
  untracked: JournalFrame;
  /** A followed engagement no longer exists for this user. */
  lost: string;
}
