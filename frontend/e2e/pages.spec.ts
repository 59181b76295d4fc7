import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type { AxeResults } from "axe-core";
import { engagement, expect, live, test } from "./fixtures.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const pages = [
  ["engagements", "mia", "/engagements"],
  ["conversation", "mia", `/engagements/${engagement}`],
  ["conversation-client", "gil", `/engagements/${engagement}`],
  ["not-found", "mia", "/engagements/there-is-none"],
  ["alerts", "mia", "/alerts"],
  ["monitor", "admin", "/monitor"],
  ["console", "mia", "/console"],
  ["organisations", "admin", "/admin/organisations"],
  ["people", "admin", "/admin/people"],
  ["invitations", "admin", "/admin/invitations"],
  ["api-keys", "admin", "/admin/api-keys"],
  ["account", "mia", "/account"],
] as const;

const widths = { desktop: [1440, 900], tablet: [820, 1100], phone: [390, 844] } as const;

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle").catch(() => undefined);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForFunction(() => document.querySelector('[role="status"][aria-label="Loading"]') === null);
}

/** Loads axe through the debugger, because the content security policy blocks a script tag. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }),
  );
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`).join(" | ")}`,
  );
}

for (const [name, who, path] of pages)
  test(`${name}: axe finds nothing at any width, in both themes`, async ({ open }) => {
    const page = await open(who, path);
    if (!path.startsWith("/admin")) await live(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      for (const [width, [w, h]] of Object.entries(widths)) {
        await page.setViewportSize({ width: w, height: h });
        await settled(page);
        expect.soft(await violations(page), `${name} ${colorScheme} ${width}`).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        expect.soft(wide, `${name} scrolls sideways at ${width}`).toBe(false);
        await page.screenshot({ path: `test-results/pages/${name}-${colorScheme}-${width}.png` });
      }
    }
  });

test("axe finds nothing on the pages before the sign-in", async ({ browser, running }) => {
  const context = await browser.newContext({ baseURL: running.url });
  const page = await context.newPage();
  for (const path of ["/", "/setup#token", "/invite#token", "/invite"]) {
    await page.goto(path);
    await settled(page);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect.soft(await violations(page), `${path} ${colorScheme}`).toEqual([]);
      await page.screenshot({ path: `test-results/pages/open${path.replaceAll(/\W/g, "-")}-${colorScheme}.png` });
    }
  }
  await context.close();
});

test("the page works with the keyboard alone", async ({ open }) => {
  const page = await open("mia", "/engagements");
  await live(page);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("firewall");
  await expect(page.getByRole("option").first()).toContainText(/firewall/i);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(engagement));
  await expect(page.getByLabel("Write a message")).toBeVisible();
  await page.keyboard.press("i");
  await expect(page.getByLabel("Write a message")).toBeFocused();
  await page.getByLabel("Write a message").blur();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await expect(page).toHaveURL(/\/alerts$/);
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await expect(page.getByLabel("Search engagements")).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search engagements")).toBeFocused();
});

test("the layout does not shift while a conversation loads", async ({ open }) => {
  const page = await open("mia", `/engagements/${engagement}`);
  await live(page);
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
            if (!entry.hadRecentInput) sum += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );
  expect(shift).toBeLessThan(0.1);
});
