import { useStore } from "../../hooks/useStore.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { t } from "../../texts.ts";

/** Who is typing. The line keeps its height when it is empty, so that the layout does not move. */
export function TypingLine({ engagement }: { engagement: string }) {
  const { live } = useWorkplace();
  const typing = useStore(live.typing.users).get(engagement) ?? [];
  return (
    <p className="h-5 truncate px-4 text-xs text-muted md:px-6">
      {typing.length > 0 && t.chat.typing(typing.map(({ name }) => name))}
    </p>
  );
}
