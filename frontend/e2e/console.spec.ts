import { once } from "node:events";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { WebSocketServer } from "ws";
import { expect, test } from "./fixtures.ts";

test("the console connects to any WebSocket server", async ({ open }) => {
  const echo = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  echo.on("connection", (socket) => socket.on("message", (data, binary) => socket.send(data, { binary })));
  await once(echo, "listening");
  const { port } = echo.address() as AddressInfo;
  try {
    const page = await open("mia", "/console");
    await page.getByLabel("Address").fill("http://nowhere");
    await expect(page.getByText(/must start with ws:/)).toBeVisible();
    await page.getByLabel("Address").fill(`ws://127.0.0.1:${port}`);
    await page.getByLabel(/Sub-protocols/).fill("");
    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await expect(page.locator('[data-console="open"]')).toBeVisible();

    await page.getByLabel("Message", { exact: true }).fill('{"id": "a1", "deep": {"list": [1, 2]}}');
    await page.getByRole("button", { name: "Send" }).click();
    const answer = page.locator('[data-frame="received"]').first();
    await expect(answer.getByText(/Δ .* ms/)).toBeVisible();
    await answer.getByRole("button").first().click();
    await expect(answer.getByText("list:")).toBeVisible();

    await page.getByLabel("times").fill("25");
    await page.getByLabel("every (ms)").fill("5");
    await page.getByRole("button", { name: "Repeat" }).click();
    await expect(page.locator("[data-counts]")).toContainText("26 sent · 26 received");

    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page.getByRole("button", { name: "Resume · 2 held" })).toBeVisible();
    await page.getByRole("button", { name: /Resume/ }).click();
    await expect(page.locator("[data-counts]")).toContainText("27 sent · 27 received");

    await page.getByLabel("Filter frames").fill("text of no frame");
    await expect(page.getByText("No matching frames")).toBeVisible();
    await page.getByLabel("Filter frames").fill("");

    await page.getByRole("button", { name: "Save" }).click();
    await page.getByLabel("Request name").fill("Echo");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await page.reload();
    await page.getByRole("button", { name: "Echo", exact: true }).click();
    await expect(page.getByLabel("Address")).toHaveValue(`ws://127.0.0.1:${port}`);

    await page.getByRole("button", { name: "Connect", exact: true }).click();
    await page.getByRole("button", { name: "Send" }).click();
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export as event test" }).click();
    expect(await readFile(await (await download).path(), "utf8")).toContain("send:");
  } finally {
    for (const client of echo.clients) client.terminate();
    echo.close();
  }
});

test("the console shows that it cannot connect", async ({ open }) => {
  const page = await open("gil", "/console");
  await page.getByLabel("Address").fill("ws://127.0.0.1:9");
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await expect(page.getByText(/Closed with 1006/)).toBeVisible();
});
