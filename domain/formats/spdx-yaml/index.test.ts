import { expect, it } from "vitest";
import { readingOf, readText, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads what the JSON form holds, and versions as they are written", () => {
  const { facts, identities, tool, counts, room } = readingOf(example);
  expect(facts.sbom?.components.map(({ name, type, version, supplier, licences, at }) => [name, type, version, supplier, licences, at])).toEqual([
    ["debian", "operating-system", "12.10", null, [], "/packages/1"],
    ["openssl", "deb", "3.0.11-1", "Debian", ["Apache-2.0"], "/packages/2"],
  ]);
  expect(identities.map(({ type, sha256, at }) => [type, sha256[0], at])).toEqual([["repo-digest", "a", "/packages/0/externalRefs"], ["image-id", "c", "/packages/0/annotations/0/comment"]]);
  expect([tool, counts, room]).toEqual([{ name: "trivy", version: "0.55.0" }, { packages: 3, relationships: 2, with_purl: 2, duplicate_SPDXIDs: 0 }, "spdx-yaml"]);
});

it("reads UTF-16, a document mark, comments and quoted keys", () => {
  const odd = `# an inventory\n---\n${example.replace("spdxVersion:", '"spdxVersion":').replaceAll("\n", "\r\n")}`;
  expect(readingOf(new Uint8Array(Buffer.from(`\ufeff${odd}`, "utf16le"))).counts).toEqual(readingOf(example).counts);
});

it("finds the version wherever the members stand", () => {
  const last = `${example.replace("spdxVersion: SPDX-2.3\n", "")}spdxVersion: SPDX-2.3\n`;
  expect(readingOf(last).counts).toEqual(readingOf(example).counts);
});

it("keeps a version as it is written, quoted or not", () => {
  for (const version of ["1.10", "007", "0x1F", "1e3", "3"]) {
    expect(readingOf(example.replace("3.0.11-1\n    supplier", `${version}\n    supplier`)).facts.sbom?.components[1]?.version).toBe(version);
  }
});

it.each([
  ["packages: x", "spdx/packages /packages"],
  ["packages: [1]", "spdx/package /packages/0"],
  ["packages: [{name: a, versionInfo: [1]}]", "spdx/package /packages/0/versionInfo"],
  ["name: a\nname: b", "yaml/duplicate-keys /name"],
  ["files: &a []\nrelationships: *a", "yaml/alias /relationships"],
])("refuses %j", (more, refusal) => {
  expect(refusalOf(`spdxVersion: SPDX-2.3\n${more}\n`)).toBe(refusal);
});

it("leaves other YAML to nobody", () => {
  expect(readText("kind: Pod\nspec:\n  spdxVersion: x\n").state).toBe("opaque");
});
