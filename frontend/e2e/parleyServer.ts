import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const startWithinMs = 240_000;

/** A packaged Parley with new demo data on a free port. It can be killed and started again with the same data. */
export class ParleyServer {
  readonly url: string;
  readonly #port: number;
  readonly #folder: string;
  readonly #arguments: readonly string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string, options: readonly string[]) {
    this.#port = port;
    this.#folder = folder;
    this.#arguments = options;
    this.url = `http://localhost:${port}`;
  }

  static async create(options: readonly string[] = []): Promise<ParleyServer> {
    const server = new ParleyServer(await freePort(), await mkdtemp(join(tmpdir(), "parley-e2e-")), options);
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const { JAVA = "java", PARLEY_JAR = "" } = process.env;
    const log = createWriteStream(join(this.#folder, "server.log"), { flags: "a" });
    const child = spawn(
      JAVA,
      [
        "-XX:+UseCompactObjectHeaders",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-Xmx512m",
        "-jar",
        PARLEY_JAR,
        "--spring.profiles.active=demo",
        `--server.port=${this.#port}`,
        ...this.#arguments,
      ],
      { cwd: this.#folder, stdio: ["ignore", "pipe", "pipe"] },
    );
    child.stdout.pipe(log);
    child.stderr.pipe(log);
    this.#process = child;
    await this.#ready(child);
  }

  /** Like a crash or a power failure: without a shutdown. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Like a deploy: the server drains its connections. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await gone;
  }

  async #ready(child: ChildProcess): Promise<void> {
    const deadline = Date.now() + startWithinMs;
    while (Date.now() < deadline) {
      if (child.exitCode !== null)
        throw new Error(`The server ended with ${child.exitCode}; see ${this.#folder}/server.log`);
      const health = await fetch(`${this.url}/actuator/health/readiness`).catch(() => undefined);
      if (health?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    throw new Error(`The server was not ready in ${startWithinMs} ms; see ${this.#folder}/server.log`);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
