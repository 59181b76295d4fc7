import { useState } from "react";
import { Button } from "../../components/Button.tsx";
import { useStore } from "../../hooks/useStore.ts";
import { useWorkplace } from "../../hooks/useWorkplace.ts";
import { t } from "../../texts.ts";
import type { ConsoleSession } from "./consoleSession.ts";
import { isAddress, protocolsOf, type Target } from "./target.ts";

interface AddressBarProps {
  session: ConsoleSession;
  target: Target;
  onTarget: (target: Target) => void;
}

/** Address, sub-protocols and token of the server, and the button to connect or disconnect. */
export function AddressBar({ session, target, onTarget }: AddressBarProps) {
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
