import { bubble, engagement, expect, live, test, unique, write } from "./fixtures.ts";
import { ParleyServer } from "./parleyServer.ts";

const place = `/engagements/${engagement}`;

test("a server killed in mid-typing costs nothing and doubles nothing", async ({ open, running }) => {
  test.skip(running.control === undefined, "this server is not ours to kill");
  test.setTimeout(420_000);
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

  const during = unique("Written while it was away");
  await write(mia, during);
  await expect(bubble(mia, during).locator('[data-delivery="waiting"]')).toBeVisible();
  await mia.reload({ waitUntil: "commit" }).catch(() => undefined);
  await running.control?.start();
  await mia.goto(place);
  await live(mia);
  await expect(bubble(mia, during).locator('[data-delivery="stored"], [data-delivery="seen"]')).toBeVisible();
  await expect(bubble(gil, during)).toHaveCount(1);
  await expect(bubble(mia, during)).toHaveCount(1);
  await expect(bubble(mia, before)).toHaveCount(1);
});

test("a deploy is announced, survived and leaves no message behind", async ({ open, running }) => {
  test.skip(running.control === undefined, "this server is not ours to stop");
  test.setTimeout(420_000);
  const gil = await open("gil", place);
  await live(gil);
  await running.control?.stop();
  await expect(gil.locator('[data-connection="waiting"]').first()).toBeAttached();
  const text = unique("Sent between two versions");
  await write(gil, text);
  await running.control?.start();
  await gil
    .getByRole("button", { name: "Now", exact: true })
    .click({ timeout: 2_000 })
    .catch(() => undefined);
  await live(gil);
  await expect(bubble(gil, text).locator('[data-delivery="stored"], [data-delivery="seen"]')).toBeVisible();
});

test("an access token runs out while the page is open, and nobody notices", async ({ browser, running }) => {
  test.skip(running.control === undefined, "it needs a server with short-lived tokens");
  test.setTimeout(480_000);
  const server = await ParleyServer.create(["--parley.identity.access-token-lifetime=1m"]);
  try {
    const page = await (await browser.newContext({ baseURL: server.url })).newPage();
    const sockets: string[] = [];
    const renewals: string[] = [];
    page.on("websocket", (socket) => {
      sockets.push(socket.url());
      socket.on("framesent", ({ payload }) => {
        if (String(payload).includes('"authenticate"')) renewals.push("authenticate");
      });
    });
    await page.goto(place);
    await page.getByLabel("Email").fill("mia@northwind.example");
    await page.getByLabel("Password", { exact: true }).fill("parley-demo");
    await page.getByRole("button", { name: "Sign in" }).click();
    await live(page);
    await expect.poll(() => renewals.length, { timeout: 150_000 }).toBeGreaterThan(2);
    const text = unique("Still here after the token's end");
    await write(page, text);
    await expect(bubble(page, text).locator('[data-delivery="stored"]')).toBeVisible();
    expect(sockets).toHaveLength(1);
    await page.context().close();
  } finally {
    await server.remove();
  }
});
