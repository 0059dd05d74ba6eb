import { expect, it } from "vitest";
import { noteCodes, readingOf } from "../shared/read-for-test";
import { example } from "./example";

const [first] = example.vulnerabilities;

it("reads the image's packages by their binary name, and the applications in it", () => {
  const { scan } = readingOf(example).facts;
  expect(scan?.detections).toMatchObject([
    { vulnerability: "CVE-2026-0001", aliases: ["SNYK-DEBIAN12-OPENSSL-1"], package: { type: "deb", namespace: "debian", name: "libssl3", version: "3.0.11-1" }, severity: "high", cvss: [{ source: "snyk", version: "3.1" }, { source: "nvd" }] },
    { vulnerability: "CVE-2026-0002", aliases: ["SNYK-JS-LIB-1", "GHSA-aaaa-bbbb-cccc"], package: { type: "npm", namespace: "@scope", name: "lib" }, at: "/applications/0/vulnerabilities/0" },
  ]);
  expect(scan).toMatchObject({ status: "complete", os: { id: "debian", version: "12" }, packagesSeen: 11 });
});

it("takes no CVE for another where one advisory lists several", () => {
  const reading = readingOf({ ...example, vulnerabilities: [{ ...first, identifiers: { CVE: ["CVE-2026-0001", "CVE-2026-0009"], GHSA: ["GHSA-x"] } }], applications: [] });
  expect(reading.facts.scan?.detections.map(({ vulnerability, aliases }) => [vulnerability, aliases])).toEqual([["CVE-2026-0001", []], ["CVE-2026-0009", []]]);
  expect(noteCodes(reading)).toContain("snyk/several-cves");
});

it("reads a list of projects and counts the rows of each", () => {
  const project = { vulnerabilities: [first], ok: false, dependencyCount: 5, packageManager: "deb", displayTargetFile: "a" };
  const reading = readingOf([project, { ...project, vulnerabilities: [], ok: true }]);
  expect(reading.facts.scan?.targets).toMatchObject([{ name: "a", findings: 1 }, { findings: 0 }]);
  expect(reading.counts).toMatchObject({ items: 2, rows: 1 });
});

it("leaves licence issues out and says so", () => {
  const reading = readingOf({ ...example, vulnerabilities: [first, { ...first, type: "license" }] });
  expect([reading.facts.scan?.detections.length, noteCodes(reading)]).toEqual([2, ["snyk/licences", "snyk/names-no-image"]]);
});
