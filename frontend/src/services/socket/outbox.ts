import type { Command, ErrorCode } from "./protocol.ts";

/** A command on its way: `waiting` and `sending` show a clock, `stored` a tick (until its echo arrives), `failed` asks the user. */
export interface OutboxEntry {
  id: string;
  command: Command;
  createdAt: number;
  state: "waiting" | "sending" | "stored" | "failed";
  seq?: number;
  error?: { code: ErrorCode; message: string };
}

/** Where unacknowledged commands survive a reload. A store that fails must not stop sending. */
export interface OutboxStore {
  load(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

/** For where nothing can be kept, and for tests. */
export class MemoryOutbox implements OutboxStore {
  readonly entries = new Map<string, OutboxEntry>();

  async load(): Promise<OutboxEntry[]> {
    return [...this.entries.values()];
  }

  async put(entry: OutboxEntry): Promise<void> {
    this.entries.set(entry.id, entry);
  }

  async remove(id: string): Promise<void> {
    this.entries.delete(id);
  }
}
