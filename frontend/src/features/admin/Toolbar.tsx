import type { ReactNode } from "react";

interface ToolbarProps {
  search: string;
  words: string;
  onWords: (words: string) => void;
  /** The button that creates an item. */
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

/** A case-insensitive search in the texts of an item. Undefined when there is nothing to search for. */
export function matcher<Item>(
  words: string,
  textsOf: (item: Item) => (string | null | undefined)[],
): ((item: Item) => boolean) | undefined {
  const wanted = words.trim().toLowerCase();
  return wanted === ""
    ? undefined
    : (item) => textsOf(item).some((text) => text?.toLowerCase().includes(wanted) ?? false);
}
