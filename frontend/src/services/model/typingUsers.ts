import { Store } from "../browser/store.ts";
import type { ServerFrame, User } from "../socket/protocol.ts";

const shownMs = 6_000;
const sendEveryMs = 3_000;

/** Who is typing in which engagement. Sends this user's own typing frames and shows those of other users. */
export class TypingUsers {
  readonly users = new Store<ReadonlyMap<string, readonly User[]>>(new Map());
  readonly #me: string;
  readonly #send: (engagement: string) => void;
  /** Hide a user who stops typing without sending. */
  readonly #hideTimers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #sentAt = new Map<string, number>();
  readonly #sendTimers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(me: string, send: (engagement: string) => void) {
    this.#me = me;
    this.#send = send;
  }

  /** Call for every key. Sends a typing frame at most every three seconds. */
  press(engagement: string): void {
    if (this.#sendTimers.has(engagement)) return;
    const waitMs = (this.#sentAt.get(engagement) ?? 0) + sendEveryMs - Date.now();
    if (waitMs <= 0) this.#sendNow(engagement);
    else
      this.#sendTimers.set(
        engagement,
        setTimeout(() => this.#sendNow(engagement), waitMs),
      );
  }

  /** Call when the message is sent or the field is empty. Cancels a frame that is due. */
  stop(engagement: string): void {
    clearTimeout(this.#sendTimers.get(engagement));
    this.#sendTimers.delete(engagement);
  }

  apply(frame: ServerFrame): void {
    if (frame.type === "typing" && frame.data.user.id !== this.#me) this.#show(frame.engagement, frame.data.user);
    if (frame.type === "chat_message") this.#hide(frame.engagement, frame.data.author.id);
  }

  #sendNow(engagement: string): void {
    this.stop(engagement);
    this.#sentAt.set(engagement, Date.now());
    this.#send(engagement);
  }

  #show(engagement: string, user: User): void {
    const key = `${engagement} ${user.id}`;
    clearTimeout(this.#hideTimers.get(key));
    this.#hideTimers.set(
      key,
      setTimeout(() => this.#hide(engagement, user.id), shownMs),
    );
    this.users.update((typing) => {
      const users = typing.get(engagement) ?? [];
      return users.some(({ id }) => id === user.id) ? typing : new Map(typing).set(engagement, [...users, user]);
    });
  }

  #hide(engagement: string, user: string): void {
    const key = `${engagement} ${user}`;
    clearTimeout(this.#hideTimers.get(key));
    this.#hideTimers.delete(key);
    this.users.update((typing) => {
      const users = typing.get(engagement);
      if (!users?.some(({ id }) => id === user)) return typing;
      return new Map(typing).set(
        engagement,
        users.filter(({ id }) => id !== user),
      );
    });
  }
}
