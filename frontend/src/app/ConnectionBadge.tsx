import { CloudOff, LoaderCircle, Radio, RefreshCw, Unplug } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../components/Button.tsx";
import { useConnectionState } from "../hooks/useConnectionState.ts";
import { useWebSocket } from "../hooks/useWebSocket.ts";
import type { ConnectionState } from "../services/socket/connectionState.ts";
import { t } from "../texts.ts";

const looks = {
  live: { Icon: Radio, tone: "text-good" },
  busy: { Icon: LoaderCircle, tone: "text-info" },
  waiting: { Icon: RefreshCw, tone: "text-warning" },
  offline: { Icon: CloudOff, tone: "text-muted" },
  stopped: { Icon: Unplug, tone: "text-critical" },
};

/** The state of the connection, with a button to reconnect where that helps. */
export function ConnectionBadge({ wide = false }: { wide?: boolean }) {
  const state = useConnectionState();
  const { socket } = useWebSocket();
  const seconds = useCountdown(state);
  const { Icon, tone } = looks[lookOf(state)];
  const text = textOf(state, seconds);
  return (
    <div
      data-connection={state.phase}
      className={`flex items-center gap-1 ${wide ? "min-h-9 px-3" : "flex-col text-center"} ${tone}`}
    >
      <Icon aria-hidden="true" size={16} strokeWidth={1.75} className="shrink-0" />
      <span className="numbers text-[0.6875rem] leading-tight font-medium">{text}</span>
      {state.phase === "waiting" && (
        <Button small className="min-h-6 px-1.5 text-xs" onClick={() => socket.retryNow()}>
          {t.connection.now}
        </Button>
      )}
      {state.phase === "stopped" && state.reason !== "signed_out" && (
        <Button small className="min-h-6 px-1.5 text-xs whitespace-normal" onClick={() => socket.connect()}>
          {t.connection.reconnectHere}
        </Button>
      )}
    </div>
  );
}

function lookOf(state: ConnectionState): keyof typeof looks {
  switch (state.phase) {
    case "live":
      return "live";
    case "waiting":
      return state.offline ? "offline" : "waiting";
    case "stopped":
      return "stopped";
    default:
      return "busy";
  }
}

function textOf(state: ConnectionState, seconds: number): string {
  switch (state.phase) {
    case "idle":
    case "connecting":
      return t.connection.connecting;
    case "syncing":
      return t.connection.syncing(state.received);
    case "live":
      return t.connection.live;
    case "waiting":
      return state.offline ? t.connection.offline : t.connection.waiting(seconds);
    case "stopped":
      return t.connection.stopped[state.reason];
  }
}

function useCountdown(state: ConnectionState): number {
  const [now, setNow] = useState(Date.now);
  const counting = state.phase === "waiting";
  useEffect(() => {
    if (!counting) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [counting]);
  return counting ? Math.max(0, Math.ceil((state.retryAt - now) / 1_000)) : 0;
}

const settleMs = 1_500;

/** Shows the connection on phones, which have no badge in the rail, when it has not been live for a moment. */
export function ConnectionStrip() {
  const away = useLasting(useConnectionState().phase !== "live", settleMs);
  return away ? (
    <div className="border-b border-line bg-sunken md:hidden">
      <ConnectionBadge wide />
    </div>
  ) : null;
}

function useLasting(on: boolean, forMs: number): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!on) return;
    const timer = setTimeout(() => setLasted(true), forMs);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [on, forMs]);
  return on && lasted;
}

/** Announces a change to screen readers once it has lasted for a moment, and no intermediate states. */
export function ConnectionAnnouncement() {
  const state = useConnectionState();
  const [text, setText] = useState("");
  const wasLost = useRef(false);
  const kind =
    state.phase === "live" ? "live" : state.phase === "stopped" ? "stopped" : state.phase === "waiting" ? "lost" : "";
  useEffect(() => {
    if (kind === "") return;
    const timer = setTimeout(() => {
      if (kind === "live" && !wasLost.current) return;
      wasLost.current = kind !== "live";
      setText(t.connection.announce[kind]);
    }, settleMs);
    return () => clearTimeout(timer);
  }, [kind]);
  return (
    <span role="status" className="sr-only">
      {text}
    </span>
  );
}
