import { expect, it } from "vitest";
import { administrator, grantOf, sameGrants, withGrant, withoutGrant } from "./grants.ts";

const globex = { id: "globex", kind: "CLIENT", name: "Globex", msp: "northwind", version: 1 } as const;
const held = [{ role: "MSP", organisation: "contoso" }, grantOf(globex, false)] as const;

it("replaces the grant of an organisation in place", () => {
  expect(withGrant(held, grantOf(globex, true))).toEqual([
    { role: "MSP", organisation: "contoso" },
    { role: "CLIENT", organisation: "globex", manager: true },
  ]);
  expect(withGrant(held, administrator)).toHaveLength(3);
});

it("removes the grant of one organisation", () => {
  expect(withoutGrant([...held, administrator], administrator)).toEqual(held);
  expect(withoutGrant(held, grantOf(globex, true))).toEqual([{ role: "MSP", organisation: "contoso" }]);
});

it("compares grants regardless of order and default values", () => {
  expect(sameGrants(held, [{ ...held[1], manager: false }, held[0]])).toBe(true);
  expect(sameGrants(held, [held[0], grantOf(globex, true)])).toBe(false);
  expect(sameGrants(held, [held[0]])).toBe(false);
});
