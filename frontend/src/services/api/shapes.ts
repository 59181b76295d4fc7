import type {
  AlertState,
  EngagementStatus,
  Grant,
  JournalFrame,
  Person,
  Role,
  Severity,
  User,
} from "../socket/protocol.ts";

/** The bodies of REST responses. Times are ISO 8601 in UTC. */

export interface CursorPage<Item> {
  items: Item[];
  next: string | null;
}

export interface Named {
  id: string;
  name: string;
}

export interface Engagement {
  id: string;
  title: string;
  status: EngagementStatus;
  msp: Named;
  client: Named;
  head: number;
  unread: number;
  /** The seq up to which this user has read. */
  read: number;
  interactions: Record<string, number>;
  alerts: Record<Severity, number>;
  lastMessage: { seq: number; author: User; text: string | null; at: string } | null;
  updatedAt: string;
  version: number;
  readers?: Reader[];
}

export interface Reader {
  user: User;
  seq: number;
}

export interface EventsPage {
  items: JournalFrame[];
  head: number;
}

export interface Alert {
  id: string;
  engagement: string;
  seq: number;
  severity: Severity;
  title: string;
  detail?: string | null;
  state: AlertState;
  dedupKey?: string | null;
  occurrences: number;
  raisedBy: Person;
  raisedAt: string;
  acknowledgedBy?: Person | null;
  acknowledgedAt?: string | null;
  comment?: string | null;
  resolvedBy?: Person | null;
  resolvedAt?: string | null;
}

export interface PersonInView extends User {
  role: Role;
  organisation: string;
}

export interface Organisation {
  id: string;
  kind: "MSP" | "CLIENT";
  name: string;
  msp?: string | null;
  version: number;
}

export interface Account {
  id: string;
  name: string;
  /** Absent for accounts that only an external issuer knows. */
  email?: string;
  disabled: boolean;
  /** The grants that this user manages. */
  grants: Grant[];
  /** Administrators only. */
  external?: ExternalIdentity;
  version: number;
}

export interface ExternalIdentity {
  issuer: string;
  subject: string;
}

/** Absent fields stay unchanged. `external: null` removes the external identity. */
export interface AccountChange {
  name?: string;
  disabled?: boolean;
  external?: ExternalIdentity | null;
}

export interface Invitation {
  id: string;
  email: string;
  name?: string | null;
  role: Role;
  /** Absent for an administrator of the installation. */
  organisation?: string;
  manager?: boolean;
  expiresAt?: string;
  /** Present only in the response that creates it. */
  link?: string;
}

export interface ApiKey {
  id: string;
  name: string;
  organisation: string;
  prefix: string;
  createdAt?: string;
  lastUsedAt?: string | null;
  expiresAt?: string | null;
  /** Present only in the response that creates it. */
  key?: string;
}

export interface LoginSession {
  id: string;
  createdAt: string;
  lastUsedAt: string;
  userAgent: string | null;
  address: string | null;
  current: boolean;
}

export interface SearchHit {
  engagement: { id: string; title: string };
  seq: number;
  author: Person;
  at: string;
  text: string;
  snippet: string;
}

export interface Rates {
  in: number;
  out: number;
  inPerSecond: number;
  outPerSecond: number;
}

export interface Stats {
  node: string;
  uptimeMs: number;
  connections: {
    total: number;
    client: number;
    msp: number;
    dual: number;
    perClient?: Record<string, number>;
    perMsp?: Record<string, number>;
  };
  users: number;
  /** For connections in the scope of this user. */
  messages: Rates;
  bytes: Rates;
  outboxBytes: number;
  journal?: { queue: number; appended: number };
  handshakes?: { accepted: number; refused: Record<string, number> };
}
