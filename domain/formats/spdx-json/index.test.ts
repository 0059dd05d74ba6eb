import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads packages, and the described image as the subject and no package", () => {
  const { facts, identities, tool, counts } = readingOf(example);
  expect(facts.sbom?.components.map(({ name, type, version, supplier, licences }) => [name, type, version, supplier, licences])).toEqual([
    ["debian", "operating-system", "12.5", null, []],
    ["openssl", "deb", "3.0.11-1", "Debian", ["Apache-2.0"]],
  ]);
  expect(identities.map(({ type, sha256, at }) => [type, sha256[0], at])).toEqual([["repo-digest", "a", "/packages/0/externalRefs"], ["image-id", "c", "/packages/0/annotations/0/comment"]]);
  expect(tool).toEqual({ name: "trivy", version: "0.55.0" });
  expect(counts).toMatchObject({ packages: 3, relationships: 2, with_purl: 2 });
  expect(facts.sbom?.os).toEqual({ id: "debian", version: "12.5" });
});

it("takes a digest that Syft computed itself for local", () => {
  const [image] = example.packages;
  const creationInfo = { created: "2026-11-02T08:00:00Z", creators: ["Tool: syft-1.14.0"] };
  const reading = readingOf({ ...example, creationInfo, packages: [{ ...image, externalRefs: [], annotations: [], versionInfo: `sha256:${"b".repeat(64)}` }], relationships: example.relationships.slice(0, 1) });
  expect(reading.identities).toMatchObject([{ type: "manifest-local", sha256: "b".repeat(64), at: "/packages/0/versionInfo" }]);
});

it.each([
  ["Tool: syft-1.14.0", { name: "syft", version: "1.14.0" }],
  ["Tool: syft-", { name: "syft", version: null }],
  ["Tool: trivy-dev", { name: "trivy-dev", version: null }],
  ["Tool: spdx-sbom-generator-v0.0.15", { name: "spdx-sbom-generator", version: "v0.0.15" }],
])("takes %s apart", (creator, tool) => {
  expect(readingOf({ ...example, creationInfo: { created: "2026-11-02T08:00:00Z", creators: [creator] } }).tool).toEqual(tool);
});

it("warns of what the standard asks for and does not find", () => {
  const [, , openssl] = example.packages;
  const reading = readingOf({ spdxVersion: "SPDX-2.2", packages: [openssl, openssl, { packageName: "old", SPDXID: "x", builtDate: "2026" }], relationships: [{ spdxElementId: "SPDXRef-a" }] });
  expect(noteCodes(reading).sort()).toEqual([
    "spdx/created", "spdx/creators", "spdx/dangling-ref", "spdx/data-licence", "spdx/describes", "spdx/document-id", "spdx/document-name", "spdx/download-location", "spdx/draft-spelling",
    "spdx/duplicate-id", "spdx/id", "spdx/later-member", "spdx/namespace",
    "spdx/no-purl", "spdx/no-supplier", "spdx/no-version", "spdx/relationship-type",
  ]);
  expect(reading.counts["duplicate_SPDXIDs"]).toBe(1);
});

it("counts what the inventory leaves unsaid, and leaves out the operating system", () => {
  const bare = { SPDXID: "SPDXRef-a", name: "a", downloadLocation: "NONE" };
  const { notes } = readingOf({ ...example, packages: [...example.packages, bare, { ...bare, SPDXID: "SPDXRef-b" }] });
  expect(notes.map(({ level, code, count, at }) => [level, code, count, at])).toEqual([
    ["info", "spdx/no-purl", 2, "/packages/3"], ["info", "spdx/no-version", 2, "/packages/3"], ["info", "spdx/no-supplier", 2, "/packages/3"],
  ]);
});

it.each([
  ["DEPENDS_ON", "DEPENDS_ON", true],
  ["DEPENDS_ON", "DEPENDENCY_OF", false],
  ["CONTAINS", "CONTAINED_BY", false],
  ["CONTAINS", "DEPENDS_ON", true],
  ["DEPENDS_ON", "OTHER", false],
])("tells whether %s there and %s back go in a circle", (there, back, circle) => {
  const row = (spdxElementId: string, relationshipType: string, relatedSpdxElement: string) => ({ spdxElementId, relationshipType, relatedSpdxElement });
  const reading = readingOf({ ...example, relationships: [...example.relationships, row("SPDXRef-OS", there, "SPDXRef-openssl"), row("SPDXRef-openssl", back, "SPDXRef-OS")] });
  expect(noteCodes(reading).includes("spdx/cycle")).toBe(circle);
});

it.each([
  [{ ...example, spdxVersion: 2 }, "spdx/version /spdxVersion"],
  [{ ...example, spdxVersion: "SPDX-3.0" }, "spdx/version /spdxVersion"],
  [{ ...example, packages: {} }, "spdx/packages /packages"],
  [{ ...example, packages: [{}] }, "spdx/package /packages/0/name"],
  [{ ...example, packages: [{ name: "a", versionInfo: 1 }] }, "spdx/package /packages/0/versionInfo"],
  [{ ...example, relationships: "x" }, "spdx/relationships /relationships"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
