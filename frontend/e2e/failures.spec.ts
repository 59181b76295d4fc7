import { bubble, engagement, expect, live, reconnect, test, unique, write } from "./fixtures.ts";

/** The lifetime of access tokens on the test server. */
const lifetimeMs = 60_000;
const place = `/engagements/${engagement}`;

test("an access token is renewed while the page is open", async ({ aged, running }) => {
  test.skip(running.control === undefined, "needs a server with short-lived tokens");
  test.setTimeout(240_000);
  await expect.poll(() => Date.now() - aged.since, { timeout: 90_000 }).toBeGreaterThan(lifetimeMs);
  await expect.poll(() => aged.renewals.length, { timeout: 120_000 }).toBeGreaterThan(1);
  await aged.page.getByRole("link", { name: "Engagements" }).click();
  await aged.page.locator(`[data-engagement="${engagement}"]`).click();
  const text = unique("Still here after the token's end");
  await write(aged.page, text);
  await expect(bubble(aged.page, text).locator('[data-delivery="stored"], [data-delivery="seen"]')).toBeVisible();
  expect(aged.sockets).toHaveLength(1);
});

test("a killed server loses and duplicates no message", async ({ open, running }) => {
  test.skip(running.control === undefined, "the tests cannot kill this server");
  test.setTimeout(300_000);
  const mia = await open("mia", place);
  const gil = await open("gil", place);
  await live(mia);
  const before = unique("Before the cut");
  await write(mia, before);
  await expect(bubble(gil, before)).toBeVisible();
  await mia.getByLabel("Write a message").fill("half a sent");
  await running.control?.kill();
  await expect(mia.locator('[data-connection="waiting"]').first()).toBeAttached();
  await expect(mia.getByLabel("Write a message")).toHaveValue("half a sent");

  const during = unique("Written during the outage");
  await write(mia, during);
  await expect(bubble(mia, during).locator('[data-delivery="waiting"]')).toBeVisible();
  await mia.reload({ waitUntil: "commit" }).catch(() => undefined);
  await running.control?.start();
  await mia.goto(place);
  await live(mia);
  await expect(bubble(mia, during).locator('[data-delivery="stored"], [data-delivery="seen"]')).toBeVisible();
  await reconnect(gil);
  await expect(bubble(gil, during)).toHaveCount(1);
  await expect(bubble(mia, during)).toHaveCount(1);
  await expect(bubble(mia, before)).toHaveCount(1);
});

test("a message written during a deploy is sent afterwards", async ({ open, running }) => {
  test.skip(running.control === undefined, "the tests cannot stop this server");
  test.setTimeout(300_000);
  const gil = await open("gil", place);
  await live(gil);
  await running.control?.stop();
  await expect(gil.locator('[data-connection="waiting"]').first()).toBeAttached();
  const text = unique("Sent between two versions");
  await write(gil, text);
  await running.control?.start();
  await reconnect(gil);
  await live(gil);
  await expect(bubble(gil, text).locator('[data-delivery="stored"], [data-delivery="seen"]')).toBeVisible();
});
