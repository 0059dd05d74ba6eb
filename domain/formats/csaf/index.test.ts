import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads statements by status and reason, products resolved through the tree", () => {
  const { facts, identities } = readingOf(example);
  expect(facts.vex).toMatchObject({
    id: "EX-2026-1",
    author: "Example",
    statements: [
      { status: "not_affected", justification: "vulnerable_code_not_present", products: [{ id: "APP:LIB", sha256: "a".repeat(64), subcomponents: [{ purl: "pkg:npm/lib@1.0.0" }] }] },
      { status: "affected", action: "update lib", products: [{ purl: "pkg:npm/lib@1.0.0" }] },
    ],
  });
  expect(identities).toMatchObject([{ type: "repo-digest", sha256: "a".repeat(64) }]);
});

it("takes an advisory for no VEX", () => {
  const reading = readingOf({ ...example, document: { ...example.document, category: "csaf_security_advisory" } });
  expect([reading.facts, reading.identities, noteCodes(reading)]).toEqual([{}, [], ["csaf/not-vex"]]);
});

it("warns of unknown products and of a version that is not the newest", () => {
  const tracking = { ...example.document.tracking, version: "1" };
  const [flaw] = example.vulnerabilities;
  const reading = readingOf({ ...example, document: { ...example.document, tracking }, vulnerabilities: [{ ...flaw, product_status: { fixed: ["X"] } }, { title: "no id" }] });
  expect(noteCodes(reading).slice(0, 3)).toEqual(["csaf/vulnerability-without-id", "csaf/6.1.16", "csaf/6.1.1"]);
});

it.each([
  [{ ...example, document: { ...example.document, csaf_version: "1.2" } }, "csaf/version /document/csaf_version"],
  [{ ...example, document: { csaf_version: "2.0" } }, "csaf/document /document/category"],
  [{ ...example, vulnerabilities: {} }, "csaf/vulnerabilities /vulnerabilities"],
  [{ ...example, vulnerabilities: [1] }, "csaf/vulnerability /vulnerabilities/0"],
  [{ ...example, product_tree: [] }, "csaf/product-tree /product_tree"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});

it("keeps the range that a branch of the tree names, for the product and for what contains it", () => {
  const product = { product_id: "LIB", name: "lib", product_identification_helper: { purl: "pkg:npm/lib" } };
  const tree = {
    branches: [{ category: "vendor", name: "v", branches: [{ category: "product_version_range", name: "vers:npm/<2.0.0", product }] }],
    relationships: [{ category: "default_component_of", product_reference: "LIB", relates_to_product_reference: "NONE", full_product_name: { product_id: "APP:LIB", name: "app with lib" } }],
  };
  const { facts } = readingOf({ ...example, product_tree: tree, vulnerabilities: [{ cve: "CVE-2026-0001", product_status: { known_not_affected: ["LIB", "APP:LIB"] } }] });
  expect(facts.vex?.statements[0]?.products).toMatchObject([
    { purl: "pkg:npm/lib", range: "vers:npm/<2.0.0" },
    { subcomponents: [{ purl: "pkg:npm/lib", range: "vers:npm/<2.0.0" }] },
  ]);
});

it("reads reasons and remedies that are given for a group of products", () => {
  const [flaw] = example.vulnerabilities;
  const value = {
    ...example,
    product_tree: { ...example.product_tree, product_groups: [{ group_id: "G", product_ids: ["APP:LIB", "LIB"] }] },
    vulnerabilities: [{ ...flaw, flags: [{ label: "component_not_present", group_ids: ["G"] }], remediations: [{ category: "vendor_fix", details: "for the group", group_ids: ["G"] }] }],
  };
  expect(readingOf(value).facts.vex?.statements.map(({ status, justification, action }) => [status, justification, action])).toEqual([
    ["not_affected", "component_not_present", null],
    ["affected", null, "for the group"],
  ]);
});
