import { Bookmark, Download, Eraser, Pause, Play, Repeat, SendHorizontal, Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, IconButton } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { Field } from "../../components/Field.tsx";
import { useTitle } from "../../components/Page.tsx";
import { Empty } from "../../components/State.tsx";
import { useEngagements } from "../../hooks/useEngagement.ts";
import { useStore } from "../../hooks/useStore.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { hasConversations } from "../../services/sides.ts";
import { t } from "../../texts.ts";
import { ConsoleSession, mostFrames } from "./consoleSession.ts";
import { eventTestOf } from "./eventTest.ts";
import { examples } from "./examples.ts";
import { FrameList } from "./FrameList.tsx";
import { LatencyLine } from "./LatencyLine.tsx";
import { loadRequests, removeRequest, type SavedRequest, saveRequest } from "./savedRequests.ts";

interface Target {
  url: string;
  protocols: string;
  token: string;
}

/** A client for any WebSocket server: what goes over the wire, as it is. */
export function ConsolePage() {
  useTitle(t.pages.console);
  const [session] = useState(
    () =>
      new ConsoleSession(t.console.opened, (code, reason, opened) =>
        opened ? t.console.closedWith(code, reason) : `${t.console.closedWith(code, reason)}. ${t.console.blocked}`,
      ),
  );
  useEffect(() => () => session.dispose(), [session]);
  const [target, setTarget] = useState<Target>({
    url: `${location.origin.replace(/^http/, "ws")}/ws/engagement`,
    protocols: "parley.v1",
    token: "",
  });
  const [message, setMessage] = useState("");
  const [requests, setRequests] = useState(loadRequests);
  const [saving, setSaving] = useState(false);
  const open = (request: SavedRequest) => {
    setTarget({ ...target, url: request.url, protocols: request.protocols });
    setMessage(request.message);
  };
  return (
    <main
      id="content"
      tabIndex={-1}
      className="flex h-full min-w-0 flex-col overflow-y-auto bg-canvas outline-none lg:overflow-hidden"
    >
      <h1 className="sr-only">{t.pages.console}</h1>
      <AddressBar session={session} target={target} onTarget={setTarget} />
      <div className="lg:grid lg:min-h-0 lg:flex-1 lg:grid-cols-[200px_minmax(300px,2fr)_minmax(340px,3fr)]">
        <Saved requests={requests} onOpen={open} onRemove={(name) => setRequests(removeRequest(name))} />
        <Composer session={session} message={message} onMessage={setMessage} onSave={() => setSaving(true)} />
        <Frames session={session} target={target} />
      </div>
      {saving && (
        <SaveDialog
          onClose={() => setSaving(false)}
          onSave={(name) => {
            setRequests(saveRequest({ name, url: target.url, protocols: target.protocols, message }));
            setSaving(false);
          }}
        />
      )}
    </main>
  );
}

interface AddressBarProps {
  session: ConsoleSession;
  target: Target;
  onTarget: (target: Target) => void;
}

