import { Store } from "../browser/store.ts";
import type { ServerFrame, User } from "../socket/protocol.ts";

const shownMs = 6_000;
const tellEveryMs = 3_000;

/** Who writes where: heard of others, and told of oneself. Nothing of it is kept anywhere. */
export class Typing {
  readonly users = new Store<ReadonlyMap<string, readonly User[]>>(new Map());
  readonly #me: string;
  readonly #tell: (engagement: string) => void;
  /** What ends the typing of somebody who fell silent. */
  readonly #silences = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #toldAt = new Map<string, number>();
  readonly #tellLater = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(me: string, tell: (engagement: string) => void) {
    this.#me = me;
    this.#tell = tell;
  }

  /** Tells the others that this user writes; repeated every three seconds at most, and as long as keys are pressed. */
  press(engagement: string): void {
    if (this.#tellLater.has(engagement)) return;
    const waitMs = (this.#toldAt.get(engagement) ?? 0) + tellEveryMs - Date.now();
    if (waitMs <= 0) this.#tellNow(engagement);
    else
      this.#tellLater.set(
        engagement,
        setTimeout(() => this.#tellNow(engagement), waitMs),
      );
  }

  /** The message was sent or the field emptied: what would still be told is not so any more. */
  stop(engagement: string): void {
    clearTimeout(this.#tellLater.get(engagement));
    this.#tellLater.delete(engagement);
  }

  hear(frame: ServerFrame): void {
    if (frame.type === "typing" && frame.data.user.id !== this.#me) this.#writes(frame.engagement, frame.data.user);
    if (frame.type === "chat_message") this.#stopped(frame.engagement, frame.data.author.id);
  }

  #tellNow(engagement: string): void {
    this.stop(engagement);
    this.#toldAt.set(engagement, Date.now());
    this.#tell(engagement);
  }

  #writes(engagement: string, user: User): void {
    const key = `${engagement} ${user.id}`;
    clearTimeout(this.#silences.get(key));
    this.#silences.set(
      key,
      setTimeout(() => this.#stopped(engagement, user.id), shownMs),
    );
    this.users.update((typing) => {
      const users = typing.get(engagement) ?? [];
      return users.some(({ id }) => id === user.id) ? typing : new Map(typing).set(engagement, [...users, user]);
    });
  }

  #stopped(engagement: string, user: string): void {
    const key = `${engagement} ${user}`;
    clearTimeout(this.#silences.get(key));
    this.#silences.delete(key);
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
