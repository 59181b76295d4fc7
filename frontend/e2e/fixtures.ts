import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { ParleyServer } from "./parleyServer.ts";

export const password = "parley-demo";

export const people = {
  admin: "admin@parley.example",
  mia: "mia@northwind.example",
  noah: "noah@northwind.example",
  gil: "gil@globex.example",
  /** On two sides: a client of one provider, and the provider of others. */
  dana: "dana@globex.example",
  lena: "lena@contoso.example",
} as const;

/** The demo engagement both sides of most tests meet in. */
export const engagement = "globex-firewall";

interface Running {
  url: string;
  /** Absent when the server is not ours to restart. */
  control: ParleyServer | undefined;
}

/** A page that nobody touches from the start of the server on, to see what time does to it. */
interface Aged {
  page: Page;
  since: number;
  /** The sockets it opened. */
  sockets: string[];
  /** The tokens it renewed in place. */
  renewals: string[];
}

interface Fixtures {
  /** A page of its own browser profile with somebody signed in, at an address of Parley. */
  open: (who: keyof typeof people, path: string) => Promise<Page>;
  /** Another tab of the same profile. */
  tab: (page: Page, path: string) => Promise<Page>;
}

/** Tokens that end within the tests, and room for a burst of messages from one sender. */
const options = [
  "--parley.identity.access-token-lifetime=1m",
  "--parley.realtime.messages-per-second=10000",
  "--parley.realtime.message-burst=20000",
];

export const test = base.extend<Fixtures, { running: Running; aged: Aged }>({
  running: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures one needs from this pattern
    async ({}, use) => {
      if (process.env.PARLEY_URL) {
        await use({ url: process.env.PARLEY_URL, control: undefined });
        return;
      }
      const control = await ParleyServer.create(options);
      await use({ url: control.url, control });
      await control.remove();
    },
    { scope: "worker", timeout: 300_000 },
  ],

  aged: [
    async ({ browser, running }, use) => {
      const context = await signedIn(browser, running.url, "noah");
      const page = await context.newPage();
      const aged: Aged = { page, since: Date.now(), sockets: [], renewals: [] };
      page.on("websocket", (socket) => {
        aged.sockets.push(socket.url());
        socket.on("framesent", ({ payload }) => {
          if (String(payload).includes('"authenticate"')) aged.renewals.push(socket.url());
        });
      });
      await page.goto("/account");
      await live(page);
      await use(aged);
      await context.close();
    },
    { scope: "worker", timeout: 300_000, auto: true },
  ],

  open: async ({ browser, running }, use) => {
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    await use(async (who, path) => {
      const context = await signedIn(browser, running.url, who);
      contexts.push(context);
      watch(context, running.url, faults);
      const page = await context.newPage();
      await page.goto(path);
      await expect(page.locator("[data-connection]").first()).toBeAttached();
      return page;
    });
    for (const context of contexts) await context.close();
    expect(faults, "what no page of Parley may do").toEqual([]);
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above
  tab: async ({}, use) => {
    await use(async (page, path) => {
      const other = await page.context().newPage();
      await other.goto(path);
      return other;
    });
  },
});

/** A browser profile as it is after somebody signed in: the cookie, and the page's note that there is one. */
async function signedIn(browser: Browser, origin: string, who: keyof typeof people): Promise<BrowserContext> {
  const localStorage = [{ name: "parley.signedIn", value: "true" }];
  const context = await browser.newContext({
    baseURL: origin,
    storageState: { cookies: [], origins: [{ origin, localStorage }] },
  });
  const answer = await context.request.post("/api/auth/login", { data: { email: people[who], password } });
  expect(answer.status(), `sign-in of ${who}`).toBe(200);
  return context;
}

/** By the form, as people do. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.locator("[data-connection]").first()).toBeAttached();
}

/** In every test: no request outside the origin, nothing the content security policy stops, no script that fails. */
function watch(context: BrowserContext, origin: string, faults: string[]): void {
  context.on("request", (request) => {
    const url = new URL(request.url());
    if (/^https?:$/.test(url.protocol) && url.origin !== origin) faults.push(`request to ${url.origin}`);
  });
  context.on("weberror", (error) => faults.push(`script error: ${error.error().message}`));
  context.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) faults.push(message.text());
  });
}

/** Ends the wait between two attempts to connect, as the browser does when it is online again. */
export const reconnect = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("online")));

/** Waits longer than the longest pause between two attempts to connect, which is 30 s. */
export const live = (page: Page) =>
  expect(page.locator('[data-connection="live"]').first()).toBeAttached({ timeout: 60_000 });

export async function write(page: Page, text: string): Promise<void> {
  const field = page.getByLabel("Write a message");
  await field.fill(text);
  await field.press("Enter");
}

/** The bubble that holds a text. */
export const bubble = (page: Page, text: string) =>
  page.getByRole("log", { name: "Messages" }).getByRole("article").filter({ hasText: text });

export const unique = (text: string) => `${text} ${Math.random().toString(36).slice(2, 10)}`;

export { expect };
