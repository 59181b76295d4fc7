import { plain } from "../../services/model/markdown.ts";
import type { ChatMessage } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";

interface ReplyQuoteProps {
  seq: number;
  /** Absent when the original is not loaded. */
  original: ChatMessage | undefined;
  jumpTo: (seq: number) => void;
}

/** The message that a reply answers, in two lines. A click jumps to it. */
export function ReplyQuote({ seq, original, jumpTo }: ReplyQuoteProps) {
  return (
    <button
      type="button"
      title={t.chat.original}
      onClick={() => jumpTo(seq)}
      className="mb-1.5 block max-w-full border-l-2 border-line-strong pl-2 text-left text-sm text-muted hover:text-ink"
    >
      <span className="block truncate font-medium">{original?.data.author.name ?? t.chat.unknownOriginal}</span>
      {original && (
        <span className="block truncate">
          {original.data.text === null ? t.chat.deleted : plain(original.data.text)}
        </span>
      )}
    </button>
  );
}
