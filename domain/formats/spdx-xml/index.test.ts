import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads what the JSON form holds, with places in the XML", () => {
  const { facts, identities, tool, counts, room } = readingOf(example);
  expect(facts.sbom?.components.map(({ name, type, version, supplier, licences, at }) => [name, type, version, supplier, licences, at])).toEqual([
    ["debian", "operating-system", "12.10", null, [], "/Document/packages[2]"],
    ["openssl", "deb", "3.0.11-1", "Debian", ["Apache-2.0"], "/Document/packages[3]"],
  ]);
  expect(identities.map(({ type, sha256, at }) => [type, sha256[0], at])).toEqual([["repo-digest", "a", "/Document/packages[1]/externalRefs"], ["image-id", "c", "/Document/packages[1]/annotations/comment"]]);
  expect([tool, counts, room]).toEqual([{ name: "trivy", version: "0.55.0" }, { packages: 3, relationships: 2, with_purl: 2, duplicate_SPDXIDs: 0 }, "spdx-xml"]);
});

it("reads UTF-16 whose declaration says UTF-8, and says so", () => {
  const reading = readingOf(new Uint8Array(Buffer.from(`\ufeff${example}`, "utf16le")));
  expect(reading.counts).toEqual(readingOf(example).counts);
  expect(noteCodes(reading)).toContain("xml/encoding");
});

it("says where a single element occurs again", () => {
  const reading = readingOf(example.replace("<name>openssl</name>", "<name>openssl</name><name>other</name>"));
  expect(reading.notes[0]).toMatchObject({ code: "spdx/repeated-element", at: "/Document/packages[3]/name[2]" });
});

it.each([
  [example.replace("SPDX-2.3", "SPDX-3.0"), "spdx/version /Document/spdxVersion"],
  [example.replace("<name>openssl</name>", ""), "spdx/package /Document/packages[3]/name"],
  [example.replace("<name>openssl</name>", "<name><b>openssl</b></name>"), "spdx/package /Document/packages[3]/name"],
  [example.replace("<Document>", "<!DOCTYPE Document><Document>"), "xml/doctype line 2"],
  [example.slice(0, 900), "xml/syntax line 23"],
  [example.replaceAll("Document>", "Documents>"), "opaque"],
])("refuses what is broken, case %#", (text, refusal) => {
  expect(refusalOf(text)).toBe(refusal);
});
