import { SendHorizontal, X } from "lucide-react";
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { IconButton } from "../../components/Button.tsx";
import { useConnectionState } from "../../hooks/useConnectionState.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { drafts } from "../../services/browser/settings.ts";
import { plain } from "../../services/model/markdown.ts";
import type { ChatMessage } from "../../services/socket/protocol.ts";
import { t } from "../../texts.ts";

export type Intent = { kind: "new" } | { kind: "reply"; to: ChatMessage } | { kind: "edit"; event: ChatMessage };

export interface ComposerHandle {
  focus: () => void;
}

interface ComposerProps {
  engagement: string;
  partner: string;
  intent: Intent;
  onIntent: (intent: Intent) => void;
  onSent: () => void;
  onEditLast: () => void;
  disabled: boolean;
  ref?: Ref<ComposerHandle>;
}

const usualMaxLength = 8_000;
const countFrom = 500;

/** The field for new messages, replies and edits. Keeps a draft per engagement until it is sent. */
export function Composer(props: ComposerProps) {
  const { engagement, partner, intent, onIntent, onSent, onEditLast, disabled } = props;
  const { live, user } = useWorkplace();
  const connection = useConnectionState();
  const [text, setText] = useState(() => drafts.read(user.id, engagement));
  const field = useRef<HTMLTextAreaElement>(null);
  const maxLength = live.socket.welcome?.limits.maxTextLength ?? usualMaxLength;
  const over = text.length - maxLength;

  useImperativeHandle(props.ref, () => ({ focus: () => field.current?.focus() }));

  useEffect(() => {
    if (intent.kind === "edit") setText(intent.event.data.text ?? "");
    if (intent.kind !== "new") field.current?.focus();
  }, [intent]);

  const write = (next: string) => {
    setText(next);
    if (intent.kind !== "edit") drafts.write(user.id, engagement, next);
    if (next === "") live.typing.stop(engagement);
    else live.typing.press(engagement);
  };

  const leave = () => {
    if (intent.kind === "edit") setText(drafts.read(user.id, engagement));
    onIntent({ kind: "new" });
  };

  const send = () => {
    const trimmed = text.trim();
    if (trimmed === "" || over > 0 || disabled) return;
    if (intent.kind === "edit") {
      const { seq } = intent.event;
      if (trimmed !== intent.event.data.text)
        void live.socket.send({ type: "edit_message", data: { engagement, seq, text: trimmed } });
      leave();
      return;
    }
    const replyTo = intent.kind === "reply" ? { replyTo: intent.to.seq } : {};
    void live.socket.send({ type: "send_message", data: { engagement, text: trimmed, ...replyTo } });
    write("");
    onIntent({ kind: "new" });
    onSent();
  };

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && intent.kind !== "new") {
      event.preventDefault();
      leave();
    } else if (event.key === "ArrowUp" && text === "") {
      event.preventDefault();
      onEditLast();
    }
  };

  return (
    <form
      className="border-t border-line bg-surface px-3 pt-2.5 pb-3 md:px-5"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {intent.kind !== "new" && <IntentLine intent={intent} onLeave={leave} />}
      <div className="flex items-end gap-2">
        {/* The invisible copy of the text gives the field its height without a measurement. */}
        <div className="grid min-w-0 flex-1">
          <textarea
            ref={field}
            rows={1}
            aria-label={t.chat.write}
            aria-describedby="composer-hint"
            aria-invalid={over > 0 || undefined}
            placeholder={disabled ? t.chat.closedHint : t.chat.writeTo(partner)}
            disabled={disabled}
            className="field max-h-60 resize-none text-md [grid-area:1/1]"
            value={text}
            onChange={(event) => write(event.target.value)}
            onKeyDown={press}
          />
          <div
            aria-hidden="true"
            className="field invisible max-h-60 overflow-hidden text-md [grid-area:1/1] [overflow-wrap:anywhere] whitespace-pre-wrap"
          >
            {`${text} `}
          </div>
        </div>
        <IconButton
          label={t.chat.send}
          type="submit"
          disabled={text.trim() === "" || over > 0 || disabled}
          className="size-9 bg-accent text-on-accent hover:bg-accent-hover hover:text-on-accent disabled:bg-sunken disabled:text-faint disabled:opacity-100"
        >
          <SendHorizontal size={16} strokeWidth={1.75} />
        </IconButton>
      </div>
      <p id="composer-hint" className="flex justify-between gap-3 text-xs text-faint md:mt-1 md:min-h-4">
        <span className="max-md:sr-only">
          {connection.phase === "waiting" || connection.phase === "stopped"
            ? t.connection.offlineHint
            : t.chat.sendHint}
        </span>
        {over > -countFrom && (
          <span className={`numbers ${over > 0 ? "font-medium text-critical" : ""}`}>
            {over > 0 ? t.chat.tooLong(over) : `${text.length} / ${maxLength}`}
          </span>
        )}
      </p>
    </form>
  );
}

function IntentLine({ intent, onLeave }: { intent: Exclude<Intent, { kind: "new" }>; onLeave: () => void }) {
  const replying = intent.kind === "reply";
  const quoted = replying ? intent.to : intent.event;
  return (
    <div className="mb-2 flex items-center gap-2 border-l-2 border-accent pl-2">
      <div className="min-w-0 flex-1 text-sm">
        <p className="truncate font-medium text-accent-ink">
          {replying ? t.chat.replyingTo(quoted.data.author.name) : t.chat.editing}
        </p>
        <p className="truncate text-muted">{plain(quoted.data.text ?? "")}</p>
      </div>
      <IconButton label={replying ? t.chat.cancelReply : t.chat.cancelEdit} className="size-7" onClick={onLeave}>
        <X size={16} strokeWidth={1.75} />
      </IconButton>
    </div>
  );
}
