import { useNow } from "../../hooks/useNow.ts";
import { dayLine } from "../../services/model/times.ts";
import { t } from "../../texts.ts";

/** Starts a new day in the conversation. */
export function DaySeparator({ at }: { at: string }) {
  const now = useNow();
  return (
    <div className="flex items-center gap-3 px-4 pt-4 pb-1 text-xs font-medium text-muted md:px-6">
      <span className="h-px flex-1 bg-line" />
      <h2>{dayLine(at, now)}</h2>
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

/** Above the first unread message. */
export function UnreadSeparator() {
  return (
    <div className="flex items-center gap-3 px-4 pt-3 text-xs font-semibold text-accent-ink md:px-6">
      <span className="h-px flex-1 bg-accent" />
      {t.chat.unread}
      <span className="h-px flex-1 bg-accent" />
    </div>
  );
}
