/** The Markdown of messages as a tree. It is never turned into HTML, so nothing can be injected. */
export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "strong" | "em" | "strike"; children: Inline[] }
  | { kind: "link"; href: string; text: string };

export type Block =
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "quote"; children: Inline[] }
  | { kind: "list"; ordered: boolean; items: Inline[][] }
  | { kind: "code"; text: string };

const bullet = /^\s{0,3}[-*]\s+(.*)$/;
const numbered = /^\s{0,3}\d{1,3}[.)]\s+(.*)$/;
const quoted = /^\s{0,3}>\s?(.*)$/;
const fence = /^```/;

export function parseMarkdown(text: string): Block[] {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  let index = 0;
  const takeWhile = (pattern: RegExp): string[] => {
    const taken: string[] = [];
    for (
      let match = pattern.exec(lines[index] ?? "");
      match && index < lines.length;
      match = pattern.exec(lines[index] ?? "")
    ) {
      taken.push(match[1] ?? "");
      index += 1;
    }
    return taken;
  };
  while (index < lines.length) {
    const line = lines[index] ?? "";
    if (fence.test(line) && lines.slice(index + 1).some((later) => fence.test(later))) {
      const end = lines.findIndex((later, at) => at > index && fence.test(later));
      blocks.push({ kind: "code", text: lines.slice(index + 1, end).join("\n") });
      index = end + 1;
    } else if (bullet.test(line)) {
      blocks.push({ kind: "list", ordered: false, items: takeWhile(bullet).map(parseInline) });
    } else if (numbered.test(line)) {
      blocks.push({ kind: "list", ordered: true, items: takeWhile(numbered).map(parseInline) });
    } else if (quoted.test(line)) {
      blocks.push({ kind: "quote", children: parseInline(takeWhile(quoted).join("\n")) });
    } else if (line.trim() === "") {
      index += 1;
    } else {
      const paragraph: string[] = [];
      do {
        paragraph.push(lines[index] ?? "");
        index += 1;
      } while (index < lines.length && !startsBlock(lines[index] ?? ""));
      blocks.push({ kind: "paragraph", children: parseInline(paragraph.join("\n")) });
    }
  }
  return blocks;
}

function startsBlock(line: string): boolean {
  return line.trim() === "" || [bullet, numbered, quoted, fence].some((pattern) => pattern.test(line));
}

// No alternative has nested repetition, so matching takes linear time.
const marks =
  /`([^`\n]+)`|\*\*([^*\n]+)\*\*|(?<![\w*])\*([^*\s][^*\n]*)\*(?![\w*])|(?<!\w)_([^_\s][^_\n]*)_(?!\w)|~~([^~\n]+)~~|(https?:\/\/[^\s<>"'`]+)/g;

function parseInline(text: string): Inline[] {
  const nodes: Inline[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > end) nodes.push({ kind: "text", text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    const [, code, strong, star, underscore, strike, address] = match;
    const em = star ?? underscore;
    if (code !== undefined) nodes.push({ kind: "code", text: code });
    else if (strong !== undefined) nodes.push({ kind: "strong", children: parseInline(strong) });
    else if (em !== undefined) nodes.push({ kind: "em", children: parseInline(em) });
    else if (strike !== undefined) nodes.push({ kind: "strike", children: parseInline(strike) });
    else if (address !== undefined) end -= pushLink(nodes, address);
  }
  if (end < text.length) nodes.push({ kind: "text", text: text.slice(end) });
  return nodes;
}

/** Leaves trailing punctuation out of the link. Returns the number of characters left out. */
function pushLink(nodes: Inline[], address: string): number {
  const trimmed = address.replace(/[.,;:!?]+$/, "");
  const href = trimmed.endsWith(")") && !trimmed.includes("(") ? trimmed.slice(0, -1) : trimmed;
  if (URL.canParse(href)) nodes.push({ kind: "link", href, text: href });
  else nodes.push({ kind: "text", text: href });
  return address.length - href.length;
}

/** Plain text on one line, for lists and notifications. */
export function plain(text: string): string {
  return text
    .replaceAll(/[`*~]|^\s{0,3}(?:[-*>]|\d{1,3}[.)])\s+/gm, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
