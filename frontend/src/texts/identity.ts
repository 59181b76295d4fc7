import { plural } from "./plural.ts";

export const signIn = {
  title: "Sign in",
  email: "Email",
  password: "Password",
  submit: "Sign in",
  ended: "Your session has ended. Sign in again; unsent messages are still here.",
  wrong: "Wrong email or password.",
  slowDown: (seconds: number) => `Too many attempts. Try again in ${seconds} s.`,
  lead: "Engagement chat for managed service providers and their clients.",
  showPassword: "Show password",
  hidePassword: "Hide password",
} as const;

export const setup = {
  title: "Set up Parley",
  lead: "Create the first administrator. The server printed this link when it started for the first time. It works once.",
  token: "Setup token",
  name: "Your name",
  submit: "Create administrator",
  done: "This installation is already set up.",
} as const;

export const invite = {
  title: "Accept the invitation",
  lead: (organisation: string, role: string) => `You have been invited to ${organisation} as ${role}.`,
  missing: "This link is incomplete. Open it exactly as you received it.",
  invalid: "This invitation is no longer valid. Ask for a new one.",
  submit: "Accept and sign in",
} as const;

export const password = {
  title: "Password",
  current: "Current password",
  next: "New password",
  hint: "At least 10 characters. A long password is better than a complicated one.",
  short: "Use at least 10 characters.",
  change: "Change password",
  changed: "Password changed. Other sessions have been signed out.",
} as const;

export const account = {
  title: "Account",
  sessions: "Where you are signed in",
  current: "This browser",
  lastUsed: (ago: string) => `last used ${ago === "now" ? "just now" : `${ago} ago`}`,
  end: "End session",
  everywhere: "Sign out everywhere",
  signOut: "Sign out",
  otherUser: "Sign in as another user in a new tab",
  appearance: "Appearance",
  themeLabel: "Theme",
  theme: { system: "System", light: "Light", dark: "Dark" },
  notifications: "Desktop notifications for critical alerts",
  notificationsBlocked: "The browser blocks notifications for this page. Allow them in its settings.",
  sound: "Sound for critical alerts",
  unsent: (count: number) => `${plural(count, "message")} not stored yet`,
  unsentWhy: "Signing out discards unsent messages. Wait until they are sent, or sign out anyway.",
  signOutAnyway: "Discard and sign out",
  unknownDevice: "Unknown device",
} as const;
