import { Store } from "./store.ts";

export interface Settings {
  theme: "system" | "light" | "dark";
  alertSound: boolean;
  alertNotifications: boolean;
  detailsShown: boolean;
}

const prefix = "parley.";
const fallback: Settings = { theme: "system", alertSound: false, alertNotifications: true, detailsShown: true };

/** The settings of this browser. Each has a separate key; theme.js reads the theme before the first paint. */
export const settings = new Store<Settings>({
  theme: oneOf(read("theme"), ["system", "light", "dark"], fallback.theme),
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

/** One draft per user and engagement. An empty draft is removed. */
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
      // Storage is forbidden, so there are no drafts.
    }
  },
};

/** Whether there may be a session cookie, which scripts cannot read. Always true where storage is forbidden. */
export const signInHint = {
  get: (): boolean => read("signedIn") === "true" || !canStore(),
  set: (signedIn: boolean): void => (signedIn ? write("signedIn", "true") : remove("signedIn")),
};

/** The user of this tab, kept over a reload. Where storage is forbidden, a reload uses the last user who signed in. */
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
      // Storage is forbidden.
    }
  },
};

/** Reads a JSON value. Undefined when it is absent or malformed. */
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

function oneOf<Value extends string>(kept: string | null, values: readonly Value[], otherwise: Value): Value {
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
    // Storage is forbidden or full, so the value is lost on reload.
  }
}

function remove(name: string): void {
  try {
    localStorage.removeItem(prefix + name);
  } catch {
    // Storage is forbidden.
  }
}
