import { signInHint, tabUser } from "../browser/settings.ts";
import type { Grant } from "../socket/protocol.ts";
import { SignedOutError } from "../socket/tokenSource.ts";
import { ApiError, NetworkError, toApiError } from "./problem.ts";

export interface SessionUser {
  id: string;
  name: string;
  email: string;
  grants: Grant[];
}

interface SignedIn {
  accessToken: string;
  expiresIn: number;
  user: SessionUser;
}

export type SessionState =
  | { phase: "unknown" }
  | { phase: "unreachable" }
  | { phase: "signed_out"; ended: boolean }
  | { phase: "signed_in"; user: SessionUser };

/** Where a new tab signs somebody else in, beside those who are. */
export const signInAnew = "/sign-in?anew";

const renewBeforeMs = 30_000;

/**
 * Who is signed in. The access token lives in memory only; the refresh token is a cookie this code cannot read.
 * All tabs of a user share that cookie, and it works once: refreshing is single-flight within a tab and locked between
 * tabs. Other tabs may belong to other users; a tab stays with its own, a new one takes whoever signed in last.
 */
export class Session {
  #state: SessionState = { phase: "unknown" };
  #token: { value: string; expiresAt: number } | undefined;
  #refreshing: Promise<string> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  get state(): SessionState {
    return this.#state;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Finds out from the cookie whether somebody is signed in; nobody who never was is asked about. `anew` lets a tab that
   * is nobody's yet be somebody else's than the last.
   */
  async resume(anew = false): Promise<void> {
    const mayBeSignedIn = tabUser.get() !== undefined || (signInHint.get() && !anew);
    if (!mayBeSignedIn) {
      this.#set({ phase: "signed_out", ended: false });
      return;
    }
    await this.token(true).catch((error: unknown) => {
      if (!(error instanceof SignedOutError)) this.#set({ phase: "unreachable" });
    });
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.enter("/api/auth/login", { email, password });
  }

  /** Everything that ends in being signed in: login, setup, accepting an invitation. */
  async enter(path: string, body: object): Promise<void> {
    this.#accept(await post(path, body));
  }

  /** Signs out here; the server is told, but its silence does not keep anybody in. */
  async signOut(everywhere = false): Promise<void> {
    const token = this.#token?.value;
    const path = everywhere ? "/api/auth/logout-everywhere" : "/api/auth/logout";
    await fetch(this.#own(path), {
      method: "POST",
      credentials: "same-origin",
      headers: token ? { Authorization: `Bearer ${token}` } : {},
    }).catch(() => undefined);
    this.#end(false);
  }

  /** A valid access token; `fresh` insists on a new one. Throws SignedOutError when only a sign-in helps. */
  token(fresh = false): Promise<string> {
    if (!fresh && this.#token && this.#token.expiresAt - renewBeforeMs > this.#now())
      return Promise.resolve(this.#token.value);
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #refresh(): Promise<string> {
    try {
      const answer = await alone(() => post(this.#own("/api/auth/refresh")));
      // Whatever the server answers, nobody becomes somebody else without signing in.
      if (this.#state.phase !== "signed_in" || this.#state.user.id === answer.user.id) return this.#accept(answer);
      this.#end(true);
    } catch (error) {
      if (error instanceof ApiError && (error.status === 400 || error.status === 401 || error.status === 403)) {
        this.#end(this.#state.phase === "signed_in");
        throw new SignedOutError("The session has ended");
      }
      throw error;
    }
    throw new SignedOutError("Somebody else signed in");
  }

  /** The path for the user of this tab, who need not be the last that signed in. */
  #own(path: string): string {
    const user = this.#state.phase === "signed_in" ? this.#state.user.id : tabUser.get();
    return user === undefined ? path : `${path}?user=${encodeURIComponent(user)}`;
  }

  #accept(answer: SignedIn): string {
    signInHint.set(true);
    tabUser.set(answer.user.id);
    this.#token = { value: answer.accessToken, expiresAt: this.#now() + answer.expiresIn * 1_000 };
    const known = this.#state.phase === "signed_in" ? this.#state.user : undefined;
    // The same user keeps the same object, so that a renewal repaints nothing.
    if (JSON.stringify(known) !== JSON.stringify(answer.user)) this.#set({ phase: "signed_in", user: answer.user });
    return answer.accessToken;
  }

  #end(unasked: boolean): void {
    signInHint.set(false);
    tabUser.set(undefined);
    this.#token = undefined;
    this.#set({ phase: "signed_out", ended: unasked });
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

async function post(path: string, body?: object): Promise<SignedIn> {
  const response = await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    ...(body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {}),
  }).catch((error: unknown) => {
    throw new NetworkError("The server cannot be reached", { cause: error });
  });
  if (!response.ok) throw await toApiError(response);
  return (await response.json()) as SignedIn;
}

function alone<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request("parley-refresh", work) : work();
}
