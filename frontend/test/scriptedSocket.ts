import { afterEach, beforeEach, vi } from "vitest";
import { MemoryOutbox } from "../src/services/socket/outbox.ts";
import type { Command, ErrorCode, ServerFrame } from "../src/services/socket/protocol.ts";
import { ParleySocket } from "../src/services/socket/websocket.ts";
import { at, ScriptedServer } from "./scriptedServer.ts";

export let server: ScriptedServer;
export let outbox: MemoryOutbox;
export let token: ReturnType<typeof vi.fn<(fresh: boolean) => Promise<string>>>;
export let socket: ParleySocket;
/** The frames that the socket delivered. */
export let frames: ServerFrame[];
let random: number;

/** Gives each test of a file a new socket, a scripted server and a clock that it moves itself. */
export function setUpSocket(): void {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date(at) });
    server = new ScriptedServer();
    outbox = new MemoryOutbox();
    random = 0.5;
    token = vi.fn(async () => "secret");
    frames = [];
    replaceSocket();
    socket.on("frame", (frame) => frames.push(frame));
  });
  afterEach(() => {
    socket.close();
    vi.useRealTimers();
  });
}

/** As a reload of the page: a new socket with the same outbox. */
export function replaceSocket(): void {
  socket = new ParleySocket({
    url: "wss://parley.example/ws/engagement",
    token,
    outbox,
    WebSocket: server.WebSocket,
    random: () => random,
  });
}

/** Makes every random delay the longest possible. */
export function setLongestDelays(): void {
  random = 1;
}

export const tick = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

export const hello = (text = "Hello", engagement = "globex"): Command => ({
  type: "send_message",
  data: { engagement, text },
});

/** The seqs of the delivered journal frames. */
export const seqs = () => frames.flatMap((frame) => ("seq" in frame ? [frame.seq] : []));

export async function connect(): Promise<void> {
  socket.connect();
  await tick();
}

export async function live(): Promise<void> {
  await connect();
  server.welcome();
  server.syncAll();
}

export async function reconnect(): Promise<void> {
  await tick(30_000);
  server.welcome();
}

export function ack(id: string | undefined, seq: number, duplicate = false): void {
  server.socket.say({ type: "ack", timestamp: at, engagement: "globex", id: id ?? "", data: { seq, duplicate } });
}

export function refuse(id: string | undefined, code: ErrorCode, retryAfterMs?: number): void {
  server.socket.say({
    type: "error",
    timestamp: at,
    id: id ?? "",
    data: { code, message: code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
  });
}
