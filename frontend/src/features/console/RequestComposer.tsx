import { Bookmark, Repeat, SendHorizontal } from "lucide-react";
import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { useEngagements } from "../../hooks/useEngagement.ts";
import { useStore } from "../../hooks/useStore.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { hasConversations } from "../../services/model/sides.ts";
import { t } from "../../texts.ts";
import type { ConsoleSession } from "./consoleSession.ts";
import { examples } from "./examples.ts";
import { JsonField } from "./JsonField.tsx";

interface RequestComposerProps {
  session: ConsoleSession;
  message: string;
  onMessage: (message: string) => void;
  onSave: () => void;
}

/** Edits a message and sends it once or repeatedly. */
export function RequestComposer({ session, message, onMessage, onSave }: RequestComposerProps) {
  const { phase, repeating } = useStore(session.state);
  const { user } = useWorkplace();
  const engagements = useEngagements({}, hasConversations(user.grants));
  const templates = examples(engagements.data?.pages[0]?.items[0]?.id ?? "globex-firewall");
  const [times, setTimes] = useState(10);
  const [everyMs, setEveryMs] = useState(100);
  const json = formatted(message);
  const ready = phase === "open" && message !== "";
  return (
    <section
      aria-label={t.console.composer}
      className="flex flex-col gap-2.5 border-line p-3 max-lg:border-b lg:min-h-0 lg:overflow-y-auto lg:border-r"
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <select
          aria-label={t.console.examples}
          className="field min-h-7 w-auto py-1 text-sm"
          value=""
          onChange={(event) => {
            const [, example] = templates.find(([name]) => name === event.target.value) ?? [];
            if (example) onMessage(JSON.stringify(example, null, 2));
          }}
        >
          <option value="">{t.console.examples}</option>
          {templates.map(([name]) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <span className="flex gap-1">
          <Button small disabled={json === undefined} onClick={() => json && onMessage(json)}>
            {t.console.format}
          </Button>
          <Button small onClick={onSave}>
            <Bookmark aria-hidden="true" size={16} strokeWidth={1.75} />
            {t.console.save}
          </Button>
        </span>
      </div>
      <JsonField
        label={t.console.compose}
        placeholder={t.console.composeHint}
        value={message}
        onChange={onMessage}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !ready) return;
          event.preventDefault();
          session.send(compact(message));
        }}
      />
      <p className="min-h-4 text-xs text-muted">{message !== "" && json === undefined && t.console.notJson}</p>
      <div className="flex flex-wrap items-center gap-2">
        <Button look="primary" disabled={!ready} onClick={() => session.send(compact(message))}>
          <SendHorizontal aria-hidden="true" size={16} strokeWidth={1.75} />
          {t.console.send}
        </Button>
        <span className="flex flex-wrap items-center gap-2">
          {repeating ? (
            <Button onClick={() => session.stopRepeating()}>
              {t.console.stop} · <span className="numbers">{t.console.repeating(repeating.done, repeating.all)}</span>
            </Button>
          ) : (
            <Button disabled={!ready} onClick={() => session.repeat(compact(message), times, everyMs)}>
              <Repeat aria-hidden="true" size={16} strokeWidth={1.75} />
              {t.console.repeat}
            </Button>
          )}
          <NumberInput label={t.console.times} value={times} least={1} most={10_000} onChange={setTimes} />
          <NumberInput label={t.console.every} value={everyMs} least={1} most={60_000} onChange={setEveryMs} />
        </span>
      </div>
    </section>
  );
}

interface NumberInputProps {
  label: string;
  value: number;
  least: number;
  most: number;
  onChange: (value: number) => void;
}

function NumberInput({ label, value, least, most, onChange }: NumberInputProps) {
  return (
    <label className="inline-flex items-center gap-1.5 text-sm text-muted">
      <input
        type="number"
        min={least}
        max={most}
        className="field numbers w-16 px-2 py-1"
        value={value}
        onChange={(event) => onChange(Math.min(most, Math.max(least, Math.round(event.target.valueAsNumber) || least)))}
      />
      {label}
    </label>
  );
}

function formatted(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}

/** JSON is sent on one line, other text as it is. */
function compact(text: string): string {
  return formatted(text) === undefined ? text : JSON.stringify(JSON.parse(text));
}
