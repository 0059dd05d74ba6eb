import fc from "fast-check";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import type { Reading } from "../model/document";
import { readingOf } from "./shared/read-for-test";

interface Pack {
  id: string;
  name: string;
  version: string | null;
  supplier: string | null;
  licence: string | null;
  purl: string | null;
}

const TERMS = "http://spdx.org/rdf/terms#";
const BASE = "https://example.org/app";
const SHA = "a".repeat(64);

const word = fc.stringMatching(/^[a-zA-Z<&][\w.+<>&" '-]{0,10}[\w>]$/);
const text = word.filter((value) => !/<text>|--|\s\s/.test(value));
const maybe = <T,>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const pack = fc.record({
  name: text,
  version: maybe(fc.oneof(text, fc.constantFrom("1.10", "007", "0x1F", "1e3", "true", "null", "~", "2026-11-02", "- x", "a: b", "#1", "*x"))),
  supplier: maybe(text),
  licence: maybe(fc.constantFrom("MIT", "Apache-2.0", "LicenseRef-1")),
  purl: maybe(fc.constantFrom("pkg:npm/a@1", "pkg:deb/debian/openssl@3.0?arch=amd64&distro=debian-12", "pkg:golang/example.org/m@v1.2.3")),
});
const packs = fc.array(pack, { minLength: 1, maxLength: 6 }).map((list) => list.map((one, i): Pack => ({ ...one, id: `SPDXRef-${i}` })));

const present = (entries: [string, unknown][]): Record<string, unknown> => Object.fromEntries(entries.filter(([, value]) => value !== null));
const escaped = (value: string): string => value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const relations = (list: readonly Pack[]): [string, string, string][] => [["SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-Image"], ...list.map(({ id }): [string, string, string] => ["SPDXRef-Image", "CONTAINS", id])];
const image: Pack = { id: "SPDXRef-Image", name: "app", version: `sha256:${SHA}`, supplier: null, licence: null, purl: null };

function members(list: readonly Pack[]): Record<string, unknown> {
  return {
    spdxVersion: "SPDX-2.3", dataLicense: "CC0-1.0", SPDXID: "SPDXRef-DOCUMENT", name: "app", documentNamespace: BASE,
    creationInfo: { created: "2026-11-02T08:00:00Z", creators: ["Tool: syft-1.14.0"] },
    packages: [image, ...list].map(({ id, name, version, supplier, licence, purl }) =>
      present([
        ["SPDXID", id], ["name", name], ["versionInfo", version], ["supplier", supplier && `Organization: ${supplier}`], ["licenseConcluded", licence],
        ["externalRefs", purl && [{ referenceType: "purl", referenceLocator: purl }]],
      ])),
    relationships: relations(list).map(([spdxElementId, relationshipType, relatedSpdxElement]) => ({ spdxElementId, relationshipType, relatedSpdxElement })),
  };
}

function tagValue(list: readonly Pack[]): string {
  const one = ({ id, name, version, supplier, licence, purl }: Pack): string =>
    [`PackageName: ${name}`, `SPDXID: ${id}`, version && `PackageVersion: ${version}`, supplier && `PackageSupplier: Organization: ${supplier}`, licence && `PackageLicenseConcluded: ${licence}`, purl && `ExternalRef: PACKAGE-MANAGER purl ${purl}`]
      .filter((line) => line !== null).join("\n");
  const head = `SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\nSPDXID: SPDXRef-DOCUMENT\nDocumentName: app\nDocumentNamespace: ${BASE}\nCreator: Tool: syft-1.14.0\nCreated: 2026-11-02T08:00:00Z`;
  return [head, ...[image, ...list].map(one), ...relations(list).map((row) => `Relationship: ${row.join(" ")}`)].join("\n\n");
}

function xml(value: unknown, name: string): string {
  if (Array.isArray(value)) return value.map((item) => xml(item, name)).join("");
  if (typeof value === "object" && value !== null) return `<${name}>${Object.entries(value).map(([key, inner]) => xml(inner, key)).join("")}</${name}>`;
  return `<${name}>${escaped(String(value))}</${name}>`;
}

function rdf(list: readonly Pack[]): string {
  const one = ({ id, name, version, supplier, licence, purl }: Pack): string => `<spdx:Package rdf:about="${BASE}#${id}"><spdx:name>${escaped(name)}</spdx:name>${
    [version && `<spdx:versionInfo>${escaped(version)}</spdx:versionInfo>`, supplier && `<spdx:supplier>Organization: ${escaped(supplier)}</spdx:supplier>`,
      licence && `<spdx:licenseConcluded rdf:resource="${licence.startsWith("LicenseRef") ? `${BASE}#` : "http://spdx.org/licenses/"}${licence}"/>`,
      purl && `<spdx:externalRef><spdx:ExternalRef><spdx:referenceType rdf:resource="http://spdx.org/rdf/references/purl"/><spdx:referenceLocator>${escaped(purl)}</spdx:referenceLocator></spdx:ExternalRef></spdx:externalRef>`]
      .filter((part) => part !== null).join("")}</spdx:Package>`;
  const rows = relations(list).map(([from, type, to]) => `<rdf:Description rdf:about="${BASE}#${from}"><spdx:relationship><spdx:Relationship><spdx:relationshipType rdf:resource="${TERMS}relationshipType_${type.toLowerCase()}"/><spdx:relatedSpdxElement rdf:resource="${BASE}#${to}"/></spdx:Relationship></spdx:relationship></rdf:Description>`);
  return `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:spdx="${TERMS}"><spdx:SpdxDocument rdf:about="${BASE}#SPDXRef-DOCUMENT"><spdx:specVersion>SPDX-2.3</spdx:specVersion><spdx:dataLicense rdf:resource="http://spdx.org/licenses/CC0-1.0"/><spdx:name>app</spdx:name><spdx:creationInfo><spdx:CreationInfo><spdx:created>2026-11-02T08:00:00Z</spdx:created><spdx:creator>Tool: syft-1.14.0</spdx:creator></spdx:CreationInfo></spdx:creationInfo></spdx:SpdxDocument>${[image, ...list].map(one).join("")}${rows.join("")}</rdf:RDF>`;
}

/** What a reading says, without room and places. */
function said({ facts, identities, counts, tool, observedAt, formatVersion, summary, notes }: Reading): unknown {
  return {
    components: facts.sbom?.components.map(({ at: _at, ...fact }) => fact), os: facts.sbom?.os, serialNumber: facts.sbom?.serialNumber, dependencies: facts.sbom?.dependencyCount,
    identities: identities.map(({ at: _at, ...identity }) => identity), counts, tool, observedAt, formatVersion, summary, notes: notes.map(({ level, code, count }) => [level, code, count]),
  };
}

it("says the same of one inventory, whichever of the five forms of SPDX 2 it is written in", () => {
  fc.assert(
    fc.property(packs, (list) => {
      const json = members(list);
      const expected = said(readingOf(json));
      expect(said(readingOf(tagValue(list)))).toEqual(expected);
      expect(said(readingOf(stringify(json)))).toEqual(expected);
      expect(said(readingOf(xml(json, "Document")))).toEqual(expected);
      expect(said(readingOf(rdf(list)))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

it("reads what Syft and an image's digest say in every form", () => {
  const list: Pack[] = [{ id: "SPDXRef-0", name: "a & b", version: "1.10", supplier: "x <y>", licence: "MIT", purl: "pkg:npm/a@1" }];
  for (const document of [members(list), tagValue(list), stringify(members(list)), xml(members(list), "Document"), rdf(list)]) {
    const reading = readingOf(document);
    expect(reading.identities.map(({ type, sha256 }) => [type, sha256])).toEqual([["manifest-local", SHA]]);
    expect(reading.facts.sbom?.components.map(({ name, version, supplier, licences }) => [name, version, supplier, licences])).toEqual([["a", "1.10", "x <y>", ["MIT"]]]);
  }
});
