import { defineConfig } from "@playwright/test";

/** Real Chromium against the packaged jar, one server per worker. Start it with `npm run e2e`. */
export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  timeout: 150_000,
  retries: 0,
  expect: { timeout: 20_000 },
  reporter: [
    [process.env.CI ? "line" : "list"],
    ["junit", { outputFile: "test-results/junit.xml" }],
    ["html", { open: "never", outputFolder: "../target/reports/playwright" }],
  ],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    // The trace holds each step's document; pictures of every frame besides would cost more than the pages do.
    trace: { mode: "retain-on-failure", screenshots: false, snapshots: true, sources: true },
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
