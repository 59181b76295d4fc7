import { CornerUpLeft, Pencil, Trash2 } from "lucide-react";
import { IconButton } from "../../components/Button.tsx";
import type { ChatMessage } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";
import type { MessageActions } from "./messageActions.ts";

interface MessageToolbarProps {
  event: ChatMessage;
  mine: boolean;
  /** In a closed engagement, own messages can only be deleted. */
  mayWrite: boolean;
  ownSide: boolean;
  selected: boolean;
  actions: MessageActions;
}

const buttonSize = "size-7 pointer-coarse:size-9";

/**
 * Next to the bubble, for the message under the pointer and the selected one. On a phone it overlaps the upper edge of
 * the bubble, so that the text keeps its width, and a tap selects the message.
 */
export function MessageToolbar({ event, mine, mayWrite, ownSide, selected, actions }: MessageToolbarProps) {
  const visibility = selected
    ? "flex"
    : "flex opacity-0 group-hover:opacity-100 focus-within:opacity-100 max-md:hidden max-md:group-hover:flex pointer-coarse:hidden";
  return (
    <span
      className={`self-center max-md:absolute max-md:-top-2 max-md:z-10 max-md:rounded-sm max-md:border max-md:border-line max-md:bg-raised max-md:shadow-float ${
        ownSide ? "max-md:left-4" : "max-md:right-4"
      } ${visibility}`}
    >
      {mayWrite && (
        <IconButton label={t.chat.reply} className={buttonSize} onClick={() => actions.reply(event)}>
          <CornerUpLeft size={16} strokeWidth={1.75} />
        </IconButton>
      )}
      {mine && mayWrite && (
        <IconButton label={t.chat.edit} className={buttonSize} onClick={() => actions.edit(event)}>
          <Pencil size={16} strokeWidth={1.75} />
        </IconButton>
      )}
      {mine && (
        <IconButton label={t.chat.remove} className={buttonSize} onClick={() => actions.remove(event)}>
          <Trash2 size={16} strokeWidth={1.75} />
        </IconButton>
      )}
    </span>
  );
}
