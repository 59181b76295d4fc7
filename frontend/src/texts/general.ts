export const product = "Parley";

export const common = {
  cancel: "Cancel",
  close: "Close",
  save: "Save",
  create: "Create",
  remove: "Remove",
  retry: "Retry",
  copy: "Copy",
  copied: "Copied",
  back: "Back",
  loading: "Loading",
  optional: "optional",
  failed: "This could not be loaded",
  unreachable: "The server cannot be reached. Check your connection and try again.",
  forbidden: "You do not have access to this page",
  forbiddenWhy: "Your access may have been removed. Ask a manager of your organisation to restore it.",
  notFound: "Page not found",
  notFoundWhy: "The address is wrong, or you do not have access to it.",
  toEngagements: "Go to engagements",
  crashed: "This page has stopped working",
  crashedWhy: "No sent message is lost. Reload the page to continue.",
  reload: "Reload",
  skip: "Skip to content",
  you: "You",
} as const;

export const pages = {
  engagements: "Engagements",
  alerts: "Alerts",
  monitor: "Monitor",
  console: "Console",
  admin: "Administration",
  account: "Account",
} as const;

export const connection = {
  live: "Live",
  connecting: "Connecting",
  syncing: (received: number) => (received === 0 ? "Catching up" : `Catching up · ${received.toLocaleString("en")}`),
  waiting: (seconds: number) => (seconds <= 0 ? "Reconnecting" : `Reconnecting in ${seconds} s`),
  offline: "Offline",
  now: "Now",
  offlineHint: "You can keep writing. Messages wait here and are sent when the connection is back.",
  stopped: {
    signed_out: "Signed out",
    version: "This page is out of date",
    forbidden: "Not allowed to connect",
    replaced: "Replaced by a newer window",
    kicked: "Disconnected by an administrator",
    closed: "Disconnected",
  },
  reconnectHere: "Connect here",
  announce: {
    live: "Connected. Everything is up to date.",
    lost: "Connection lost. Reconnecting automatically; unsent messages are kept.",
    stopped: "Disconnected. Parley does not reconnect automatically.",
  },
} as const;

export const palette = {
  title: "Go anywhere",
  placeholder: "Engagement, person, page or command",
  empty: "No results",
  groups: {
    engagements: "Engagements",
    people: "People",
    pages: "Pages",
    commands: "Commands",
    messages: "Messages",
  },
  theme: "Switch theme",
  shortcuts: "Show keyboard shortcuts",
} as const;

export const shortcuts = {
  title: "Keyboard shortcuts",
  list: [
    ["Ctrl K", "Go anywhere"],
    ["G then I", "Engagements"],
    ["G then A", "Alerts"],
    ["G then M", "Monitor"],
    ["G then C", "Console"],
    ["J / K", "Next and previous item, in lists and conversations"],
    ["Enter", "Send, or open the selected item"],
    ["Shift Enter", "New line"],
    ["E", "Edit your last message"],
    ["I", "Write a message"],
    ["R", "Reply to the selected or last message"],
    ["A", "Acknowledge the most urgent alert"],
    ["/", "Search"],
    ["Esc", "Close or cancel"],
    ["?", "Show this list"],
  ],
} as const;

/** Replace the server's texts for these error codes. */
export const problems = {
  rate_limited: "Too many requests. Wait a moment and try again.",
  busy: "The server is busy. Try again in a moment.",
  unavailable: "The server is not available. Try again in a moment.",
  forbidden: "You are not allowed to do this.",
  internal: "Internal server error. Your change was not stored.",
} as const;
