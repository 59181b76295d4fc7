import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { Refusal } from "./refusal.ts";
import { MockRest } from "./rest.ts";
import { MockSockets } from "./sockets.ts";
import { World } from "./world.ts";

/** A server in memory for work on pages. Tests of the real server do not depend on it. */
export class MockServer {
  readonly #world = new World();
  readonly #sockets = new MockSockets(this.#world);
  readonly #rest = new MockRest(this.#world, this.#sockets);
  readonly #http = createServer((request, response) => void this.#handle(request, response));

  async listen(port = 0): Promise<number> {
    this.#http.on("upgrade", (request, socket, head) => this.#sockets.upgrade(request, socket as Socket, head));
    await new Promise<void>((resolve) => this.#http.listen(port, "127.0.0.1", resolve));
    return (this.#http.address() as AddressInfo).port;
  }

  close(): void {
    this.#sockets.close();
    this.#http.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://mock");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
    try {
      const answer = this.#rest.answer(request, response, url, body);
      response.writeHead(answer === undefined ? 204 : 200, { "Content-Type": "application/json" });
      response.end(answer === undefined ? undefined : JSON.stringify(answer));
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, "internal", String(error));
      response.writeHead(refusal.status, { "Content-Type": "application/problem+json" });
      response.end(JSON.stringify({ status: refusal.status, code: refusal.code, detail: refusal.message }));
    }
  }
}
