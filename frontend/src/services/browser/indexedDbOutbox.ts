import type { OutboxEntry, OutboxStore } from "../socket/outbox.ts";

const database = "parley";
const table = "outbox";

interface StoredEntry {
  id: string;
  user: string;
  tab: string;
  entry: OutboxEntry;
}

/**
 * Keeps the unacknowledged commands of one user in IndexedDB. Each tab owns its entries and holds a lock while it is
 * open. A new tab takes over the entries of closed tabs only, so that two tabs never send the same entry.
 */
export class IndexedDbOutbox implements OutboxStore {
  readonly #user: string;
  readonly #tab = crypto.randomUUID();
  #opened: Promise<IDBDatabase> | undefined;

  constructor(user: string) {
    this.#user = user;
  }

  async load(): Promise<OutboxEntry[]> {
    const open = await this.#openTabs();
    const rows = (await this.#run("readonly", (store) => store.getAll())) as StoredEntry[];
    const mine = rows.filter((row) => row.user === this.#user && !open.has(row.tab));
    await Promise.all(mine.map((row) => this.put(row.entry)));
    return mine.map((row) => row.entry).toSorted((a, b) => a.createdAt - b.createdAt);
  }

  async put(entry: OutboxEntry): Promise<void> {
    const row: StoredEntry = { id: entry.id, user: this.#user, tab: this.#tab, entry };
    await this.#run("readwrite", (store) => store.put(row));
  }

  async remove(id: string): Promise<void> {
    await this.#run("readwrite", (store) => store.delete(id));
  }

  async #openTabs(): Promise<Set<string>> {
    if (typeof navigator === "undefined" || !("locks" in navigator)) return new Set();
    await new Promise<void>((held) => {
      // Holds the lock until the tab closes: the promise never settles.
      void navigator.locks.request(lockOf(this.#tab), () => {
        held();
        return new Promise<never>(() => {});
      });
    });
    const { held = [] } = await navigator.locks.query();
    return new Set(held.map((lock) => lock.name ?? "").flatMap((name) => tabOf(name)));
  }

  async #run(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest): Promise<unknown> {
    this.#opened ??= openDatabase();
    const db = await this.#opened;
    return result(work(db.transaction(table, mode).objectStore(table)));
  }
}

const prefix = "parley-outbox-";
const lockOf = (tab: string) => `${prefix}${tab}`;
const tabOf = (lock: string) => (lock.startsWith(prefix) ? [lock.slice(prefix.length)] : []);

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(table, { keyPath: "id" });
  return result(request);
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed without a reason"));
  });
}
