import type { ConsoleFrame } from "./frameLog.ts";

interface Step {
  send: string | undefined;
  received: string[];
}

/**
 * Exports a session as an event test of the lab. Each sent frame becomes a step that expects the frames received until
 * the next one, by type if they have one. Ids are new in every run, because a server stores each id once. Other values
 * that change, such as times and seqs, are not compared.
 */
export function eventTestOf(url: string, protocols: readonly string[], frames: readonly ConsoleFrame[]): string {
  const ids = new Map<string, string>();
  const steps = stepsOf(frames);
  const lines = [
    "# Recorded in the console. Run it with: parley lab events <this file>",
    "name: Recorded in the console",
    `url: ${scalar(withoutSecrets(url))}`,
    ...(protocols.length > 0 ? [`clients: { me: { subprotocols: [${protocols.map(scalar).join(", ")}] } }`] : []),
    "steps:",
  ];
  for (const [index, { send, received }] of steps.entries()) {
    lines.push(`  - name: step ${index + 1}`);
    if (send !== undefined) lines.push("    send: |-", ...indented(withRunId(send, index + 1, ids), 6));
    if (received.length > 0) lines.push("    expect:", ...expectations(received, ids));
  }
  return `${lines.join("\n")}\n`;
}

/** Frames before the first sent one become a step without a trigger. */
function stepsOf(frames: readonly ConsoleFrame[]): Step[] {
  const steps: Step[] = [{ send: undefined, received: [] }];
  for (const { direction, text } of frames) {
    if (direction === "sent") steps.push({ send: text, received: [] });
    else if (direction === "received") steps.at(-1)?.received.push(text);
  }
  return steps.filter(({ send, received }) => send !== undefined || received.length > 0);
}

function withRunId(text: string, step: number, ids: Map<string, string>): string {
  const frame = objectOf(text);
  if (typeof frame?.id !== "string") return text;
  const runId = `console-{{run}}-${step}`;
  ids.set(frame.id, runId);
  return JSON.stringify({ ...frame, id: runId });
}

/** Equal expectations become one with a count. */
function expectations(received: readonly string[], ids: ReadonlyMap<string, string>): string[] {
  const counts = new Map<string, number>();
  for (const text of received) {
    const frame = objectOf(text);
    const id = typeof frame?.id === "string" ? ids.get(frame.id) : undefined;
    const answers = id === undefined ? "" : `, match: { id: ${scalar(id)} }`;
    const line = typeof frame?.type === "string" ? `type: ${scalar(frame.type)}${answers}` : `text: ${scalar(text)}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  return [...counts].map(([line, count]) => `      - { ${line}${count > 1 ? `, count: ${count}` : ""} }`);
}

function objectOf(text: string): { id?: unknown; type?: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const indented = (text: string, spaces: number) => text.split("\n").map((line) => " ".repeat(spaces) + line);

/** JSON strings are valid YAML. */
const scalar = (text: string) => JSON.stringify(text);

function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  for (const name of ["token", "ticket", "access_token"]) parsed.searchParams.delete(name);
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}