function AddressBar({ session, target, onTarget }: AddressBarProps) {
  const { phase } = useStore(session.state);
  const { session: login } = useWorkplace();
  const [refusal, setRefusal] = useState<string>();
  const wrong = isAddress(target.url) ? undefined : t.console.addressWrong;
  const connect = () => {
    setRefusal(undefined);
    const protocols = protocolsOf(target);
    try {
      session.connect({
        url: target.url.trim(),
        protocols: target.token ? [...protocols, `parley.bearer.${target.token.trim()}`] : protocols,
      });
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <form
      className="grid gap-3 border-b border-line bg-surface px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto]"
      onSubmit={(event) => {
        event.preventDefault();
        if (phase === "closed") connect();
        else session.disconnect();
      }}
    >
      <div className="flex min-w-0 items-stretch">
        <span className="grid place-items-center rounded-l-sm border border-r-0 border-line-strong bg-accent-soft px-2.5 font-mono text-sm font-semibold text-accent-ink">
          WS
        </span>
        <input
          aria-label={t.console.address}
          aria-invalid={wrong !== undefined || undefined}
          spellCheck={false}
          className="field rounded-l-none font-mono text-sm"
          value={target.url}
          onChange={(event) => onTarget({ ...target, url: event.target.value })}
        />
      </div>
      <Button
        type="submit"
        look={phase === "closed" ? "primary" : "plain"}
        busy={phase === "connecting"}
        disabled={phase === "closed" && wrong !== undefined}
      >
        {phase === "closed" ? t.console.connect : t.console.disconnect}
      </Button>
      <div className="grid gap-3 md:col-span-2 md:grid-cols-[1fr_1fr_auto_auto] md:items-center">
        <input
          aria-label={`${t.console.protocols} (${t.console.protocolsHint})`}
          placeholder={`${t.console.protocols}, ${t.console.protocolsHint}`}
          spellCheck={false}
          className="field font-mono text-sm"
          value={target.protocols}
          onChange={(event) => onTarget({ ...target, protocols: event.target.value })}
        />
        <input
          type="password"
          autoComplete="off"
          aria-label={t.console.token}
          title={t.console.tokenHint}
          placeholder={t.console.token}
          className="field font-mono text-sm"
          value={target.token}
          onChange={(event) => onTarget({ ...target, token: event.target.value })}
        />
        <Button onClick={() => void login.token().then((token) => onTarget({ ...target, token }))}>
          {t.console.myToken}
        </Button>
        <span
          role="status"
          data-console={phase}
          className={`text-sm font-medium ${phase === "open" ? "text-good" : "text-muted"}`}
        >
          {t.console.state[phase]}
        </span>
      </div>
      {(wrong ?? refusal) && (
        <p role="alert" className="text-sm text-critical md:col-span-2">
          {wrong ?? refusal}
        </p>
      )}
    </form>
  );
}

function protocolsOf({ protocols }: Target): string[] {
  return protocols
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
}

function isAddress(url: string): boolean {
  return /^wss?:\/\//.test(url.trim()) && URL.canParse(url.trim());
}

interface SavedProps {
  requests: readonly SavedRequest[];
  onOpen: (request: SavedRequest) => void;
  onRemove: (name: string) => void;
}

function Saved({ requests, onOpen, onRemove }: SavedProps) {
  return (
    <section
      aria-label={t.console.saved}
      className="border-line p-3 max-lg:border-b lg:min-h-0 lg:overflow-y-auto lg:border-r"
    >
      <h2 className="mb-2 text-sm font-semibold text-muted">{t.console.saved}</h2>
      {requests.length === 0 && <p className="text-sm text-muted">{t.console.noneSaved}</p>}
      <ul className="grid gap-0.5">
        {requests.map((request) => (
          <li key={request.name} className="flex items-center">
            <Button small look="quiet" className="min-w-0 flex-1 justify-start" onClick={() => onOpen(request)}>
              <span className="truncate">{request.name}</span>
            </Button>
            <IconButton
              label={t.console.remove(request.name)}
              className="size-7"
              onClick={() => onRemove(request.name)}
            >
              <Trash2 size={16} strokeWidth={1.75} />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ComposerProps {
  session: ConsoleSession;
  message: string;
  onMessage: (message: string) => void;
  onSave: () => void;
}

function Composer({ session, message, onMessage, onSave }: ComposerProps) {
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
      <textarea
        aria-label={t.console.compose}
        spellCheck={false}
        className="field min-h-48 flex-1 resize-none font-mono text-sm"
        value={message}
        onChange={(event) => onMessage(event.target.value)}
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
        className="field numbers w-20 py-1"
        value={value}
        onChange={(event) => onChange(Math.min(most, Math.max(least, Math.round(event.target.valueAsNumber) || least)))}
      />
      {label}
    </label>
  );
}

function Frames({ session, target }: { session: ConsoleSession; target: Target }) {
  const { frames, sent, received, held, rtts } = useStore(session.state);
  const [filter, setFilter] = useState("");
  const [paused, setPaused] = useState(false);
  const wanted = filter.toLowerCase();
  const shown = wanted === "" ? frames : frames.filter(({ text }) => text.toLowerCase().includes(wanted));
  const pause = () => {
    if (paused) session.resume();
    else session.pause();
    setPaused(!paused);
  };
  return (
    <section aria-label={t.console.frames} className="flex min-w-0 flex-col bg-surface max-lg:h-[30rem] lg:min-h-0">
      <div className="flex flex-wrap items-center gap-2 border-b border-line p-2">
        <input
          type="search"
          aria-label={t.console.filter}
          placeholder={t.console.filter}
          className="field min-h-7 w-40 flex-1 py-1 text-sm"
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
        />
        <Button small onClick={pause} aria-pressed={paused}>
          {paused ? <Play size={16} strokeWidth={1.75} /> : <Pause size={16} strokeWidth={1.75} />}
          {paused ? t.console.resume(held) : t.console.pause}
        </Button>
        <IconButton label={t.console.clear} className="size-7" onClick={() => session.clear()}>
          <Eraser size={16} strokeWidth={1.75} />
        </IconButton>
        <IconButton
          label={t.console.export}
          className="size-7"
          disabled={frames.length === 0}
          onClick={() => download("event-test.yaml", eventTestOf(target.url, protocolsOf(target), frames))}
        >
          <Download size={16} strokeWidth={1.75} />
        </IconButton>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-3 py-1.5 text-sm text-muted">
        <span className="numbers" data-counts="">
          {t.console.counts(sent, received)}
          {frames.length >= mostFrames && ` · ${t.console.kept(mostFrames)}`}
        </span>
        <LatencyLine rtts={rtts} />
      </div>
      <div className="min-h-0 flex-1">
        {shown.length === 0 ? (
          <Empty title={filter === "" ? t.console.empty : t.console.noMatch} why={t.console.emptyWhy} />
        ) : (
          <FrameList frames={shown} />
        )}
      </div>
    </section>
  );
}

function SaveDialog({ onClose, onSave }: { onClose: () => void; onSave: (name: string) => void }) {
  const [name, setName] = useState("");
  return (
    <Dialog title={t.console.save} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onSave(name.trim());
        }}
      >
        <Field
          label={t.console.saveAs}
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.common.cancel}</Button>
          <Button look="primary" type="submit" disabled={name.trim() === ""}>
            {t.common.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function formatted(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}

/** JSON goes out on one line; other text exactly as written. */
function compact(text: string): string {
  return formatted(text) === undefined ? text : JSON.stringify(JSON.parse(text));
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
