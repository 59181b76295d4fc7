import { render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { App } from "./App.tsx";

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
});

afterEach(() => vi.unstubAllGlobals());

it("asks whoever has no session to sign in, at whatever address", async () => {
  localStorage.setItem("parley.signedIn", "true");
  vi.stubGlobal("fetch", async () => Response.json({ code: "unauthenticated" }, { status: 401 }));
  render(<App />);
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeDefined();
});

it("does not even ask the server for a session in a browser that never had one", async () => {
  localStorage.clear();
  const fetch = vi.fn();
  vi.stubGlobal("fetch", fetch);
  render(<App />);
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeDefined();
  expect(fetch).not.toHaveBeenCalled();
});

it("says that the server cannot be reached instead of asking for a password it could not check", async () => {
  localStorage.setItem("parley.signedIn", "true");
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
  render(<App />);
  expect(await screen.findByText(/cannot be reached/)).toBeDefined();
  expect(screen.queryByRole("heading", { name: "Sign in" })).toBeNull();
});
