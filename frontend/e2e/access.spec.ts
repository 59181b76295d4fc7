import { engagement, expect, live, people, signIn, test } from "./fixtures.ts";

test("a wrong password shows an error, the right one opens the requested page", async ({ browser, running }) => {
  const context = await browser.newContext({ baseURL: running.url });
  const page = await context.newPage();
  await page.goto(`/engagements/${engagement}`);
  await page.getByLabel("Email").fill(people.noah);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert")).toHaveText("Wrong email or password.");
  await signIn(page, people.noah);
  await expect(page).toHaveURL(new RegExp(`/engagements/${engagement}$`));
  await expect(page.getByLabel("Write a message")).toBeVisible();
  await context.close();
});

test("a reload keeps the session, signing out ends it", async ({ open }) => {
  const page = await open("mia", "/account");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Account" })).toBeVisible();
  await expect(page.getByText("This browser")).toBeVisible();
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("an MSP neither sees nor receives nor can open the engagements of another MSP", async ({
  browser,
  running,
  open,
}) => {
  const context = await browser.newContext({ baseURL: running.url });
  const lena = await context.newPage();
  const received: string[] = [];
  lena.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => received.push(String(payload))));
  lena.on("response", (response) => {
    if (response.url().includes("/api/"))
      void response
        .text()
        .then((text) => received.push(text))
        .catch(() => undefined);
  });
  await lena.goto("/engagements");
  await signIn(lena, people.lena);
  await live(lena);
  await expect(lena.getByRole("list", { name: "Engagements" }).getByRole("link").first()).toBeVisible();

  const mia = await open("mia", `/engagements/${engagement}`);
  await mia.getByLabel("Write a message").fill("Only for Globex and Northwind");
  await mia.getByLabel("Write a message").press("Enter");
  await expect(mia.getByText("Only for Globex and Northwind").first()).toBeVisible();

  await lena.goto(`/engagements/${engagement}`);
  await expect(lena.getByText("Page not found")).toBeVisible();
  await lena.goto("/alerts");
  await live(lena);
  const leaked = received.filter((text) => /northwind|Only for Globex|globex-firewall/i.test(text));
  expect(leaked).toEqual([]);
  await context.close();
});

test("an administrator sees the monitor and the administration, but no conversations", async ({ open }) => {
  const page = await open("admin", "/");
  await expect(page).toHaveURL(/\/monitor$/);
  await expect(page.getByRole("link", { name: "Engagements" })).toHaveCount(0);
  await page.getByRole("link", { name: "Administration" }).click();
  await expect(page.getByText("Northwind").first()).toBeVisible();
});

test("two people can sign in in two tabs of one browser, and each tab keeps its user", async ({ open }) => {
  const mia = await open("mia", "/account");
  const [tab] = await Promise.all([
    mia.context().waitForEvent("page"),
    mia.getByRole("link", { name: "Sign in as another user in a new tab" }).click(),
  ]);
  await signIn(tab, people.gil);
  await tab.goto("/account");
  await expect(tab.getByText(people.gil)).toBeVisible();
  await mia.reload();
  await expect(mia.getByText(people.mia)).toBeVisible();
  await tab.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(tab.getByRole("button", { name: "Sign in" })).toBeVisible();
  await mia.reload();
  await expect(mia.getByText(people.mia)).toBeVisible();
});
