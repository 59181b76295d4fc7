import WebSocket from "ws";
import { expect, live, password, people, test } from "./fixtures.ts";

const seconds = 6;
const perSecond = 200;

/** Types while 200 messages a second arrive. Measures the delay of the keys and checks that the last message arrives. */
test("typing stays possible during 200 messages a second", async ({ open, running }) => {
  test.setTimeout(180_000);
  const { url } = running;
  const engagement = await newEngagement(url, "Burst");
  const page = await open("mia", `/engagements/${engagement}`);
  await live(page);
  await page.evaluate(() => {
    const slow: number[] = [];
    (globalThis as unknown as { slow: number[] }).slow = slow;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name.startsWith("key")) slow.push(entry.duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });

  const burst = send(url, engagement, seconds * perSecond);
  const field = page.getByLabel("Write a message");
  for (let word = 0; word < 20; word += 1) await field.pressSequentially("typing ", { delay: 30 });
  const last = await burst;
  await expect(page.getByRole("log").getByText(last)).toBeVisible({ timeout: 60_000 });
  await expect(field).toHaveValue("typing ".repeat(20));
  const slow = await page.evaluate(() => (globalThis as unknown as { slow: number[] }).slow.toSorted((a, b) => a - b));
  const worst = slow.at(-1) ?? 0;
  const p75 = slow[Math.floor(slow.length * 0.75)] ?? 0;
  console.log(`Key to next paint under ${perSecond} messages/s: worst ${worst} ms; of those over 16 ms, p75 ${p75} ms`);
});

/** Keeps the conversation of the other tests short. */
async function newEngagement(url: string, title: string): Promise<string> {
  const answer = await fetch(`${url}/api/engagements`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${await tokenOf(url, people.mia)}` },
    body: JSON.stringify({ client: "globex", title }),
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

async function tokenOf(url: string, email: string): Promise<string> {
  const login = await fetch(`${url}/api/auth/login`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ email, password }),
  });
  return ((await login.json()) as { accessToken: string }).accessToken;
}

/** Sends as the other side over a separate socket. Returns the last text when all messages are acknowledged. */
async function send(url: string, engagement: string, count: number): Promise<string> {
  const accessToken = await tokenOf(url, people.gil);
  const socket = new WebSocket(`${url.replace(/^http/, "ws")}/ws/engagement`, [
    "parley.v1",
    `parley.bearer.${accessToken}`,
  ]);
  await new Promise((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  let acknowledged = 0;
  const run = crypto.randomUUID();
  const done = new Promise<void>((resolve, reject) => {
    socket.on("message", (data) => {
      const frame = JSON.parse(String(data)) as { type: string; data: { message?: string } };
      if (frame.type === "error") reject(new Error(frame.data.message));
      if (frame.type === "ack") acknowledged += 1;
      if (acknowledged === count) resolve();
    });
  });
  let sent = 0;
  const timer = setInterval(() => {
    for (let batch = 0; batch < perSecond / 20 && sent < count; batch += 1) {
      sent += 1;
      const data = { engagement, text: `burst ${run} ${sent} of ${count}` };
      socket.send(JSON.stringify({ type: "send_message", id: crypto.randomUUID(), data }));
    }
    if (sent >= count) clearInterval(timer);
  }, 50);
  await done;
  socket.close();
  return `burst ${run} ${count} of ${count}`;
}
