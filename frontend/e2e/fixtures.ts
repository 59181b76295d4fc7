import { type Browser, type BrowserContext, test as base, expect, type Page } from "@playwright/test";
import { ParleyServer } from "./parleyServer.ts";

export const password = "parley-demo";

export const people = {
  admin: "admin@parley.example",
  mia: "mia@northwind.example",
  noah: "noah@northwind.example",
  gil: "gil@globex.example",
  /** Has two grants: client of one provider, and member of another provider. */
  dana: "dana@globex.example",
  lena: "lena@contoso.example",
} as const;

/** The demo engagement that most tests use. */
export const engagement = "globex-firewall";

interface Running {
  url: string;
  /** Absent when the tests cannot restart the server. */
  control: ParleyServer | undefined;
}

/** A page that stays open and untouched from the start of the server. */
interface Aged {
  page: Page;
  since: number;
  /** The sockets that the page opened. */
  sockets: string[];
  /** One entry per token renewal on an open socket. */
  renewals: string[];
}

interface Fixtures {
  /** Opens a path in a new browser profile in which a person is signed in. */
  open: (who: keyof typeof people, path: string) => Promise<Page>;
  /** Opens a path in another tab of the same profile. */
  tab: (page: Page, path: string) => Promise<Page>;
}

/** Tokens that expire during the tests, and limits that allow a burst of messages from one sender. */
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
    expect(faults, "requests, script errors and violations of the policy").toEqual([]);
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

/** A browser profile after a sign-in: it has the cookie and the page's hint that there is one. */
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

/** Signs in with the form. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.locator("[data-connection]").first()).toBeAttached();
}

/** Records requests to other origins, script errors and violations of the content security policy. */
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

/** Ends the wait for the next attempt to connect, as the browser does when it is online again. */
export const reconnect = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event("online")));

/** Waits longer than the longest delay between two attempts to connect, which is 30 s. */
export const live = (page: Page) =>
  expect(page.locator('[data-connection="live"]').first()).toBeAttached({ timeout: 60_000 });

export async function write(page: Page, text: string): Promise<void> {
  const field = page.getByLabel("Write a message");
  await field.fill(text);
  await field.press("Enter");
}

/** The message bubble with this text. */
export const bubble = (page: Page, text: string) =>
  page.getByRole("log", { name: "Messages" }).getByRole("article").filter({ hasText: text });

export const unique = (text: string) => `${text} ${Math.random().toString(36).slice(2, 10)}`;

export { expect };
