import type { ReactNode } from "react";

interface ToolbarProps {
  search: string;
  words: string;
  onWords: (words: string) => void;
  /** The one thing to make here. */
  children?: ReactNode;
}

export function Toolbar({ search, words, onWords, children }: ToolbarProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <input
        type="search"
        aria-label={search}
        placeholder={search}
        className="field max-w-80 flex-1 basis-48"
        value={words}
        onChange={(event) => onWords(event.target.value)}
      />
      {children}
    </div>
  );
}

/** Whether one of the texts holds the words, without regard to case; undefined where there are no words. */
export function matcher<Item>(
  words: string,
  textsOf: (item: Item) => (string | null | undefined)[],
): ((item: Item) => boolean) | undefined {
  const wanted = words.trim().toLowerCase();
  return wanted === ""
    ? undefined
    : (item) => textsOf(item).some((text) => text?.toLowerCase().includes(wanted) ?? false);
}
