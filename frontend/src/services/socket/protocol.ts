/** The wire protocol, version 1. The same golden samples test these types and the Java records. */

export type Role = "MSP" | "CLIENT" | "ADMIN";
export type Severity = "info" | "warning" | "critical";
export type AlertState = "raised" | "acknowledged" | "resolved";
export type EngagementStatus = "open" | "on_hold" | "closed";

export interface User {
  id: string;
  name: string;
}

/** The author of an action and the organisation they acted for. */
export interface Person extends User {
  role: Role;
  organisation: string;
}

export interface Grant {
  role: Role;
  organisation?: string;
  manager?: boolean;
}

export interface Limits {
  maxFrameBytes: number;
  messagesPerSecond: number;
  messageBurst: number;
  connectionsPerUser: number;
  maxTextLength: number;
}

interface Frame<Type extends string, Data> {
  type: Type;
  timestamp: string;
  data: Data;
}

interface EngagementFrame<Type extends string, Data> extends Frame<Type, Data> {
  engagement: string;
}

interface JournalEvent<Type extends string, Data> extends EngagementFrame<Type, Data> {
  seq: number;
  /** The id that the author's client chose. */
  id?: string;
}

export type ChatMessage = JournalEvent<
  "chat_message",
  { author: Person; text: string | null; replyTo?: number; editedAt?: string; deletedAt?: string }
>;
export type ChatMessageEdited = JournalEvent<
  "chat_message_edited",
  { author: Person; message: number; text: string | null }
>;
export type ChatMessageDeleted = JournalEvent<"chat_message_deleted", { author: Person; message: number }>;
export type EngagementUpdate = JournalEvent<
  "engagement_update",
  {
    author: Person;
    change: "created" | "renamed" | "status" | "people";
    title: string;
    status: EngagementStatus;
    msp: string;
    client: string;
  }
>;
export type AlertRaised = JournalEvent<
  "alert",
  {
    author: Person;
    alert: string;
    severity: Severity;
    title: string;
    detail?: string;
    dedupKey?: string;
    state: "raised";
    occurrences: number;
  }
>;
export type AlertUpdate = JournalEvent<
  "alert_update",
  {
    author: Person;
    alert: string;
    severity: Severity;
    title: string;
    detail?: string;
    state: AlertState;
    change: "repeated" | "acknowledged" | "resolved" | "escalated";
    comment?: string;
    occurrences: number;
  }
>;

/** Durable events, numbered and ordered. Every reader gets each of them exactly once. */
export type JournalFrame =
  | ChatMessage
  | ChatMessageEdited
  | ChatMessageDeleted
  | EngagementUpdate
  | AlertRaised
  | AlertUpdate;

export type InteractionUpdate = EngagementFrame<"interaction_update", { kind: string; total: number }>;
export type Read = EngagementFrame<"read", { user: User; seq: number }>;
export type Presence = Frame<"presence", { organisation: string; online: User[]; count: number }>;
export type Typing = EngagementFrame<"typing", { user: User }>;

export type Welcome = Frame<
  "welcome",
  {
    connection: string;
    user: User;
    grants: Grant[];
    limits: Limits;
    heartbeat: { pingIntervalMs: number; timeoutMs: number };
    tokenExpiresAt: string | null;
    server: { version: string; node: string };
  }
>;

export interface AckData {
  seq?: number;
  duplicate?: boolean;
  alert?: string;
  kind?: string;
  total?: number;
  tokenExpiresAt?: string | null;
}
export type Ack = Frame<"ack", AckData> & { id: string; engagement?: string };

export type ErrorCode =
  | "bad_request"
  | "malformed"
  | "unknown_type"
  | "too_large"
  | "unauthenticated"
  | "token_expired"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "id_reused"
  | "version_mismatch"
  | "precondition_required"
  | "rate_limited"
  | "busy"
  | "unavailable"
  | "internal"
  | "method_not_allowed"
  | "unsupported_media_type"
  | "not_acceptable";
export type ErrorFrame = Frame<"error", { code: ErrorCode; message: string; retryAfterMs?: number; field?: string }> & {
  id?: string;
  engagement?: string;
};
export type Synced = EngagementFrame<"synced", { seq: number; more: boolean }>;
export type Lag = Frame<"lag", { engagements: Record<string, number> }>;
export type TokenExpiring = Frame<"token_expiring", { expiresAt: string }>;
export type Bye = Frame<"bye", { reason: string; reconnectAfterMs: number }>;
export type Pong = Frame<"pong", Record<string, never>> & { id?: string };

export type ServerFrame =
  | JournalFrame
  | InteractionUpdate
  | Read
  | Presence
  | Typing
  | Welcome
  | Ack
  | ErrorFrame
  | Synced
  | Lag
  | TokenExpiring
  | Bye
  | Pong;

/** Messages that the server stores. The client keeps them until they are acknowledged. */
export type Command =
  | { type: "send_message"; data: { engagement: string; text: string; replyTo?: number } }
  | { type: "edit_message"; data: { engagement: string; seq: number; text: string } }
  | { type: "delete_message"; data: { engagement: string; seq: number } }
  | { type: "record_interaction"; data: { engagement: string; kind: string; count?: number } }
  | {
      type: "raise_alert";
      data: { engagement: string; severity: Severity; title: string; detail?: string; dedupKey?: string };
    }
  | { type: "acknowledge_alert" | "resolve_alert"; data: { engagement: string; alert: string; comment?: string } };

export type ClientMessage =
  | Command
  | { type: "mark_read"; data: { engagement: string; seq: number } }
  | { type: "typing"; data: { engagement: string } }
  | { type: "sync"; data: { after: Record<string, number> } }
  | { type: "authenticate"; data: { token: string } }
  | { type: "ping"; data: Record<string, never> };

const serverTypes = new Set<ServerFrame["type"]>([
  "chat_message",
  "chat_message_edited",
  "chat_message_deleted",
  "engagement_update",
  "alert",
  "alert_update",
  "interaction_update",
  "read",
  "presence",
  "typing",
  "welcome",
  "ack",
  "error",
  "synced",
  "lag",
  "token_expiring",
  "bye",
  "pong",
]);

const journalTypes = new Set<string>([
  "chat_message",
  "chat_message_edited",
  "chat_message_deleted",
  "engagement_update",
  "alert",
  "alert_update",
] satisfies JournalFrame["type"][]);

export function isJournal(frame: ServerFrame): frame is JournalFrame {
  return journalTypes.has(frame.type);
}

/**
 * The frames of one WebSocket message: one object, or an array of objects when batching was negotiated. Unknown types
 * are ignored, as the protocol requires. Throws a SyntaxError for anything that is not a frame.
 */
export function parseFrames(text: string): ServerFrame[] {
  const parsed: unknown = JSON.parse(text);
  const candidates = Array.isArray(parsed) ? parsed : [parsed];
  return candidates.filter(isServerFrame);
}

function isServerFrame(value: unknown): value is ServerFrame {
  if (typeof value !== "object" || value === null || !("type" in value) || typeof value.type !== "string")
    throw new SyntaxError("A frame must be a JSON object with a type");
  if (!serverTypes.has(value.type as ServerFrame["type"])) return false;
  if (!("data" in value) || typeof value.data !== "object" || value.data === null)
    throw new SyntaxError(`A ${value.type} frame must have an object as data`);
  if (journalTypes.has(value.type) && !("seq" in value && Number.isSafeInteger(value.seq)))
    throw new SyntaxError(`A ${value.type} frame must have a seq`);
  return true;
}
