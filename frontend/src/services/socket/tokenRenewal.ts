import type { ClientMessage } from "./protocol.ts";

/** Replaces the token of an open connection before it ends, so that the connection does not have to. */
export class TokenRenewal {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows with every connection: a token that comes for an older one is not sent. */
  #connection = 0;
  readonly #token: () => Promise<string>;
  readonly #send: (message: ClientMessage & { id: string }) => void;
  readonly #random: () => number;

  constructor(
    token: () => Promise<string>,
    send: (message: ClientMessage & { id: string }) => void,
    random: () => number,
  ) {
    this.#token = token;
    this.#send = send;
    this.#random = random;
  }

  /** Within the first half of what is left, so that those who connected together do not renew together. */
  soon(leftMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#renew(), this.#random() * Math.max(0, leftMs / 2));
  }

  stop(): void {
    this.#connection += 1;
    clearTimeout(this.#timer);
  }

  #renew(): void {
    const connection = this.#connection;
    this.#token().then(
      (token) => {
        if (connection === this.#connection)
          this.#send({ type: "authenticate", id: crypto.randomUUID(), data: { token } });
      },
      // The server closes with 4401 when the old token runs out; the next attempt then decides.
      () => {},
    );
  }
}
