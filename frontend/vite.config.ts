import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { MockServer } from "./test/mock/server.ts";

// PARLEY_MOCK=1 replaces the server by one in memory, for work on pages alone.
const server = process.env.PARLEY_MOCK
  ? `http://127.0.0.1:${await new MockServer().listen()}`
  : (process.env.PARLEY_SERVER ?? "http://localhost:8080");

const proxy = { "/api": server, "/actuator": server, "/ws": { target: server, ws: true } };

export default defineConfig({
  plugins: [react(), tailwindcss()],
  build: { target: "es2023", sourcemap: false, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: { proxy },
  preview: { proxy },
  test: {
    // Files run in separate contexts of a few threads; a process per file takes four times as long.
    pool: "vmThreads",
    environment: "jsdom",
    // Typing through user-event takes seconds while other builds use the machine.
    testTimeout: 20_000,
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.{ts,tsx}"],
    setupFiles: ["test/setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
