import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads statements of both spellings", () => {
  const { facts, identities } = readingOf(example);
  expect(facts.vex).toMatchObject({
    author: "Example security team",
    version: "2",
    statements: [
      { vulnerability: "CVE-2026-0001", aliases: ["GHSA-aaaa-bbbb-cccc"], status: "not_affected", products: [{ sha256: "a".repeat(64), subcomponents: [{ purl: "pkg:deb/debian/openssl@3.0.11-1" }] }], observedAt: "2026-11-04T10:00:00Z" },
      { vulnerability: "CVE-2026-0002", status: "affected", action: "update", products: [{ purl: "pkg:npm/left-pad@1.0.0", sha256: null }], observedAt: "2026-11-05T10:00:00Z" },
    ],
  });
  expect(identities).toMatchObject([{ type: "repo-digest", sha256: "a".repeat(64), at: "/statements/0/products/0" }]);
});

it("takes the digest from hashes and references too, and not from the version of a package", () => {
  const product = (value: unknown): unknown => readingOf({ ...example, statements: [{ ...example.statements[0], products: [value] }] }).facts.vex?.statements[0]?.products[0]?.sha256;
  expect(product({ "@id": "app", hashes: { "sha-256": "b".repeat(64) } })).toBe("b".repeat(64));
  expect(product(`registry.example.org/app@sha256:${"b".repeat(64)}`)).toBe("b".repeat(64));
  expect(product(`pkg:generic/app@sha256%3A${"b".repeat(64)}`)).toBeNull();
});

it("does not take a part for the whole: neither one without a name, nor the package that stands beside an image", () => {
  const product = (value: unknown): unknown => { const { facts, notes } = readingOf({ ...example, statements: [{ ...example.statements[0], products: [value] }] }); return [facts.vex?.statements[0]?.products[0], notes.map(({ code }) => code)]; };
  const id = `registry.example.org/app@sha256:${"b".repeat(64)}`;
  expect(product({ "@id": id, identifiers: { purl: "pkg:maven/a/b@1" } })).toEqual([{ id, purl: null, sha256: "b".repeat(64), subcomponents: [{ id: "pkg:maven/a/b@1", purl: "pkg:maven/a/b@1" }] }, []]);
  expect(product({ "@id": id, identifiers: { purl: "pkg:oci/app" } })).toEqual([{ id, purl: "pkg:oci/app", sha256: "b".repeat(64), subcomponents: [] }, []]);
  expect(product({ "@id": id, subcomponents: [{}] })).toEqual([{ id, purl: null, sha256: "b".repeat(64), subcomponents: [{ id: "", purl: null }] }, ["openvex/part-without-purl"]]);
});

it("shows an empty VEX as saying nothing", () => {
  expect(readingOf({ ...example, statements: [] }).facts.vex?.statements).toEqual([]);
});

it("warns of what is missing around a statement", () => {
  const reading = readingOf({ "@context": "https://openvex.dev/ns", statements: [{ vulnerability: "CVE-2026-0001", status: "not_affected" }] });
  expect(noteCodes(reading)).toEqual(["openvex/missing-timestamp", "openvex/missing-author", "openvex/missing-id", "openvex/unjustified", "openvex/no-product"]);
});

it.each([
  [{ ...example, "@context": "https://openvex.dev/elsewhere" }, "openvex/context /@context"],
  [{ ...example, statements: {} }, "openvex/statements /statements"],
  [{ ...example, statements: [1] }, "openvex/statement /statements/0"],
  [{ ...example, statements: [{ ...example.statements[0], status: "resolved" }] }, "openvex/status /statements/0/status"],
  [{ ...example, statements: [{ status: "fixed" }] }, "openvex/vulnerability /statements/0/vulnerability"],
  [{ ...example, statements: [{ ...example.statements[0], products: "x" }] }, "openvex/products /statements/0/products"],
  [{ ...example, statements: [{ ...example.statements[0], products: [1] }] }, "openvex/products /statements/0/products/0"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});

it("stops where products times parts would fill the disk", () => {
  const many = Array.from({ length: 3_000 }, (_, i) => `pkg:npm/p${i}@1`);
  expect(refusalOf({ ...example, statements: [{ vulnerability: "CVE-2026-0001", status: "fixed", products: many, subcomponents: many }] })).toBe("openvex/too-many /statements/0/products");
});
