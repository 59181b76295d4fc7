import { render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { App } from "./App.tsx";

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {}, removeEventListener: () => {} }));
});

afterEach(() => vi.unstubAllGlobals());

it("asks for a sign-in at any address without a session", async () => {
  localStorage.setItem("parley.signedIn", "true");
  vi.stubGlobal("fetch", async () => Response.json({ code: "unauthenticated" }, { status: 401 }));
  render(<App />);
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeDefined();
});

it("makes no request in a browser that was never signed in", async () => {
  localStorage.clear();
  const fetch = vi.fn();
  vi.stubGlobal("fetch", fetch);
  render(<App />);
  expect(await screen.findByRole("heading", { name: "Sign in" })).toBeDefined();
  expect(fetch).not.toHaveBeenCalled();
});

it("shows that the server cannot be reached instead of the sign-in form", async () => {
  localStorage.setItem("parley.signedIn", "true");
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("fetch failed")));
  render(<App />);
  expect(await screen.findByText(/cannot be reached/)).toBeDefined();
  expect(screen.queryByRole("heading", { name: "Sign in" })).toBeNull();
});
