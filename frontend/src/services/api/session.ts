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

/** The address at which a new tab signs in another user, next to those who are signed in. */
export const otherUserPath = "/sign-in?other-user";

const renewBeforeMs = 30_000;

/**
 * The session of this tab. The access token is in memory only; the refresh token is a cookie that scripts cannot read.
 * All tabs of a user share that cookie and each value works once, so a tab refreshes once at a time and locks out the
 * other tabs. Tabs can belong to different users. A new tab starts with the user who signed in last.
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
   * Continues the session of the cookie, if there is one. Browsers that were never signed in make no request.
   * `asOtherUser` skips this in a new tab, so that another user can sign in there.
   */
  async resume(asOtherUser = false): Promise<void> {
    const mayBeSignedIn = tabUser.get() !== undefined || (signInHint.get() && !asOtherUser);
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

  /** Signs in with any endpoint that starts a session: login, setup or accepting an invitation. */
  async enter(path: string, body: object): Promise<void> {
    this.#accept(await post(path, body));
  }

  /** Signs out here, even if the server does not answer. */
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

  /** Returns a valid access token. `fresh` requests a new one. Throws SignedOutError when the session has ended. */
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
      const answer = await withRefreshLock(() => post(this.#own("/api/auth/refresh")));
      // A tab never switches to another user without a sign-in.
      if (this.#state.phase !== "signed_in" || this.#state.user.id === answer.user.id) return this.#accept(answer);
      this.#end(true);
    } catch (error) {
      if (error instanceof ApiError && (error.status === 400 || error.status === 401 || error.status === 403)) {
        this.#end(this.#state.phase === "signed_in");
        throw new SignedOutError("The session has ended");
      }
      throw error;
    }
    throw new SignedOutError("Another user has signed in");
  }

  /** Adds the user of this tab, who is not always the last one that signed in. */
  #own(path: string): string {
    const user = this.#state.phase === "signed_in" ? this.#state.user.id : tabUser.get();
    return user === undefined ? path : `${path}?user=${encodeURIComponent(user)}`;
  }

  #accept(answer: SignedIn): string {
    signInHint.set(true);
    tabUser.set(answer.user.id);
    this.#token = { value: answer.accessToken, expiresAt: this.#now() + answer.expiresIn * 1_000 };
    const known = this.#state.phase === "signed_in" ? this.#state.user : undefined;
    // Keeps the object of the same user, so that a renewal renders nothing.
    if (JSON.stringify(known) !== JSON.stringify(answer.user)) this.#set({ phase: "signed_in", user: answer.user });
    return answer.accessToken;
  }

  #end(unexpected: boolean): void {
    signInHint.set(false);
    tabUser.set(undefined);
    this.#token = undefined;
    this.#set({ phase: "signed_out", ended: unexpected });
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Outlives a reload of the page: the answer's cookie replaces one that the server has already used up. */
async function post(path: string, body?: object): Promise<SignedIn> {
  const response = await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    keepalive: true,
    ...(body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {}),
  }).catch((error: unknown) => {
    throw new NetworkError("The server cannot be reached", { cause: error });
  });
  if (!response.ok) throw await toApiError(response);
  return (await response.json()) as SignedIn;
}

function withRefreshLock<T>(work: () => Promise<T>): Promise<T> {
  return "locks" in navigator ? navigator.locks.request("parley-refresh", work) : work();
}
