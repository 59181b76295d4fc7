export interface JsonToken {
  text: string;
  kind: "key" | "string" | "number" | "word" | "plain";
}

const pattern =
  /"(?:\\.|[^"\\\n])*"(?<colon>\s*:)?|(?<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?<word>\b(?:true|false|null)\b)/g;

/** Splits JSON, complete or not, into tokens. Joined, the tokens are the text. */
export function tokensOf(text: string): JsonToken[] {
  const tokens: JsonToken[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) tokens.push({ text: text.slice(end, match.index), kind: "plain" });
    const { colon, number, word } = match.groups ?? {};
    tokens.push({ text: match[0], kind: colon ? "key" : number ? "number" : word ? "word" : "string" });
    end = match.index + match[0].length;
  }
  if (end < text.length) tokens.push({ text: text.slice(end), kind: "plain" });
  return tokens;
}
