import type { OutboxEntry, OutboxStore } from "../socket/outbox.ts";

const database = "parley";
const table = "outbox";

interface Row {
  id: string;
  user: string;
  tab: string;
  entry: OutboxEntry;
}

/**
 * Keeps unacknowledged commands of one user in IndexedDB. Each tab owns what it wrote and holds a lock while it
 * lives; a new tab adopts only what belongs to tabs that are gone, so no two tabs send the same entry at once.
 */
export class IndexedDbOutbox implements OutboxStore {
  readonly #user: string;
  readonly #tab = crypto.randomUUID();
  #opened: Promise<IDBDatabase> | undefined;

  constructor(user: string) {
    this.#user = user;
  }

  async load(): Promise<OutboxEntry[]> {
    const alive = await this.#livingTabs();
    const rows = (await this.#run("readonly", (store) => store.getAll())) as Row[];
    const mine = rows.filter((row) => row.user === this.#user && !alive.has(row.tab));
    await Promise.all(mine.map((row) => this.put(row.entry)));
    return mine.map((row) => row.entry).toSorted((a, b) => a.createdAt - b.createdAt);
  }

  async put(entry: OutboxEntry): Promise<void> {
    const row: Row = { id: entry.id, user: this.#user, tab: this.#tab, entry };
    await this.#run("readwrite", (store) => store.put(row));
  }

  async remove(id: string): Promise<void> {
    await this.#run("readwrite", (store) => store.delete(id));
  }

  async #livingTabs(): Promise<Set<string>> {
    if (typeof navigator === "undefined" || !("locks" in navigator)) return new Set();
    await new Promise<void>((held) => {
      // The lock is kept until the tab goes: its promise never settles.
      void navigator.locks.request(lockOf(this.#tab), () => {
        held();
        return new Promise<never>(() => {});
      });
    });
    const { held = [] } = await navigator.locks.query();
    return new Set(held.map((lock) => lock.name ?? "").flatMap((name) => tabOf(name)));
  }

  async #run(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
    this.#opened ??= open();
    const db = await this.#opened;
    return settle(work(db.transaction(table, mode).objectStore(table)));
  }
}

const prefix = "parley-outbox-";
const lockOf = (tab: string) => `${prefix}${tab}`;
const tabOf = (lock: string) => (lock.startsWith(prefix) ? [lock.slice(prefix.length)] : []);

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: "id" });
  return settle(request);
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB refused without a reason"));
  });
}
