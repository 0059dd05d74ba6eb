import { expect, it } from "vitest";
import { readText, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("is about the digest and only repeats the reference", () => {
  expect(readingOf(example).identities).toEqual([{ type: "subject", sha256: "a".repeat(64), name: "registry.example.org/app", at: "/critical/image/docker-manifest-digest" }]);
});

it("reads the list that a verification prints, behind its chatter", () => {
  const node = readText(`Verification for app --\nThe following checks were performed:\n  - ok\n${JSON.stringify([example, example])}\n`);
  expect([node.carrier, node.children[0]?.room, node.children[0]?.reading?.counts]).toEqual(["chatter", "simple-signing", { payloads: 2 }]);
});

it.each([
  [{ critical: { ...example.critical, type: "x" } }, "simple-signing/type /critical/type"],
  [[{ critical: { ...example.critical, image: {} } }], "simple-signing/digest /0/critical/image/docker-manifest-digest"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
