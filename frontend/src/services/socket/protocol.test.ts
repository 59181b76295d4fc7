import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ClientMessage, isJournal, parseFrames, type ServerFrame } from "./protocol.ts";

const folder = `${process.cwd()}/../src/test/resources/protocol/`;
const samples = (side: "client" | "server") =>
  readdirSync(folder + side).map(
    (name) => [name.replace(".json", ""), readFileSync(`${folder}${side}/${name}`, "utf8")] as const,
  );

/** One entry per type, so that a type without a sample, or a sample without a type, does not compile or fails. */
const serverTypes: Record<ServerFrame["type"], true> = {
  chat_message: true,
  chat_message_edited: true,
  chat_message_deleted: true,
  engagement_update: true,
  alert: true,
  alert_update: true,
  interaction_update: true,
  read: true,
  presence: true,
  typing: true,
  welcome: true,
  ack: true,
  error: true,
  synced: true,
  lag: true,
  token_expiring: true,
  bye: true,
  pong: true,
};
const clientTypes: Record<ClientMessage["type"], true> = {
  send_message: true,
  edit_message: true,
  delete_message: true,
  record_interaction: true,
  raise_alert: true,
  acknowledge_alert: true,
  resolve_alert: true,
  mark_read: true,
  typing: true,
  sync: true,
  authenticate: true,
  ping: true,
};

describe("the golden samples shared with the server", () => {
  it.each(samples("server"))("reads %s", (type, text) => {
    const [frame] = parseFrames(text);
    expect(frame).toEqual(JSON.parse(text));
    expect(frame?.type).toBe(type);
    expect(frame && isJournal(frame)).toBe("seq" in JSON.parse(text));
  });

  it("cover every type of both directions and no other", () => {
    expect(
      samples("server")
        .map(([type]) => type)
        .toSorted(),
    ).toEqual(Object.keys(serverTypes).toSorted());
    expect(
      samples("client")
        .map(([type]) => type)
        .toSorted(),
    ).toEqual(Object.keys(clientTypes).toSorted());
  });

  it.each(samples("client"))("have the shape this client sends for %s", (type, text) => {
    const sample = JSON.parse(text);
    expect(sample.type).toBe(type);
    expect(typeof sample.data).toBe("object");
  });
});

it("reads the frames of a batch and ignores unknown types", () => {
  const known = { type: "pong", timestamp: "2026-11-20T10:42:00.123Z", data: {} };
  expect(parseFrames(JSON.stringify([known, { ...known, type: "hologram" }, known]))).toEqual([known, known]);
});

it.each(["", "{", "7", '"text"', "null", "[null]", "{}", '{"type":7}', '{"type":"ack"}', '{"type":"ack","data":7}'])(
  "refuses %j, which is not a frame",
  (text) => {
    expect(() => parseFrames(text)).toThrow(SyntaxError);
  },
);
