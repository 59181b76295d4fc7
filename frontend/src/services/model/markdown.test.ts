import { describe, expect, it } from "vitest";
import { parseMarkdown, plain } from "./markdown.ts";

const words = (text: string) => JSON.stringify(parseMarkdown(text));

describe("the Markdown of messages", () => {
  it("supports emphasis, code, links, lists, quotes and fences", () => {
    expect(parseMarkdown("**a** *b* `c` ~~d~~\n- one\n- two\n1. first\n> said\n```\nraw *text*\n```")).toEqual([
      {
        kind: "paragraph",
        children: [
          { kind: "strong", children: [{ kind: "text", text: "a" }] },
          { kind: "text", text: " " },
          { kind: "em", children: [{ kind: "text", text: "b" }] },
          { kind: "text", text: " " },
          { kind: "code", text: "c" },
          { kind: "text", text: " " },
          { kind: "strike", children: [{ kind: "text", text: "d" }] },
        ],
      },
      { kind: "list", ordered: false, items: [[{ kind: "text", text: "one" }], [{ kind: "text", text: "two" }]] },
      { kind: "list", ordered: true, items: [[{ kind: "text", text: "first" }]] },
      { kind: "quote", children: [{ kind: "text", text: "said" }] },
      { kind: "code", text: "raw *text*" },
    ]);
  });

  it("does not include a trailing full stop in a link", () => {
    expect(words("See https://kb.example/a_b_c.")).toContain('"href":"https://kb.example/a_b_c"');
  });

  it.each([
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "data:text/html,<script>alert(1)</script>",
    "<a href='https:evil'>x</a>",
    "<img src=x onerror=alert(1)>",
  ])("does not turn %s into a link", (text) => {
    expect(words(text)).not.toContain('"link"');
  });

  it.each(["snake_case_name", "2 * 3 * 4", "a*b*c", "unclosed **bold", "unclosed ```fence"])(
    "leaves %s as it is",
    (text) => {
      expect(parseMarkdown(text)).toEqual([{ kind: "paragraph", children: [{ kind: "text", text }] }]);
    },
  );

  it.each([
    "*".repeat(8_000),
    "_a".repeat(4_000),
    "`".repeat(8_000),
    "> ".repeat(4_000),
    "**a".repeat(2_600),
    "- ".repeat(4_000),
  ])("finishes with any 8 000 characters (case %#)", (text) => {
    expect(parseMarkdown(text).length).toBeGreaterThan(0);
  });

  it("keeps all text that is not markup", () => {
    expect(plain("- **Mia**: `ping` 10.0.0.1\n> ok")).toBe("Mia: ping 10.0.0.1 ok");
  });
});
