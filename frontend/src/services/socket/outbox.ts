import type { Command, ErrorCode } from "./protocol.ts";

/**
 * A command that has not come back as an event yet. The page shows a clock for `waiting` and `sending`, a tick for
 * `stored`, and offers a retry for `failed`.
 */
export interface OutboxEntry {
  id: string;
  command: Command;
  createdAt: number;
  state: "waiting" | "sending" | "stored" | "failed";
  seq?: number;
  error?: { code: ErrorCode; message: string };
}

/** Keeps unacknowledged commands over a reload. Sending continues when the store fails. */
export interface OutboxStore {
  load(): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(id: string): Promise<void>;
}

/** For environments without storage, and for tests. */
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
