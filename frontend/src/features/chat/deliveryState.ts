import type { OutboxEntry } from "../../services/socket/outbox.ts";

/** The delivery state of an own message. Never `stored` before its ack. */
export type Delivery = "waiting" | "sending" | "stored" | "seen" | "failed";

export const ofEntry = (entry: OutboxEntry): Delivery => entry.state;

export const ofEvent = (seq: number, seenUpTo: number): Delivery => (seq <= seenUpTo ? "seen" : "stored");
