/** Returns an access token. `fresh` asks for a newer one than the last, because the server refused that one. */
export type TokenSource = (fresh: boolean) => Promise<string>;

/** Thrown by a token source when the user has to sign in again. Any other error is retried. */
export class SignedOutError extends Error {
  override name = "SignedOutError";
}
