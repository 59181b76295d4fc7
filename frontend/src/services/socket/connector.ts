import { Backoff } from "./backoff.ts";
import { closeRule, type StopReason } from "./closeRules.ts";
import type { ConnectorState } from "./connectionState.ts";
import { SignedOutError, type TokenSource } from "./tokenSource.ts";

export interface ConnectorOptions {
  url: string;
  token: TokenSource;
  WebSocket?: new (url: string, protocols: string[]) => WebSocket;
  random?: () => number;
  now?: () => number;
}

export interface ConnectorListener {
  onState: (state: ConnectorState) => void;
  onMessage: (text: string) => void;
  /** The connection is gone. `tooLarge` means that the server closed it because of a message that was in flight. */
  onClosed: (tooLarge: boolean) => void;
}

const subProtocols = ["parley.v1.batch", "parley.v1"];
const stepTimeoutMs = 10_000;
const freshTokenEvery = 3;

/** Opens one connection after the other until it is stopped: token, handshake, time limits and backoff. */
export class Connector {
  /** Increases with every attempt. Callbacks of earlier attempts are ignored. */
  #attempt = 0;
  #socket: WebSocket | undefined;
  #needsFreshToken = false;
  #requestedDelayMs: number | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #stepTimer: ReturnType<typeof setTimeout> | undefined;

  readonly #options: ConnectorOptions;
  readonly #listener: ConnectorListener;
  readonly #now: () => number;
  readonly #backoff: Backoff;

  constructor(options: ConnectorOptions, listener: ConnectorListener) {
    this.#options = options;
    this.#listener = listener;
    this.#now = options.now ?? Date.now;
    this.#backoff = new Backoff(options.random ?? Math.random);
  }

  /** Starts an attempt now, even if the wait for the next one is not over. */
  open(): void {
    clearTimeout(this.#retryTimer);
    this.#attempt += 1;
    const attempt = this.#attempt;
    this.#listener.onState({ phase: "connecting" });
    this.#startStep("no token");
    // A refused token looks like an unreachable server, so repeated failures ask for a new one.
    const { failures } = this.#backoff;
    const fresh = this.#needsFreshToken || (failures > 0 && failures % freshTokenEvery === 0);
    this.#options.token(fresh).then(
      (token) => {
        if (attempt === this.#attempt) this.#dial(token, attempt);
      },
      (error: unknown) => {
        if (attempt !== this.#attempt) return;
        if (error instanceof SignedOutError) this.stop("signed_out");
        else this.#wait();
      },
    );
  }

  /** Call when the welcome has arrived. */
  welcomed(): void {
    clearTimeout(this.#stepTimer);
    this.#needsFreshToken = false;
    this.#requestedDelayMs = undefined;
  }

  /** Call when a sync is complete: the next failure starts with the shortest delay again. */
  settled(): void {
    this.#backoff.reset();
  }

  /** The server has announced a shutdown and asks for this delay before the next attempt. */
  delayNext(ms: number): void {
    this.#requestedDelayMs = ms;
  }

  /** Returns false when there is no open connection. */
  send(frame: string): boolean {
    if (this.#socket?.readyState !== 1) return false;
    this.#socket.send(frame);
    return true;
  }

  /** Gives up on the connection without waiting for its close event, which may never arrive. */
  abandon(reason: string): void {
    const socket = this.#socket;
    this.#detach(false);
    socket?.close(4000, reason);
    this.#wait();
  }

  stop(reason: StopReason): void {
    const socket = this.#socket;
    this.#detach(false);
    clearTimeout(this.#retryTimer);
    socket?.close(1000);
    this.#listener.onState({ phase: "stopped", reason });
  }

  #dial(token: string, attempt: number): void {
    const Socket = this.#options.WebSocket ?? WebSocket;
    const socket = new Socket(this.#options.url, [...subProtocols, `parley.bearer.${token}`]);
    this.#socket = socket;
    this.#startStep("no welcome");
    const isCurrent = () => attempt === this.#attempt;
    socket.onmessage = (event) => {
      if (isCurrent()) this.#listener.onMessage(String(event.data));
    };
    socket.onclose = (event) => {
      if (isCurrent()) this.#closed(event.code);
    };
  }

  /** Limits the time of each step of an attempt. A step that hangs is a failed attempt. */
  #startStep(missing: string): void {
    clearTimeout(this.#stepTimer);
    this.#stepTimer = setTimeout(() => this.abandon(missing), stepTimeoutMs);
  }

  #closed(code: number): void {
    const rule = closeRule(code);
    if (!rule.reconnect) {
      this.stop(rule.reason);
      return;
    }
    this.#needsFreshToken ||= rule.freshToken;
    this.#detach(rule.neverResend);
    this.#wait();
  }

  #detach(tooLarge: boolean): void {
    this.#attempt += 1;
    this.#socket = undefined;
    clearTimeout(this.#stepTimer);
    this.#listener.onClosed(tooLarge);
  }

  #wait(): void {
    const delayMs = this.#requestedDelayMs ?? this.#backoff.nextMs();
    this.#requestedDelayMs = undefined;
    const offline = typeof navigator !== "undefined" && navigator.onLine === false;
    this.#listener.onState({ phase: "waiting", retryAt: this.#now() + delayMs, offline });
    clearTimeout(this.#stepTimer);
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.open(), delayMs);
  }
}
