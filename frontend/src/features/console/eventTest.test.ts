import { expect, it } from "vitest";
import type { ConsoleFrame } from "./consoleSession.ts";
import { eventTestOf } from "./eventTest.ts";

const frame = (direction: ConsoleFrame["direction"], text: string): ConsoleFrame => ({
  number: 1,
  direction,
  at: 0,
  text,
  bytes: text.length,
});

it("makes triggers of what was sent and expectations of what came back, without any token", () => {
  const yaml = eventTestOf("wss://user:pw@parley.example/ws?token=secret&v=1", [
    frame("event", "Connected"),
    frame("received", '{"type":"welcome"}'),
    frame("sent", '{"type":"ping"}'),
    frame("received", '{"type":"pong","data":{}}'),
    frame("sent", "two\nlines"),
    frame("received", "plain"),
  ]);
  expect(yaml).not.toMatch(/secret|pw/);
  expect(yaml.split("\n").slice(1)).toEqual([
    'url: "wss://parley.example/ws?v=1"',
    "steps:",
    "  - send: |-",
    '      {"type":"ping"}',
    "    expect:",
    '      - type: "pong"',
    "        within: 5s",
    "  - send: |-",
    "      two",
    "      lines",
    "    expect:",
    "      - text: |-",
    "          plain",
    "        within: 5s",
    "",
  ]);
});
