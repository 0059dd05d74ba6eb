import { expect, it } from "vitest";
import { readingOf } from "../shared/read-for-test";
import { componentOf } from "./component";
import { example } from "./example";

const [scan] = example;
const [issue] = scan?.vulnerabilities ?? [];

it("reads an issue in each of its components", () => {
  const { facts, counts } = readingOf(example);
  expect(facts.scan?.detections).toMatchObject([
    { vulnerability: "CVE-2026-0001", aliases: ["XRAY-1"], package: { type: "apk", namespace: "alpine", name: "libssl3", version: "3.3.1-r0" }, fixedVersions: ["3.3.1-r1"], cvss: [{ version: "3.1", score: 7.5 }] },
    { package: { type: "maven", namespace: "org.example", name: "lib", version: "1.0" }, fixedVersions: ["[1.1,)"] },
  ]);
  expect([facts.scan?.status, counts["rows"]]).toEqual(["complete", 2]);
});

it("keeps Xray's own id where there is no CVE, and gives each of several CVEs its own score", () => {
  const ids = (cves: object[]) => readingOf([{ ...scan, vulnerabilities: [{ ...issue, cves, components: { "npm://a:1": {} } }] }]).facts.scan?.detections.map(({ vulnerability, aliases, cvss }) => [vulnerability, aliases, cvss[0]?.score]);
  expect(ids([])).toEqual([["XRAY-1", [], undefined]]);
  expect(ids([{ cve: "CVE-1", cvss_v3_score: "5.0" }, { cve: "CVE-2", cvss_v3_score: "6.0" }])).toEqual([["CVE-1", [], 5], ["CVE-2", [], 6]]);
});

it.each([
  ["gav://org.example:lib:1.0", { ecosystem: "maven", name: "org.example:lib", version: "1.0" }],
  ["gav://test", { ecosystem: "maven", name: "test", version: null }],
  ["alpine://3.18:libcrypto3:3.1.1-r1", { ecosystem: "alpine:3.18", name: "libcrypto3", version: "3.1.1-r1" }],
  ["deb://debian:buster:libc6:2.28", { ecosystem: "debian:buster", name: "libc6", version: "2.28" }],
  ["rpm://8:openssl:1:1.1.1k", { ecosystem: "rpm:8", name: "openssl", version: "1:1.1.1k" }],
  ["npm://@scope/lib:1.0", { ecosystem: "npm", name: "@scope/lib", version: "1.0" }],
  ["go://github.com/example/lib:v1", { ecosystem: "golang", name: "github.com/example/lib", version: "v1" }],
])("parts the component %s", (id, parts) => {
  expect(componentOf(id)).toEqual(parts);
});

it("takes an image's digest from its component id", () => {
  expect(readingOf([{ ...scan, component_id: `docker://sha256__${"a".repeat(64)}/app:1` }]).identities).toMatchObject([{ type: "repo-digest", sha256: "a".repeat(64) }]);
});
