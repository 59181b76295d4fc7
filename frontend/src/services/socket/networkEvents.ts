/**
 * Events of the browser that concern the connection. "online" also stands for a page that becomes visible again.
 * Does nothing outside a browser.
 */
export class NetworkEvents {
  readonly #listener: (event: "online" | "offline") => void;

  constructor(listener: (event: "online" | "offline") => void) {
    this.#listener = listener;
  }

  start(): void {
    if (typeof window === "undefined") return;
    window.addEventListener("online", this.#handle);
    window.addEventListener("offline", this.#handle);
    document.addEventListener("visibilitychange", this.#handle);
  }

  stop(): void {
    if (typeof window === "undefined") return;
    window.removeEventListener("online", this.#handle);
    window.removeEventListener("offline", this.#handle);
    document.removeEventListener("visibilitychange", this.#handle);
  }

  readonly #handle = ({ type }: Event): void => {
    if (type === "offline") this.#listener("offline");
    else if (type === "online" || document.visibilityState === "visible") this.#listener("online");
  };
}
