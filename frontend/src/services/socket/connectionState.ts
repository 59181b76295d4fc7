import type { StopReason } from "./closeRules.ts";

export type ConnectorState =
  | { phase: "connecting" }
  | { phase: "waiting"; retryAt: number; offline: boolean }
  | { phase: "stopped"; reason: StopReason };

/** The state of the connection. Only `live` means that everything the server has stored has arrived. */
export type ConnectionState =
  | { phase: "idle" }
  | { phase: "syncing"; received: number }
  | { phase: "live" }
  | ConnectorState;
