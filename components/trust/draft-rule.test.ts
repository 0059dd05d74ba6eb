import { expect, test } from "vitest";
import { cleaned, newRule, problemsByRule, withRoot, withToken } from "./draft-rule";

const NONE = { rules: [], acceptUnsignedFrom: [], roots: [] };

test("a new rule has an id nobody has, and trusts nobody before something is written", () => {
  expect(newRule("key", ["signer-1", "signer-3"]).id).toBe("signer-2");
  expect(newRule("identity", []).signer).toEqual({ type: "identity", issuer: "", subject: { type: "exact", value: "" } });
});

test("empty lines are no names, and no lines are everything", () => {
  const rule = { ...newRule("key", []), images: [" a/* ", "", "b"], predicateTypes: ["", " "] };
  expect(cleaned({ ...NONE, rules: [rule] }).rules[0]).toMatchObject({ images: ["a/*", "b"], predicateTypes: null });
});

test("a token is accepted once, and a root without a name is out of use", () => {
  expect(withToken(withToken(NONE, "t", true), "t", true).acceptUnsignedFrom).toEqual(["t"]);
  expect(withToken({ ...NONE, acceptUnsignedFrom: ["t"] }, "t", false).acceptUnsignedFrom).toEqual([]);
  const named = withRoot(NONE, "c".repeat(64), "own");
  expect(named.roots).toEqual([{ name: "own", sha256: "c".repeat(64) }]);
  expect(withRoot(named, "c".repeat(64), "other").roots).toEqual([{ name: "other", sha256: "c".repeat(64) }]);
  expect(withRoot(named, "c".repeat(64), "").roots).toEqual([]);
});

test("a problem stands at its rule, and one without a place is not lost", () => {
  const { of, others } = problemsByRule([{ detail: "unanchored", at: "/rules/1/signer/subject" }, { detail: "twice", at: "/rules/10" }, { detail: "missing", at: "/roots/0/sha256" }, { detail: "odd" }]);
  expect(of(1)).toEqual(["signer subject: unanchored"]);
  expect(of(10)).toEqual(["twice"]);
  expect(of(0)).toEqual([]);
  expect(others).toEqual(["missing", "odd"]);
});
