import { type KeyboardEvent, useMemo, useRef } from "react";
import { type JsonToken, tokensOf } from "./jsonTokens.ts";

interface JsonFieldProps {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Longer texts are not coloured, because that would slow down typing. */
const maxColoured = 20_000;

const tones: Record<JsonToken["kind"], string> = {
  key: "text-info",
  string: "text-good",
  number: "text-warning",
  word: "text-critical",
  plain: "text-ink",
};

const type =
  "field absolute inset-0 h-full font-mono text-sm whitespace-pre-wrap [scrollbar-gutter:stable] [overflow-wrap:anywhere]";

/** A text field with highlighted JSON: a coloured copy of the text lies under it and scrolls with it. */
export function JsonField({ label, placeholder, value, onChange, onKeyDown }: JsonFieldProps) {
  const copy = useRef<HTMLPreElement>(null);
  const coloured = value.length <= maxColoured;
  const tokens = useMemo(() => (coloured ? tokensOf(value) : []), [value, coloured]);
  return (
    <div className="relative min-h-48 flex-1">
      <pre ref={copy} aria-hidden="true" className={`${type} overflow-hidden`}>
        {tokens.map((token, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no identity but their place
          <span key={place} className={tones[token.kind]}>
            {token.text}
          </span>
        ))}
      </pre>
      <textarea
        aria-label={label}
        placeholder={placeholder}
        spellCheck={false}
        className={`${type} resize-none overflow-y-auto ${coloured ? "bg-transparent text-transparent caret-ink" : ""}`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => copy.current?.scrollTo({ top: event.currentTarget.scrollTop })}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}
