import { useEffect, useRef } from "react";
import type { Command } from "../services/socket/protocol.ts";
import { useTask } from "./useTask.ts";
import { useWorkplace } from "./useWorkplace.ts";

/**
 * Sends a command from a dialog that waits for the answer. A refused command is discarded, because the dialog shows the
 * error. When the dialog closes early, a command that has not been sent is discarded as well.
 */
export function useCommand() {
  const { live } = useWorkplace();
  const task = useTask();
  const pending = useRef<string>(undefined);
  useEffect(
    () => () => {
      const entry = live.socket.outbox.find(({ id }) => id === pending.current);
      if (entry?.state === "waiting") live.socket.discard(entry.id);
    },
    [live],
  );
  const send = async (command: Command): Promise<boolean> => {
    const id = crypto.randomUUID();
    pending.current = id;
    const stored = await task.run(() => live.socket.send(command, id));
    pending.current = undefined;
    if (!stored) live.socket.discard(id);
    return stored;
  };
  return { busy: task.busy, error: task.error, send };
}
