import type { AlertState, EngagementStatus, Grant, Role, Severity } from "../socket/protocol.ts";
import { NetworkError, toApiError } from "./problem.ts";
import type { Session } from "./session.ts";
import type {
  Account,
  AccountChange,
  Alert,
  ApiKey,
  CursorPage,
  Engagement,
  EventsPage,
  Invitation,
  LoginSession,
  Organisation,
  PersonInView,
  SearchHit,
  Stats,
} from "./shapes.ts";

type Query = Record<string, string | number | undefined>;

interface RequestOptions {
  query?: Query;
  body?: object;
  version?: number;
  signal?: AbortSignal | undefined;
}

export interface EngagementFilter {
  query?: string | undefined;
  status?: EngagementStatus | undefined;
  client?: string | undefined;
}

export interface AlertFilter {
  state?: AlertState | undefined;
  severity?: Severity | undefined;
  engagement?: string | undefined;
}

/** The REST API, one method per call. After a 401 it refreshes the token and repeats the request once. */
export class Api {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  changePassword = (current: string, next: string) =>
    this.#send<void>("PUT", "/api/auth/password", { body: { current, new: next } });
  sessions = () => this.#get<CursorPage<LoginSession>>("/api/auth/sessions");
  endSession = (id: string) => this.#send<void>("DELETE", `/api/auth/sessions/${part(id)}`);

  engagements = (filter: EngagementFilter, cursor?: string, signal?: AbortSignal) =>
    this.#get<CursorPage<Engagement>>("/api/engagements", { query: { ...filter, cursor, limit: 100 }, signal });
  engagement = (id: string, signal?: AbortSignal) => this.#get<Engagement>(`/api/engagements/${part(id)}`, { signal });
  createEngagement = (client: string, title: string) =>
    this.#send<Engagement>("POST", "/api/engagements", { body: { client, title } });
  changeEngagement = (id: string, version: number, change: { title?: string; status?: EngagementStatus }) =>
    this.#send<Engagement>("PATCH", `/api/engagements/${part(id)}`, { body: change, version });
  events = (id: string, window: { after?: number; before?: number; limit: number }, signal?: AbortSignal) =>
    this.#get<EventsPage>(`/api/engagements/${part(id)}/events`, { query: window, signal });

  alerts = (filter: AlertFilter, cursor?: string, signal?: AbortSignal) =>
    this.#get<CursorPage<Alert>>("/api/alerts", { query: { ...filter, cursor, limit: 100 }, signal });
  search = (q: string, engagement?: string, signal?: AbortSignal) =>
    this.#get<CursorPage<SearchHit>>("/api/search", { query: { q, engagement, limit: 20 }, signal });
  people = () => this.#get<CursorPage<PersonInView>>("/api/people");
  stats = (signal?: AbortSignal) => this.#get<Stats>("/ws/stats", { signal });

  /** All pages at once, because the names are needed everywhere. */
  organisations = async (): Promise<Organisation[]> => {
    const all: Organisation[] = [];
    let cursor: string | undefined;
    do {
      const page: CursorPage<Organisation> = await this.#get("/api/organisations", { query: { cursor, limit: 200 } });
      all.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    return all;
  };
  createOrganisation = (body: { kind: "MSP" | "CLIENT"; name: string; msp?: string }) =>
    this.#send<Organisation>("POST", "/api/organisations", { body });
  renameOrganisation = (id: string, version: number, name: string) =>
    this.#send<Organisation>("PATCH", `/api/organisations/${part(id)}`, { body: { name }, version });

  users = (query?: string, cursor?: string) =>
    this.#get<CursorPage<Account>>("/api/users", { query: { query, cursor, limit: 100 } });
  changeUser = (id: string, version: number, change: AccountChange) =>
    this.#send<Account>("PATCH", `/api/users/${part(id)}`, { body: change, version });
  replaceGrants = (id: string, grants: readonly Grant[]) =>
    this.#send<Account>("PUT", `/api/users/${part(id)}/grants`, { body: { grants } });
  signOutUser = (id: string) => this.#send<void>("POST", `/api/users/${part(id)}/logout-everywhere`);
  disconnectUser = (id: string) => this.#send<void>("DELETE", `/api/users/${part(id)}/connections`);

  invitations = (cursor?: string) =>
    this.#get<CursorPage<Invitation>>("/api/invitations", { query: { cursor, limit: 100 } });
  invite = (body: { email: string; name?: string; role: Role; organisation?: string; manager?: boolean }) =>
    this.#send<Invitation>("POST", "/api/invitations", { body });
  withdrawInvitation = (id: string) => this.#send<void>("DELETE", `/api/invitations/${part(id)}`);

  apiKeys = (cursor?: string) => this.#get<CursorPage<ApiKey>>("/api/api-keys", { query: { cursor, limit: 100 } });
  createApiKey = (body: { name: string; organisation: string; expiresAt?: string }) =>
    this.#send<ApiKey>("POST", "/api/api-keys", { body });
  deleteApiKey = (id: string) => this.#send<void>("DELETE", `/api/api-keys/${part(id)}`);

  #get<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.#send("GET", path, options);
  }

  async #send<Answer>(method: string, path: string, options: RequestOptions = {}): Promise<Answer> {
    const token = await this.#session.token();
    const first = await call(method, path, options, token);
    const response = first.status === 401 ? await call(method, path, options, await this.#session.token(true)) : first;
    return answerOf<Answer>(response);
  }
}

/** Calls that need no sign-in. */
export const openApi = {
  setupNeeded: async () => answerOf<{ needed: boolean }>(await call("GET", "/api/setup", {})),
  invitation: async (token: string) =>
    answerOf<{
      email: string;
      name?: string | null;
      organisation?: string | null;
      organisationName?: string | null;
      role: Role;
    }>(await call("POST", "/api/invitations/lookup", { body: { token } })),
};

async function answerOf<Answer>(response: Response): Promise<Answer> {
  if (!response.ok) throw await toApiError(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function call(method: string, path: string, options: RequestOptions, token?: string): Promise<Response> {
  const { query, body, version, signal } = options;
  const headers: Record<string, string> = { Accept: "application/json, application/problem+json" };
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  if (version !== undefined) headers["If-Match"] = `"${version}"`;
  try {
    return await fetch(path + queryString(query), {
      method,
      headers,
      credentials: "same-origin",
      ...(body ? { body: JSON.stringify(body) } : {}),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new NetworkError("The server cannot be reached", { cause: error });
  }
}

function queryString(query: Query = {}): string {
  const present = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  return present.length === 0 ? "" : `?${new URLSearchParams(present.map(([name, value]) => [name, String(value)]))}`;
}

const part = encodeURIComponent;
