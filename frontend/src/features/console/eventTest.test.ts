import { expect, it } from "vitest";
import { eventTestOf } from "./eventTest.ts";
import type { ConsoleFrame } from "./frameLog.ts";

const frame = (direction: ConsoleFrame["direction"], text: string): ConsoleFrame => ({
  number: 1,
  direction,
  at: 0,
  text,
  bytes: text.length,
});

it("turns sent frames into triggers and received ones into expectations, without tokens", () => {
  const yaml = eventTestOf(
    "wss://user:pw@parley.example/ws?token=secret&v=1",
    ["parley.v1"],
    [
      frame("event", "Connected"),
      frame("received", '{"type":"welcome"}'),
      frame("sent", '{"type":"ping","id":"a1"}'),
      frame("received", '{"type":"pong","id":"a1","data":{}}'),
      frame("received", '{"type":"presence","data":{}}'),
      frame("received", '{"type":"presence","data":{}}'),
      frame("sent", "two\nlines"),
      frame("received", 'plain "text"'),
    ],
  );
  expect(yaml).not.toMatch(/secret|pw/);
  expect(yaml.split("\n").slice(1)).toEqual([
    "name: Recorded in the console",
    'url: "wss://parley.example/ws?v=1"',
    'clients: { me: { subprotocols: ["parley.v1"] } }',
    "steps:",
    "  - name: step 1",
    "    expect:",
    '      - { type: "welcome" }',
    "  - name: step 2",
    "    send: |-",
    '      {"type":"ping","id":"console-{{run}}-2"}',
    "    expect:",
    '      - { type: "pong", match: { id: "console-{{run}}-2" } }',
    '      - { type: "presence", count: 2 }',
    "  - name: step 3",
    "    send: |-",
    "      two",
    "      lines",
    "    expect:",
    '      - { text: "plain \\"text\\"" }',
    "",
  ]);
});
