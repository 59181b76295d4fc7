import { engagement, live, test, unique, write } from "./fixtures.ts";

const rounds = 30;

/** A measurement: the time from Enter in one browser until the message is on the screen of another. */
test("measures the time from Enter to the screen of another browser", async ({ open }) => {
  const mia = await open("mia", `/engagements/${engagement}`);
  const gil = await open("gil", `/engagements/${engagement}`);
  await live(mia);
  await live(gil);
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const text = unique("measured");
    const shown = gil.evaluate(
      (wanted) =>
        new Promise<number>((resolve) => {
          const look = () => {
            if (!document.querySelector('[role="log"]')?.textContent?.includes(wanted)) return;
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
          };
          const observer = new MutationObserver(look);
          observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        }),
      text,
    );
    await mia.evaluate(() => {
      const start = { at: 0 };
      (globalThis as unknown as { start: { at: number } }).start = start;
      document.addEventListener(
        "keydown",
        (event) => {
          if (event.key === "Enter") start.at = performance.timeOrigin + performance.now();
        },
        { once: true, capture: true },
      );
    });
    await write(mia, text);
    const sentAt = await mia.evaluate(() => (globalThis as unknown as { start: { at: number } }).start.at);
    taken.push((await shown) - sentAt);
  }
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.toFixed(1);
  console.log(`Enter to the other screen, ${rounds} messages: p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, max ${at(1)} ms`);
});
