import { expect, it } from "vitest";
import { tokensOf } from "./jsonTokens.ts";

const kinds = (text: string) =>
  tokensOf(text)
    .filter(({ kind }) => kind !== "plain")
    .map(({ text: part, kind }) => `${kind} ${part}`);

it("distinguishes keys, strings, numbers and words", () => {
  expect(kinds('{"a\\"b" : "x: 1", "n": -1.5e+3, "t": [true, null, "null"]}')).toEqual([
    'key "a\\"b" :',
    'string "x: 1"',
    'key "n":',
    "number -1.5e+3",
    'key "t":',
    "word true",
    "word null",
    'string "null"',
  ]);
});

it("keeps the whole text", () => {
  for (const text of [
    "",
    "hello",
    '{"open',
    '"a"\n"b" 12x3 trueish',
    '\\"\\\\ 1e 0x1F',
    "ünï 😀 1",
    '{"a":1}'.repeat(50),
  ])
    expect(
      tokensOf(text)
        .map((token) => token.text)
        .join(""),
    ).toBe(text);
});
