export interface Token {
  text: string;
  kind: "key" | "string" | "number" | "word" | "plain";
}

const pattern =
  /"(?:\\.|[^"\\\n])*"(?<colon>\s*:)?|(?<number>-?\b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b)|(?<word>\b(?:true|false|null)\b)/g;

/** The parts of a text that is JSON, or on the way to it; put together again they are the text. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
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
