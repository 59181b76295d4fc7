import { useEffect, useRef } from "react";

type Keys = Record<string, (event: KeyboardEvent) => void>;

const chordMs = 900;
/** Keys that start a chord. The next key completes it and has no other effect. */
const chordStarters: ReadonlySet<string> = new Set(["g"]);

/**
 * Single keys and two-key chords ("g i"), except in text fields and dialogs. "mod+k" works everywhere. The case of
 * letters does not matter.
 */
export function useHotkeys(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    let chord = "";
    let chordAt = 0;
    const press = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if (event.ctrlKey || event.metaKey) {
        run(current.current[`mod+${key}`], event);
        return;
      }
      if (event.altKey || event.defaultPrevented || isBusy(event.target)) return;
      const inChord = chord !== "" && event.timeStamp - chordAt < chordMs;
      run(current.current[inChord ? `${chord} ${key}` : key], event);
      chord = !inChord && chordStarters.has(key) ? key : "";
      chordAt = event.timeStamp;
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

function run(action: ((event: KeyboardEvent) => void) | undefined, event: KeyboardEvent): void {
  if (!action) return;
  event.preventDefault();
  action(event);
}

function isBusy(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest("input, textarea, select, dialog") !== null)
  );
}
