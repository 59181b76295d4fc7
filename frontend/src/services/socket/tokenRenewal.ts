import type { ClientMessage } from "./protocol.ts";

/** Replaces the token of an open connection before it expires, so that the connection stays open. */
export class TokenRenewal {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Increases with every connection. A token that arrives for an earlier one is not sent. */
  #connection = 0;
  readonly #token: () => Promise<string>;
  readonly #send: (message: ClientMessage, id: string) => void;
  readonly #random: () => number;

  constructor(token: () => Promise<string>, send: (message: ClientMessage, id: string) => void, random: () => number) {
    this.#token = token;
    this.#send = send;
    this.#random = random;
  }

  /** Renews at a random time in the first half of the remaining life, so that clients do not renew at the same time. */
  schedule(remainingMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#renew(), this.#random() * Math.max(0, remainingMs / 2));
  }

  stop(): void {
    this.#connection += 1;
    clearTimeout(this.#timer);
  }

  #renew(): void {
    const connection = this.#connection;
    this.#token().then(
      (token) => {
        if (connection === this.#connection) this.#send({ type: "authenticate", data: { token } }, crypto.randomUUID());
      },
      // The server closes with 4401 when the old token expires; the next attempt gets a new one.
      () => {},
    );
  }
}
