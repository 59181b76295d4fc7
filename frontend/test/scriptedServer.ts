import type { ChatMessage, ClientMessage, ServerFrame } from "../src/services/socket/protocol.ts";

type Sent = ClientMessage & { id?: string };

/** A server under the control of a test: it accepts sockets, records their messages and sends what the test wants. */
export class ScriptedServer {
  readonly sockets: ScriptedSocket[] = [];

  /** Replaces the browser's WebSocket. */
  readonly WebSocket: new (url: string, protocols: string[]) => WebSocket = ((server: ScriptedServer) =>
    class extends ScriptedSocket {
      constructor(url: string, protocols: string[]) {
        super(url, protocols);
        server.sockets.push(this);
      }
    } as unknown as new (
      url: string,
      protocols: string[],
    ) => WebSocket)(this);

  get socket(): ScriptedSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error("No socket is open");
    return last;
  }

  /** Opens the newest socket and sends the welcome. */
  welcome(limits: Partial<{ maxFrameBytes: number }> = {}): void {
    this.socket.open();
    this.socket.say({
      type: "welcome",
      timestamp: at,
      data: {
        connection: "c1",
        user: { id: "mia", name: "Mia Chen" },
        grants: [{ role: "MSP", organisation: "northwind" }],
        limits: {
          maxFrameBytes: 65_536,
          messagesPerSecond: 20,
          messageBurst: 40,
          connectionsPerUser: 20,
          maxTextLength: 8_000,
          ...limits,
        },
        heartbeat: { pingIntervalMs: 25_000, timeoutMs: 10_000 },
        tokenExpiresAt: null,
        server: { version: "1", node: "n1" },
      },
    });
  }

  /** Completes every outstanding sync without events. */
  syncAll(): void {
    for (const frame of this.socket.takeSent("sync"))
      for (const [engagement, seq] of Object.entries(frame.data.after))
        this.socket.say({ type: "synced", timestamp: at, engagement, data: { seq, more: false } });
  }
}

export class ScriptedSocket {
  readyState = 0;
  closedWith: number | undefined;
  readonly sent: Sent[] = [];
  onmessage: ((event: { data: string }) => void) | undefined;
  onclose: ((event: { code: number }) => void) | undefined;
  readonly url: string;
  readonly protocols: string[];

  constructor(url: string, protocols: string[]) {
    this.url = url;
    this.protocols = protocols;
  }

  open(): void {
    this.readyState = 1;
  }

  say(...frames: ServerFrame[]): void {
    this.sayText(JSON.stringify(frames.length === 1 ? frames[0] : frames));
  }

  sayText(data: string): void {
    this.onmessage?.({ data });
  }

  drop(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(code: number): void {
    this.readyState = 2;
    this.closedWith = code;
  }

  sentOf<Type extends Sent["type"]>(type: Type): Extract<Sent, { type: Type }>[] {
    return this.sent.filter((frame): frame is Extract<Sent, { type: Type }> => frame.type === type);
  }

  takeSent<Type extends Sent["type"]>(type: Type): Extract<Sent, { type: Type }>[] {
    const taken = this.sentOf(type);
    for (const frame of taken) this.sent.splice(this.sent.indexOf(frame), 1);
    return taken;
  }
}

export const at = "2026-11-20T10:42:00.123Z";

export function chatMessage(engagement: string, seq: number, text = `message ${seq}`, id?: string): ChatMessage {
  const author = { id: "gil", name: "Gil Ortega", role: "CLIENT", organisation: "globex" } as const;
  return { type: "chat_message", timestamp: at, engagement, seq, ...(id ? { id } : {}), data: { author, text } };
}
