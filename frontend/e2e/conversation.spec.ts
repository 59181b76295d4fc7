import { bubble, engagement, expect, live, test, unique, write } from "./fixtures.ts";

const place = `/engagements/${engagement}`;

test("both sides talk, and a message shows when it is stored and seen", async ({ open }) => {
  const mia = await open("mia", place);
  const gil = await open("gil", "/engagements");
  await live(mia);
  const question = unique("Does the tunnel hold?");
  await write(mia, question);
  await expect(bubble(mia, question).locator('[data-delivery="stored"]')).toBeVisible();
  await gil.goto(place);
  await expect(bubble(gil, question)).toBeVisible();
  await gil.bringToFront();
  await expect(bubble(mia, question).locator('[data-delivery="seen"]')).toBeVisible();

  const field = gil.getByLabel("Write a message");
  await field.pressSequentially("It doe", { delay: 20 });
  await expect(mia.getByText(/is typing/)).toBeVisible();
  const answer = unique("It does");
  await write(gil, answer);
  await expect(bubble(mia, answer)).toBeVisible();
  await expect(mia.getByText(/is typing/)).toBeHidden();
});

test("a message is edited, answered and deleted on both sides", async ({ open }) => {
  const mia = await open("mia", place);
  const gil = await open("gil", place);
  const text = unique("Firmware 7.2 is out");
  await write(mia, text);
  await expect(bubble(gil, text)).toBeVisible();

  await bubble(mia, text).hover();
  await bubble(mia, text).getByRole("button", { name: "Edit" }).click();
  const better = unique("Firmware 7.3 is out");
  await write(mia, better);
  await expect(bubble(gil, better).getByText("edited")).toBeVisible();

  await bubble(gil, better).hover();
  await bubble(gil, better).getByRole("button", { name: "Reply" }).click();
  const reply = unique("We take it on Friday");
  await write(gil, reply);
  await expect(bubble(mia, reply).getByTitle("Jump to the original message")).toBeVisible();

  // The reply quotes the text, so the bubble of the message is the first of two matches.
  await bubble(mia, better).first().hover();
  await bubble(mia, better).first().getByRole("button", { name: "Delete" }).click();
  await mia.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(gil.getByRole("log").getByText(better)).toHaveCount(0);
});

test("text never becomes markup", async ({ open }) => {
  const mia = await open("mia", place);
  const gil = await open("gil", place);
  const mark = unique("harmless");
  await write(mia, `<img src=x onerror="document.title='owned'"> [a](javascript:alert(1)) **${mark}**`);
  await expect(bubble(gil, mark).locator("strong")).toHaveText(mark);
  await expect(bubble(gil, mark).locator("img, a")).toHaveCount(0);
  await expect(gil).not.toHaveTitle(/owned/);
});

test("two tabs of one user show the same messages, and a draft survives a reload", async ({ open, tab }) => {
  const first = await open("mia", place);
  const second = await tab(first, place);
  await live(second);
  const text = unique("From the first tab");
  await write(first, text);
  await expect(bubble(second, text)).toBeVisible();
  await second.getByLabel("Write a message").fill("half a sentence");
  await second.reload();
  await expect(second.getByLabel("Write a message")).toHaveValue("half a sentence");
});

test("a person with two grants works on both sides in two tabs", async ({ open, tab }) => {
  const client = await open("dana", place);
  const provider = await tab(client, "/engagements/acme-audit");
  const mia = await open("mia", place);
  await live(client);
  await live(provider);
  const asked = unique("As the client");
  const answered = unique("As the provider");
  await write(client, asked);
  await write(provider, answered);
  await expect(bubble(client, asked)).toHaveAccessibleName("Dana Kim, Globex");
  await expect(bubble(provider, answered)).toHaveAccessibleName("Dana Kim, Contoso");
  await expect(bubble(provider, answered).locator('[data-delivery="stored"]')).toBeVisible();
  await expect(bubble(mia, asked)).toHaveAccessibleName("Dana Kim, Globex");
  await expect(mia.getByText(answered)).toHaveCount(0);
});

test("the scroll position stays while the other side writes", async ({ open }) => {
  const mia = await open("mia", place);
  const gil = await open("gil", place);
  await live(gil);
  for (let line = 0; line < 12; line += 1) await write(mia, unique(`line ${line}\n\nwith some height`));
  const list = gil.getByRole("log", { name: "Messages" });
  await expect(bubble(gil, "line 11")).toBeVisible();
  await list.hover();
  await gil.mouse.wheel(0, -500);
  await expect(gil.getByRole("button", { name: "Jump to the latest message" })).toBeVisible();
  const held = list.getByRole("article").nth(2);
  const before = (await held.boundingBox())?.y;
  const text = unique("Meanwhile");
  await write(mia, text);
  await expect(gil.getByRole("button", { name: "1 new" })).toBeVisible();
  expect((await held.boundingBox())?.y).toBeCloseTo(before ?? Number.NaN, 0);
  await gil.getByRole("button", { name: "1 new" }).click();
  await expect(bubble(gil, text)).toBeVisible();
});

test("counters and alerts reach the other side at once", async ({ open }) => {
  const mia = await open("mia", place);
  const gil = await open("gil", place);
  await live(gil);
  const total = gil.locator('[data-interaction="call"]');
  await expect(total).toBeVisible();
  const before = Number(await total.innerText());
  await mia.getByRole("button", { name: "Record one call" }).click();
  await expect(total).toHaveText(String(before + 1));

  const title = unique("Core switch is down");
  await mia.getByRole("button", { name: "Raise an alert" }).click();
  const dialog = mia.getByRole("dialog");
  await dialog.getByLabel("Severity").selectOption("critical");
  await dialog.getByLabel("Title").fill(title);
  await dialog.getByRole("button", { name: "Raise an alert" }).click();
  await expect(gil.getByRole("complementary").getByText(title)).toBeVisible();

  await gil.goto("/alerts");
  const card = gil.locator("[data-alert]").filter({ hasText: title });
  await card.getByRole("button", { name: "Acknowledge" }).click();
  await gil.getByLabel(/Comment/).fill("On site in ten minutes");
  await gil.getByRole("dialog").getByRole("button", { name: "Acknowledge" }).click();
  await expect(card.getByText(/On site in ten minutes/)).toBeVisible();
  await mia.goto("/alerts");
  const theirs = mia.locator("[data-alert]").filter({ hasText: title });
  await expect(theirs.getByText(/On site in ten minutes/)).toBeVisible();
  await theirs.getByRole("button", { name: "Resolve" }).click();
  await mia.getByRole("dialog").getByRole("button", { name: "Resolve" }).click();
  await expect(card).toHaveCount(0);
});
