import type { Page } from "@playwright/test";
import { bubble, engagement, expect, live, test, write } from "./fixtures.ts";

const folder = "../docs/images";
const place = `/engagements/${engagement}`;

/** Screenshots of a new demo for the README: PARLEY_PICTURES=1 npm run e2e -- pictures */
test.skip(process.env.PARLEY_PICTURES === undefined, "screenshots are taken on demand");

async function take(page: Page, name: string, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}.png`, animations: "disabled" });
}

test("both sides, both themes, wide and narrow", async ({ open }) => {
  const mia = await open("mia", place);
  const gil = await open("gil", place);
  await mia.setViewportSize({ width: 1280, height: 800 });
  await live(mia);
  await live(gil);
  await write(gil, "Quiet since noon. Can we close it **before the weekend**?");
  await expect(bubble(mia, "before the weekend")).toBeVisible();
  await write(mia, "Yes. I leave `phase 2` at 3600 s on both ends and watch it until tonight.");
  await expect(bubble(gil, "3600 s on both ends")).toBeVisible();
  await gil.bringToFront();
  await expect(mia.locator('[data-delivery="seen"]').last()).toBeVisible();
  await gil.getByLabel("Write a message").pressSequentially("Than");
  await expect(mia.getByText(/is typing/)).toBeVisible();
  await take(mia, "conversation-light", "light");
  await gil.getByLabel("Write a message").fill("");
  await gil.setViewportSize({ width: 390, height: 844 });
  await take(gil, "conversation-phone-dark", "dark");
  await mia.goto("/alerts");
  await mia.waitForLoadState("networkidle");
  await take(mia, "alerts-dark", "dark");
});

test("the console and the monitor in use", async ({ open }) => {
  const mia = await open("mia", "/console");
  await mia.setViewportSize({ width: 1280, height: 800 });
  await mia.getByRole("button", { name: "Use my token" }).click();
  await mia.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(mia.locator('[data-console="open"]')).toBeVisible();
  await mia.getByLabel("Examples").selectOption("ping");
  await mia.getByLabel("times").fill("60");
  await mia.getByLabel("every (ms)").fill("400");
  await mia.getByRole("button", { name: "Repeat" }).click();

  const monitor = await open("admin", "/monitor");
  await monitor.setViewportSize({ width: 1280, height: 800 });
  await monitor.getByLabel("Window").selectOption("60");
  await expect(mia.locator("[data-counts]")).toContainText("60 sent", { timeout: 60_000 });
  await take(monitor, "monitor-dark", "dark");
  await mia.bringToFront();
  await mia.locator('[data-frame="received"]').last().getByRole("button").first().click();
  await take(mia, "console-light", "light");
});
