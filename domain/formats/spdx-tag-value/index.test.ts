import { expect, it } from "vitest";
import { noteCodes, readingOf, readText, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

const HEAD = "SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: a\nDocumentNamespace: https://example.org/a\nCreator: Tool: t-1\nCreated: 2026-11-02T08:00:00Z\n";
const pack = (name: string, id: string, more = ""): string => `PackageName: ${name}\nSPDXID: SPDXRef-${id}\n${more}`;

it("reads packages with purl, CPE, supplier and licences, and the described image as the subject", () => {
  const { facts, identities, tool, counts, observedAt, formatVersion, summary } = readingOf(example);
  expect(facts.sbom?.components.map(({ name, type, version, supplier, licences, cpe, at }) => [name, type, version, supplier, licences, cpe?.slice(0, 8), at])).toEqual([
    ["debian", "operating-system", "12.5", null, [], undefined, "line 19"],
    ["openssl", "deb", "3.0.11-1", "Debian", ["Apache-2.0"], "cpe:2.3:", "line 25"],
  ]);
  expect(identities.map(({ type, sha256, at }) => [type, sha256[0], at])).toEqual([["repo-digest", "a", "line 12"], ["repo-digest", "b", "line 12"], ["image-id", "c", "line 12"]]);
  expect(counts).toEqual({ packages: 3, relationships: 2, with_purl: 2, duplicate_SPDXIDs: 0 });
  expect(tool).toEqual({ name: "trivy", version: "0.55.0" });
  expect([observedAt, formatVersion, summary]).toEqual(["2026-11-02T08:00:00Z", "2.3", "SPDX 2.3 SBOM by trivy 0.55.0, 2 components"]);
});

it.each(["\r\n", "\r"])("reads the same with lines that end with %j", (end) => {
  expect(readingOf(example.replaceAll("\n", end)).facts).toEqual({ sbom: { ...readingOf(example).facts.sbom } });
});

it("reads UTF-16 and a byte order mark", () => {
  const wide = new Uint8Array(Buffer.from(`\ufeff${example}`, "utf16le"));
  expect(readingOf(wide).counts).toEqual(readingOf(example).counts);
  expect(readingOf(`\ufeff${example}`).counts).toEqual(readingOf(example).counts);
});

it("takes an SPDXID right before a name for that element's, and says so", () => {
  const reading = readingOf(`${HEAD}SPDXID: SPDXRef-File\nFileName: ./a\nSPDXID: SPDXRef-one\nPackageName: one\nPackageVersion: 1\nSPDXID: SPDXRef-two\nPackageName: two\n`);
  expect(reading.facts.sbom?.components.map(({ ref, name }) => [ref, name])).toEqual([["SPDXRef-one", "one"], ["SPDXRef-two", "two"]]);
  expect(noteCodes(reading)).toContain("spdx/id-before-name");
});

it("keeps each package's own id where nothing but name and id stands", () => {
  const reading = readingOf(`${HEAD}${pack("one", "one")}${pack("two", "two")}`);
  expect(reading.facts.sbom?.components.map(({ ref, name }) => [ref, name])).toEqual([["SPDXRef-one", "one"], ["SPDXRef-two", "two"]]);
});

it("counts ids that occur again", () => {
  const reading = readingOf(`${HEAD}${pack("a", "x")}${pack("b", "x")}${pack("c", "x")}`);
  expect(reading.counts).toMatchObject({ packages: 3, duplicate_SPDXIDs: 2 });
  expect(reading.notes.find(({ code }) => code === "spdx/duplicate-id")).toMatchObject({ level: "warning", count: 2, at: "line 10" });
});

it("reads relationships wherever they stand", () => {
  const reading = readingOf(`${HEAD}${pack("a", "a")}Relationship: SPDXRef-a DEPENDS_ON SPDXRef-b\nPackageVersion: 1\n${pack("b", "b")}Relationship:\tSPDXRef-b  DEPENDS_ON\tSPDXRef-a\n`);
  expect(reading.counts).toMatchObject({ packages: 2, relationships: 2 });
  expect(reading.facts.sbom?.components[0]?.version).toBe("1");
  expect(noteCodes(reading)).toContain("spdx/cycle");
});

it("names the line of what it refuses", () => {
  expect(refusalOf(`${HEAD}${pack("a", "a")}PackageDescription: <text>never closed\nRelationship: x`)).toBe("spdx/tag-text line 10");
  expect(refusalOf(example.replace("SPDX-2.3", "SPDX-3.0"))).toBe("spdx/version line 1");
  expect(readText(`${HEAD}${pack("a", "a")}${pack("b", "b")}`, { maxComponents: 1 }).problem).toMatchObject({ code: "spdx/too-many", at: "line 10", limit: { max: 1 } });
});

it("leaves text that only speaks of SPDX to nobody", () => {
  for (const text of ["Read on.\nSPDXVersion: SPDX-2.3\n", "DataLicense: CC0-1.0\n", "SPDXVersion SPDX-2.3", "# SPDXVersion: SPDX-2.3\nDocumentName: a"]) expect(refusalOf(text)).toBe("opaque");
});

it("takes a rule in a licence text for text, wherever it stands", () => {
  const rule = "LicenseID: LicenseRef-1\nExtractedText: <text>first\n---\nkind: Pod\n---\n{}\n</text>\n";
  expect(readingOf(`${HEAD}${rule}${pack("a", "a")}`).counts).toMatchObject({ packages: 1 });
});
