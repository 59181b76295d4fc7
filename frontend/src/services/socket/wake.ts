/** What the browser tells of its network and of being looked at; outside a browser there is nothing to hear. */
export class Wake {
  readonly #told: (event: "back" | "offline") => void;

  constructor(told: (event: "back" | "offline") => void) {
    this.#told = told;
  }

  start(): void {
    if (typeof window === "undefined") return;
    window.addEventListener("online", this.#hear);
    window.addEventListener("offline", this.#hear);
    document.addEventListener("visibilitychange", this.#hear);
  }

  stop(): void {
    if (typeof window === "undefined") return;
    window.removeEventListener("online", this.#hear);
    window.removeEventListener("offline", this.#hear);
    document.removeEventListener("visibilitychange", this.#hear);
  }

  readonly #hear = ({ type }: Event): void => {
    if (type === "offline") this.#told("offline");
    else if (type === "online" || document.visibilityState === "visible") this.#told("back");
  };
}
