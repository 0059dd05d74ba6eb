import { expect, test } from "vitest";
import { ACTIONS, mayDo, PERMISSIONS, ROLES, TOKEN_ROLES } from "./permissions";

test("a token of a pipeline hands in and follows receipts, and reads nothing else", () => {
  expect(ACTIONS.filter((action) => mayDo("ingest", action))).toEqual(["receipt.read", "evidence.submit"]);
});

test("who only reads cannot hand in evidence or make tokens", () => {
  for (const role of ["viewer", "auditor"]) {
    expect(mayDo(role, "read")).toBe(true);
    expect(mayDo(role, "evidence.submit")).toBe(false);
    expect(mayDo(role, "token.manage")).toBe(false);
  }
});

test("an unknown role may do nothing", () => {
  for (const action of ACTIONS) for (const role of ["", "root", "constructor", "__proto__", "Admin"]) expect(mayDo(role, action)).toBe(false);
});

test("every role is declared and no token is an administrator", () => {
  expect(Object.keys(PERMISSIONS).sort()).toEqual([...ROLES].sort());
  expect(TOKEN_ROLES as readonly string[]).not.toContain("admin");
});
