import { describe, expect, it } from "vitest";
import { workDone } from "../../../../tests/setup/work-done";
import { noteCodes, readingOf } from "../../shared/read-for-test";
import { example } from "../example";

const [flaw] = example.vulnerabilities;
const { tracking } = example.document;
const doc = (over: object): object => ({ ...example, ...over });
const head = (over: object): object => doc({ document: { ...example.document, ...over } });
const tracked = (over: object): object => head({ tracking: { ...tracking, ...over } });
const vuln = (...flaws: object[]): object => doc({ vulnerabilities: flaws.map((over) => ({ ...flaw, ...over })) });
const tree = (over: object): object => doc({ product_tree: { ...example.product_tree, ...over } });
const named = (helper: object): object => tree({ full_product_names: [{ product_id: "LIB", name: "lib", product_identification_helper: helper }] });
const history = (...numbers: string[]): object[] => numbers.map((number, i) => ({ date: `2026-11-0${i + 1}T00:00:00Z`, number }));
const branch = (name: string): object => tree({ branches: [...example.product_tree.branches, { category: "product_version", name, product: { product_id: "V", name } }] });
const cvss = { version: "3.1", vectorString: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", baseScore: 7.5, baseSeverity: "HIGH" };
const scored = (...over: object[]): object => vuln({ scores: over.map((one) => ({ products: ["LIB"], cvss_v3: { ...cvss, ...one } })) });
const hashes = (...algorithms: string[]): object => named({ hashes: [{ filename: "lib.so", file_hashes: algorithms.map((algorithm) => ({ algorithm, value: "a" })) }] });
const circle = [["A", "B"], ["B", "C"], ["C", "A"]].map(([id, from]) => ({ category: "installed_on", product_reference: from, relates_to_product_reference: "LIB", full_product_name: { product_id: id, name: "x" } }));

it("finds nothing to say of a document that keeps to it", () => {
  expect(noteCodes(readingOf(example))).toEqual([]);
});

describe("warns, with the number of the test, of", () => {
  it.each<[string, string, object]>([
    ["3.2.1", "a document without a title", head({ title: undefined })],
    ["3.2.3", "a vulnerability that says nothing", doc({ vulnerabilities: [flaw, {}] })],
    ["6.1.1", "a threat about a product that the tree does not have", vuln({ threats: [{ category: "impact", details: "none", product_ids: ["NOBODY"] }] })],
    ["6.1.1", "a relationship to a product that the tree does not have", tree({ relationships: [...example.product_tree.relationships, { category: "installed_on", product_reference: "LIB", relates_to_product_reference: "NOBODY", full_product_name: { product_id: "X" } }] })],
    ["6.1.2", "a product id that is defined twice", tree({ full_product_names: [...example.product_tree.full_product_names, { product_id: "LIB", name: "lib" }] })],
    ["6.1.3", "products that define each other in a circle", tree({ relationships: [...example.product_tree.relationships, ...circle] })],
    ["6.1.4", "a group that the tree does not have", vuln({ flags: [...flaw!.flags, { label: "component_not_present", group_ids: ["NOBODY"] }] })],
    ["6.1.5", "a group id that is defined twice", tree({ product_groups: [{ group_id: "G", product_ids: ["LIB"] }, { group_id: "G", product_ids: ["APP"] }] })],
    ["6.1.7", "two scores of one version for one product", scored({}, {})],
    ["6.1.8", "a vector of another version", scored({ vectorString: "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" })],
    ["6.1.8", "a score above ten", scored({ baseScore: 10.5 })],
    ["6.1.9", "a severity that is not the score's", scored({ baseSeverity: "LOW" })],
    ["6.1.11", "a weakness without a number", vuln({ cwe: { id: "CWE-x", name: "Crash" } })],
    ["6.1.12", "a language that does not exist", head({ lang: "EZ" })],
    ["6.1.13", "a purl that is none", named({ purl: "pkg:/lib" })],
    ["6.1.14", "a history whose numbers fall", tracked({ version: "1", revision_history: history("2", "1") })],
    ["6.1.14", "a history whose numbers fall within a millisecond", tracked({ version: "1", revision_history: [{ date: "2026-11-01T00:00:00.0001Z", number: "1" }, { date: "2026-11-01T00:00:00.000Z", number: "2" }] })],
    ["6.1.15", "a translation without its source", head({ publisher: { ...example.document.publisher, category: "translator" } })],
    ["6.1.16", "a version that is not the newest", tracked({ version: "1" })],
    ["6.1.16", "a version before release that is not the newest of a released document", tracked({ version: "1.0.0-1", revision_history: history("1.0.0") })],
    ["6.1.17", "a final document before its first release", tracked({ version: "0", revision_history: history("0") })],
    ["6.1.18", "a released document with a history from before", tracked({ version: "1", revision_history: history("0", "1") })],
    ["6.1.19", "a history with a version before release", tracked({ version: "1.0.0", revision_history: history("1.0.0-1", "1.0.0") })],
    ["6.1.20", "a released document with a version before release", tracked({ version: "1.0.0-1", revision_history: history("1.0.0-1") })],
    ["6.1.21", "a history that leaves out a version", tracked({ version: "3", revision_history: history("1", "3") })],
    ["6.1.22", "a version that stands twice", tracked({ revision_history: history("1", "2", "2") })],
    ["6.1.23", "a CVE that stands twice", vuln({}, {})],
    ["6.1.24", "a party that is involved twice at once", vuln({ involvements: [{ party: "vendor", status: "open" }, { party: "vendor", status: "completed" }] })],
    ["6.1.25", "two hashes of one algorithm", hashes("sha256", "sha256")],
    ["6.1.26", "a category that looks like a profile", head({ category: "Security_Advisory" })],
    ["6.1.27.1", "an incident without a note", head({ category: "csaf_security_incident_response" })],
    ["6.1.27.2", "an incident without a reference", head({ category: "csaf_security_incident_response" })],
    ["6.1.27.3", "an informational advisory with vulnerabilities", head({ category: "csaf_informational_advisory" })],
    ["6.1.27.4", "a VEX without products", doc({ product_tree: undefined })],
    ["6.1.27.5", "a VEX without notes", vuln({ notes: [] })],
    ["6.1.27.6", "an advisory without a status", { ...(vuln({ product_status: {} }) as typeof example), document: { ...example.document, category: "csaf_security_advisory" } }],
    ["6.1.27.7", "a VEX that says nothing of a product", vuln({ product_status: { recommended: ["LIB"] } })],
    ["6.1.27.8", "a VEX about nothing that has a name", vuln({ cve: undefined })],
    ["6.1.27.9", "not affected without a reason", vuln({ flags: [] })],
    ["6.1.27.10", "affected without a remedy", vuln({ remediations: [] })],
    ["6.1.27.11", "a VEX without vulnerabilities", doc({ vulnerabilities: undefined })],
    ["6.1.28", "a translation into its own language", head({ lang: "en", source_lang: "EN" })],
    ["6.1.29", "a remedy for nothing", vuln({ remediations: [...flaw!.remediations, { category: "none_available", details: "none" }] })],
    ["6.1.30", "integer and semantic versions", tracked({ version: "2.0.0", revision_history: history("1", "2.0.0") })],
    ["6.1.31", "a range as one version", branch("all before 2")],
    ["6.1.32", "a flag about nothing", vuln({ flags: [...flaw!.flags, { label: "component_not_present" }] })],
    ["6.1.33", "two justifications for one product", vuln({ flags: [...flaw!.flags, { label: "component_not_present", product_ids: ["APP:LIB"] }] })],
  ])("%s: %s", (section, _what, value) => {
    expect(noteCodes(readingOf(value))).toContain(`csaf/${section}`);
  });
});

describe("does not mind", () => {
  it.each<[string, object]>([
    ["a reason that is an impact for a group", { ...(tree({ product_groups: [{ group_id: "G", product_ids: ["APP:LIB", "LIB"] }] }) as typeof example), vulnerabilities: [{ ...flaw, flags: [], threats: [{ category: "impact", details: "not called", group_ids: ["G"] }] }] }],
    ["a draft whose history holds its release", tracked({ status: "draft", version: "1.0.0-alpha", revision_history: history("1.0.0") })],
    ["build metadata", tracked({ version: "1.0.0+b2", revision_history: history("1.0.0+b1") })],
    ["a history that is not in order", tracked({ revision_history: history("1", "2").toReversed() })],
    ["a version with a word of ranges in its name", branch("after-eight")],
    ["hashes of two algorithms", hashes("sha256", "sha512")],
    ["a private language, one of three letters, and an old one", head({ lang: "i-default", source_lang: "nds" })],
    ["two CVSS versions", scored({}, { version: "3.0", vectorString: cvss.vectorString.replace("3.1", "3.0") })],
    ["a product that stands under two others", tree({ relationships: ["APP:LIB", "APP2"].map((id) => ({ category: "installed_on", product_reference: "LIB", relates_to_product_reference: "APP", full_product_name: { product_id: id, name: id } })) })],
  ])("%s", (_what, value) => {
    expect(noteCodes(readingOf(value))).toEqual([]);
  });
});

it("stays linear over thousands of products in long chains", () => {
  const count = 20_000;
  const ids = Array.from({ length: count }, (_, i) => `P${i}`);
  const chain = ids.map((id, i) => ({ category: "installed_on", product_reference: i === 0 ? "LIB" : ids[i - 1], relates_to_product_reference: "APP", full_product_name: { product_id: id, name: id } }));
  const value = { ...(tree({ relationships: [...example.product_tree.relationships, ...chain] }) as typeof example), vulnerabilities: [{ ...flaw, product_status: { known_not_affected: ids, known_affected: ["LIB"] }, flags: [{ label: "component_not_present", product_ids: ids }] }] };
  const work = workDone(() => {
    expect(noteCodes(readingOf(value))).toEqual([]);
  });
  expect(work).toBeLessThan(5_000);
});
