import { Store } from "./store.ts";

export interface Settings {
  theme: "system" | "light" | "dark";
  alertSound: boolean;
  alertNotifications: boolean;
  detailsShown: boolean;
}

const prefix = "parley.";
const fallback: Settings = { theme: "system", alertSound: false, alertNotifications: true, detailsShown: true };

/** What this browser remembers of how one likes the page. Each setting is a key of its own; the theme's is read before the first paint. */
export const settings = new Store<Settings>({
  theme: one(read("theme"), ["system", "light", "dark"], fallback.theme),
  alertSound: flag("alertSound"),
  alertNotifications: flag("alertNotifications"),
  detailsShown: flag("detailsShown"),
});

export function changeSettings(change: Partial<Settings>): void {
  for (const [name, value] of Object.entries(change)) write(name, String(value));
  settings.update((current) => ({ ...current, ...change }));
  applyTheme();
}

export function applyTheme(): void {
  const { theme } = settings.get();
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

/** A draft per user and engagement; an empty one is forgotten. */
export const drafts = {
  read: (user: string, engagement: string): string => read(`draft.${user}.${engagement}`) ?? "",
  write(user: string, engagement: string, text: string): void {
    if (text === "") remove(`draft.${user}.${engagement}`);
    else write(`draft.${user}.${engagement}`, text);
  },
  forgetAll(user: string): void {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(`${prefix}draft.${user}.`));
      for (const name of names) localStorage.removeItem(name);
    } catch {
      // Nothing was kept where storage is forbidden.
    }
  },
};

/** Whether this browser may hold a session's cookie, which scripts cannot see. Where nothing can be kept, it may. */
export const signInHint = {
  get: (): boolean => read("signedIn") === "true" || !canStore(),
  set: (signedIn: boolean): void => (signedIn ? write("signedIn", "true") : remove("signedIn")),
};

/** Whose tab this is; it survives a reload, not the tab. Where nothing can be kept, a reload takes whoever signed in last. */
export const tabUser = {
  get(): string | undefined {
    try {
      return sessionStorage.getItem(`${prefix}user`) ?? undefined;
    } catch {
      return undefined;
    }
  },
  set(user: string | undefined): void {
    try {
      if (user === undefined) sessionStorage.removeItem(`${prefix}user`);
      else sessionStorage.setItem(`${prefix}user`, user);
    } catch {
      // Forbidden storage only forgets.
    }
  },
};

/** A value kept as JSON; what cannot be read counts as absent. */
export function readJson<Value>(name: string): Value | undefined {
  const text = read(name);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}

export function writeJson(name: string, value: unknown): void {
  write(name, JSON.stringify(value));
}

function flag(name: "alertSound" | "alertNotifications" | "detailsShown"): boolean {
  const kept = read(name);
  return kept === null ? fallback[name] : kept === "true";
}

function one<Value extends string>(kept: string | null, values: readonly Value[], otherwise: Value): Value {
  return values.find((value) => value === kept) ?? otherwise;
}

function canStore(): boolean {
  try {
    localStorage.setItem(`${prefix}probe`, "");
    localStorage.removeItem(`${prefix}probe`);
    return true;
  } catch {
    return false;
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // Storage is forbidden or full: the setting lasts as long as the page.
  }
}

function remove(name: string): void {
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    // As above.
  }
}
