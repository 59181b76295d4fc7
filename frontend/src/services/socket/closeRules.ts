/** How the client reacts to a close code. Mirrors the table in docs/protocol.md. */
export type CloseRule =
  | { reconnect: true; freshToken: boolean; neverResend: boolean }
  | { reconnect: false; reason: StopReason };

export type StopReason = "signed_out" | "version" | "forbidden" | "replaced" | "kicked" | "closed";

const reconnects = { reconnect: true, freshToken: false, neverResend: false } satisfies CloseRule;

export function closeRule(code: number): CloseRule {
  switch (code) {
    case 1009:
      return { ...reconnects, neverResend: true };
    case 4401:
      return { ...reconnects, freshToken: true };
    case 4450:
      return { reconnect: false, reason: "version" };
    case 4451:
      return { reconnect: false, reason: "forbidden" };
    case 4452:
      return { reconnect: false, reason: "replaced" };
    case 4453:
      return { reconnect: false, reason: "kicked" };
    default:
      return code > 4453 && code <= 4499 ? { reconnect: false, reason: "closed" } : reconnects;
  }
}
