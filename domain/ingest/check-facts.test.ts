import { expect, it } from "vitest";
import { readText } from "../formats/shared/read-for-test";

const long = "x".repeat(10_000);
const bom = (component: object): object => ({ bomFormat: "CycloneDX", specVersion: "1.5", components: [{ type: "library", name: "a" }, { type: "library", name: "b", ...component }] });

it.each([
  [bom({ name: long }), "/components/1/name", 1024],
  [bom({ version: long }), "/components/1/version", 512],
  [bom({ purl: `pkg:npm/${long}` }), "/components/1/purl", 8192],
  [{ SchemaVersion: 2, ArtifactName: "a", Results: [{ Vulnerabilities: [{ VulnerabilityID: long, PkgName: "a" }] }] }, "/Results/0/Vulnerabilities/0", 256],
  [{ "@context": "https://openvex.dev/ns", statements: [{ vulnerability: long, status: "fixed" }] }, "/statements/0", 256],
])("refuses text that no table holds, and names its place", (value, at, max) => {
  expect(readText(value)).toMatchObject({ state: "refused", reading: null, problem: { code: "ingest/text-too-long", at, limit: { max } } });
});

it("refuses a tool whose name is no name", () => {
  const value = { ...bom({}), metadata: { tools: [{ name: long, version: "1" }] } };
  expect(readText(value)).toMatchObject({ state: "refused", reading: null, problem: { code: "ingest/text-too-long", limit: { name: "characters in a tool", max: 1024 } } });
});

it("keeps the summary one line, whatever a document names in it", () => {
  const summary = readText({ payloadType: long, payload: "eyJhIjoxfQ==", signatures: [] }).reading?.summary ?? "";
  expect([summary.length, summary.at(-1)]).toEqual([400, "…"]);
});

it("leaves long descriptions and licences alone", () => {
  expect(readText(bom({ description: long, licenses: [{ license: { name: long } }] })).state).toBe("read");
});
