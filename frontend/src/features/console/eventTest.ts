import type { ConsoleFrame } from "./consoleSession.ts";

/**
 * A session as an event test of the lab: what was sent becomes the triggers, and what came back until the next
 * trigger becomes what is expected of it. Values that differ on every run (ids, times, seqs) are not compared.
 */
export function eventTestOf(url: string, frames: readonly ConsoleFrame[]): string {
  const lines = [
    "# Recorded in the console. Run it with: parley lab events <this file>",
    `url: ${scalar(withoutSecrets(url))}`,
    "steps:",
  ];
  const steps = stepsOf(frames);
  for (const { sent, received } of steps) {
    lines.push("  - send: |-", ...indented(sent.text, 6));
    if (received.length === 0) continue;
    lines.push("    expect:");
    for (const frame of received) lines.push(...expectation(frame));
  }
  return `${lines.join("\n")}\n`;
}

function stepsOf(frames: readonly ConsoleFrame[]): { sent: ConsoleFrame; received: ConsoleFrame[] }[] {
  const steps: { sent: ConsoleFrame; received: ConsoleFrame[] }[] = [];
  for (const frame of frames) {
    if (frame.direction === "sent") steps.push({ sent: frame, received: [] });
    else if (frame.direction === "received") steps.at(-1)?.received.push(frame);
  }
  return steps;
}

function expectation(frame: ConsoleFrame): string[] {
  const type = typeOf(frame.text);
  return type === undefined
    ? ["      - text: |-", ...indented(frame.text, 10), "        within: 5s"]
    : [`      - type: ${scalar(type)}`, "        within: 5s"];
}

function typeOf(text: string): string | undefined {
  try {
    const parsed = JSON.parse(text) as { type?: unknown };
    return typeof parsed?.type === "string" ? parsed.type : undefined;
  } catch {
    return undefined;
  }
}

const indented = (text: string, spaces: number) => text.split("\n").map((line) => " ".repeat(spaces) + line);

/** JSON's strings are YAML's as well. */
const scalar = (text: string) => JSON.stringify(text);

function withoutSecrets(url: string): string {
  if (!URL.canParse(url)) return url;
  const parsed = new URL(url);
  for (const name of ["token", "ticket", "access_token"]) parsed.searchParams.delete(name);
  parsed.username = "";
  parsed.password = "";
  return parsed.href;
}
