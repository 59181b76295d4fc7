import { useMemo } from "react";
import { useStore } from "../../hooks/useStore.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { reachesHead, type Timeline } from "../../services/model/timeline.ts";
import { rowsOf } from "../../services/model/timelineRows.ts";

/** The rows of a conversation: its events, and at the end what this user has sent and the server has not echoed. */
export function useConversationRows(engagement: string, timeline: Timeline, unreadAfter: number | undefined) {
  const { live, user } = useWorkplace();
  const outbox = useStore(live.outbox);
  const complete = reachesHead(timeline);
  const entries = useMemo(
    () => outbox.filter((entry) => entry.command.data.engagement === engagement),
    [outbox, engagement],
  );
  const rows = useMemo(
    () => rowsOf(timeline.events, complete ? entries : [], user.id, unreadAfter),
    [timeline.events, complete, entries, user.id, unreadAfter],
  );
  const messages = useMemo(() => rows.filter((row) => row.kind === "message").map((row) => row.event), [rows]);
  return { rows, messages, entries };
}
