import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { workplace } from "../../../test/workplace.tsx";
import { People } from "./People.tsx";

const organisations = [
  { id: "northwind", kind: "MSP", name: "Northwind", version: 1 },
  { id: "globex", kind: "CLIENT", name: "Globex", msp: "northwind", version: 1 },
];
const gil = {
  id: "gil",
  name: "Gil Ortega",
  email: "gil@globex.example",
  disabled: false,
  grants: [{ role: "CLIENT", organisation: "globex" }],
  version: 7,
};

interface Call {
  method: string;
  path: string;
  body: unknown;
  version: string | null;
}

let calls: Call[];

beforeEach(() => {
  calls = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) => {
    const { pathname, searchParams } = new URL(address, "http://parley");
    if (pathname === "/api/auth/refresh") return Response.json({ accessToken: "t", expiresIn: 600, user: {} });
    if (init.method !== "GET")
      calls.push({
        method: String(init.method),
        path: pathname,
        body: init.body ? JSON.parse(String(init.body)) : undefined,
        version: new Headers(init.headers).get("If-Match"),
      });
    return Response.json(answer(pathname, searchParams.get("cursor")));
  });
});

function answer(path: string, cursor: string | null): object {
  if (path === "/api/organisations") return { items: organisations, next: null };
  if (path !== "/api/users") return gil;
  return cursor === null
    ? { items: [gil], next: "more" }
    : { items: [{ ...gil, id: "gwen", name: "Gwen Park" }], next: null };
}

function show(role: "ADMIN" | "CLIENT") {
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(callback: (entries: { isIntersecting: boolean }[]) => void) {
        this.observe = () => callback([{ isIntersecting: true }]);
      }
      observe: () => void;
      disconnect() {}
    },
  );
  const grant = role === "ADMIN" ? { role } : { role, organisation: "globex", manager: true };
  const { Wrapper } = workplace({ id: "robin", name: "Robin Vale", email: "robin@example.com", grants: [grant] });
  render(<People />, { wrapper: Wrapper });
}

it("fetches the next page near the end of the list", async () => {
  show("ADMIN");
  expect(await screen.findByText("Gwen Park")).toBeDefined();
});

it("shows why the next page failed, and fetches it on retry", async () => {
  const answers = fetch;
  let refused = true;
  vi.stubGlobal("fetch", async (address: string, init: RequestInit) =>
    refused && address.includes("cursor=more")
      ? Response.json({ code: "forbidden", detail: "Not now." }, { status: 403 })
      : answers(address, init),
  );
  show("ADMIN");
  expect(await screen.findByRole("alert")).toBeDefined();
  expect(screen.getByText("Gil Ortega")).toBeDefined();
  refused = false;
  await userEvent.click(screen.getByRole("button", { name: "Retry" }));
  expect(await screen.findByText("Gwen Park")).toBeDefined();
  expect(screen.queryByRole("alert")).toBeNull();
});

it("sends only the changed parts of an account", async () => {
  show("ADMIN");
  await userEvent.click(await screen.findByRole("button", { name: "Edit Gil Ortega" }));
  const dialog = within(screen.getByRole("dialog"));
  await userEvent.click(await dialog.findByLabelText("Manager of Globex"));
  await userEvent.selectOptions(dialog.getByLabelText("Give access to …"), "northwind");
  await userEvent.type(dialog.getByLabelText("Issuer"), "https://id.corp.example");
  await userEvent.type(dialog.getByLabelText("Subject"), "00u1a2b3");
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(calls).toHaveLength(2));
  expect(calls).toEqual([
    {
      method: "PATCH",
      path: "/api/users/gil",
      version: '"7"',
      body: { external: { issuer: "https://id.corp.example", subject: "00u1a2b3" } },
    },
    {
      method: "PUT",
      path: "/api/users/gil/grants",
      version: null,
      body: {
        grants: [
          { role: "CLIENT", organisation: "globex", manager: true },
          { role: "MSP", organisation: "northwind" },
        ],
      },
    },
  ]);
});

it("lets a manager change access to their organisations, and nothing else", async () => {
  show("CLIENT");
  await userEvent.click(await screen.findByRole("button", { name: "Edit Gil Ortega" }));
  const dialog = within(screen.getByRole("dialog"));
  expect(dialog.queryByLabelText("Name")).toBeNull();
  expect(dialog.queryByLabelText("Issuer")).toBeNull();
  expect(dialog.queryByLabelText("Administrator of the installation")).toBeNull();
  expect(screen.queryByRole("button", { name: "Disable" })).toBeNull();
  await userEvent.click(await dialog.findByRole("button", { name: "Remove access to Globex" }));
  expect(dialog.getByLabelText("Give access to …").querySelectorAll("option")).toHaveLength(2);
  await userEvent.click(dialog.getByRole("button", { name: "Save" }));
  await vi.waitFor(() => expect(calls.map(({ body }) => body)).toEqual([{ grants: [] }]));
});

it("lets an administrator close a person's connections after a confirmation", async () => {
  show("ADMIN");
  const row = (await screen.findAllByRole("listitem")).find((item) => within(item).queryByText("Gil Ortega"));
  await userEvent.click(within(row as HTMLElement).getByRole("button", { name: "Disconnect" }));
  expect(calls).toEqual([]);
  await userEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Disconnect" }));
  expect(calls).toEqual([{ method: "DELETE", path: "/api/users/gil/connections", body: undefined, version: null }]);
});

it("does not offer a manager to close connections", async () => {
  show("CLIENT");
  await screen.findByText("Gil Ortega");
  expect(screen.queryByRole("button", { name: "Disconnect" })).toBeNull();
});
