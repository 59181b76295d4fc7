import { useSyncExternalStore } from "react";
import { Store } from "../services/browser/store.ts";

const everyMs = 20_000;
const now = new Store(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all relative times on the page. */
function subscribe(listener: () => void): () => void {
  watchers += 1;
  if (watchers === 1) {
    now.set(Date.now());
    timer = setInterval(() => now.set(Date.now()), everyMs);
  }
  const leave = now.subscribe(listener);
  return () => {
    leave();
    watchers -= 1;
    if (watchers === 0) clearInterval(timer);
  };
}

export const useNow = (): number => useSyncExternalStore(subscribe, now.get);
