import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { SignedOutError } from "../socket/tokenSource.ts";
import { Api } from "./api.ts";
import { ApiError, NetworkError } from "./problem.ts";
import { Session } from "./session.ts";

const user = { id: "mia", name: "Mia", email: "mia@northwind.example", grants: [] };
let tokens: number;
let now: number;
let answers: Record<string, (request: RequestInit) => Response | Promise<Response>>;
let calls: string[];
let session: Session;

beforeEach(() => {
  tokens = 0;
  now = 0;
  calls = [];
  const signedIn = () => {
    tokens += 1;
    return Response.json({ accessToken: `t${tokens}`, expiresIn: 900, user });
  };
  answers = { "/api/auth/login": signedIn, "/api/auth/refresh": signedIn };
  sessionStorage.clear();
  vi.stubGlobal("fetch", async (path: string, request: RequestInit) => {
    calls.push(path);
    const answer = answers[path.replace(/[?]user=.*/, "")];
    if (!answer) throw new TypeError("fetch failed");
    return answer(request);
  });
  session = new Session(() => now);
});

afterEach(() => vi.unstubAllGlobals());

const bearer = (request: RequestInit) => new Headers(request.headers).get("Authorization");
const refused = () => Response.json({ code: "unauthenticated", detail: "Sign in first." }, { status: 401 });

it("refreshes once for concurrent calls", async () => {
  await session.signIn("mia@northwind.example", "secret");
  now = 880_000;
  expect(await Promise.all([session.token(), session.token(), session.token(true)])).toEqual(["t2", "t2", "t2"]);
  expect(calls.filter((path) => path === "/api/auth/refresh?user=mia")).toHaveLength(1);
});

it("lets a refresh outlive a reload, which would lose the new cookie", async () => {
  let sent: RequestInit | undefined;
  const refresh = answers["/api/auth/refresh"];
  answers["/api/auth/refresh"] = (request) => {
    sent = request;
    return refresh?.(request) ?? refused();
  };
  await session.signIn("mia@northwind.example", "secret");
  await session.token(true);
  expect(sent?.keepalive).toBe(true);
});

it("uses a token until shortly before it expires", async () => {
  await session.signIn("mia@northwind.example", "secret");
  now = 869_000;
  expect(await session.token()).toBe("t1");
});

it("signs out when the server refuses the cookie, not when it is unreachable", async () => {
  await session.signIn("mia@northwind.example", "secret");
  delete answers["/api/auth/refresh"];
  await expect(session.token(true)).rejects.toBeInstanceOf(NetworkError);
  expect(session.state.phase).toBe("signed_in");
  answers["/api/auth/refresh"] = refused;
  await expect(session.token(true)).rejects.toBeInstanceOf(SignedOutError);
  expect(session.state).toEqual({ phase: "signed_out", ended: true });
});

it("does not notify listeners when the same user is still signed in", async () => {
  await session.signIn("mia@northwind.example", "secret");
  const listener = vi.fn();
  session.subscribe(listener);
  await session.token(true);
  expect(listener).not.toHaveBeenCalled();
});

it("signs out locally even if the server does not answer", async () => {
  await session.signIn("mia@northwind.example", "secret");
  await session.signOut();
  expect(session.state).toEqual({ phase: "signed_out", ended: false });
});

it("repeats a refused request once with a new token", async () => {
  await session.signIn("mia@northwind.example", "secret");
  answers["/api/people"] = (request) =>
    bearer(request) === "Bearer t2" ? Response.json({ items: [], next: null }) : refused();
  await expect(new Api(session).people()).resolves.toEqual({ items: [], next: null });
  answers["/api/people"] = refused;
  await expect(new Api(session).people()).rejects.toMatchObject({ status: 401 });
});

it("turns problem documents and other error responses into typed errors", async () => {
  await session.signIn("mia@northwind.example", "secret");
  answers["/api/people"] = () =>
    Response.json(
      {
        code: "rate_limited",
        detail: "Slow down.",
        retryAfterMs: 5_000,
        errors: [{ field: "q", rule: "size", message: "Too long." }],
      },
      { status: 429 },
    );
  const error = await new Api(session).people().catch((failure: unknown) => failure);
  expect(error).toMatchObject({ code: "rate_limited", retryAfterMs: 5_000, fields: [{ field: "q" }] });
  answers["/api/people"] = () => new Response("<html>Bad gateway</html>", { status: 502 });
  const other = await new Api(session).people().catch((failure: unknown) => failure);
  expect(other).toBeInstanceOf(ApiError);
  expect(other).toMatchObject({ code: "unavailable", status: 502 });
});

it("sends the version of a change and leaves out empty parameters", async () => {
  await session.signIn("mia@northwind.example", "secret");
  const seen: (string | null)[] = [];
  answers["/api/engagements/a%2Fb"] = (request) => {
    seen.push(new Headers(request.headers).get("If-Match"));
    return Response.json({});
  };
  await new Api(session).changeEngagement("a/b", 7, { title: "x" });
  expect(seen).toEqual(['"7"']);
  answers["/api/engagements?limit=100"] = () => Response.json({ items: [], next: null });
  await expect(new Api(session).engagements({ query: "", status: undefined })).resolves.toBeDefined();
});

it("keeps the user of the tab over a reload until sign-out", async () => {
  await session.signIn("mia@northwind.example", "secret");
  const reloaded = new Session(() => now);
  await reloaded.resume();
  expect(calls.at(-1)).toBe("/api/auth/refresh?user=mia");
  await reloaded.signOut();
  expect(calls.at(-1)).toBe("/api/auth/logout?user=mia");
  await new Session(() => now).resume();
  expect(calls.at(-1)).toBe("/api/auth/logout?user=mia");
});

it("ends the session instead of switching to a user who signed in in another tab", async () => {
  await session.signIn("mia@northwind.example", "secret");
  answers["/api/auth/refresh"] = () =>
    Response.json({ accessToken: "gil's", expiresIn: 900, user: { ...user, id: "gil" } });
  await expect(session.token(true)).rejects.toBeInstanceOf(SignedOutError);
  expect(session.state).toEqual({ phase: "signed_out", ended: true });
});
