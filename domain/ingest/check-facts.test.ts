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

it("leaves long descriptions and licences alone", () => {
  expect(readText(bom({ description: long, licenses: [{ license: { name: long } }] })).state).toBe("read");
});
