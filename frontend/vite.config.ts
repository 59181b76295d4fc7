import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { MockServer } from "./test/mock/server.ts";

// PARLEY_MOCK=1 answers from memory instead of a server: for working on pages alone.
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
    // Each file in a context of its own of a few threads: a process for each takes four times as long.
    pool: "vmThreads",
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}", "test/**/*.test.{ts,tsx}"],
    setupFiles: ["test/setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});
