import { expect, it } from "vitest";
import { readText, readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads rows of Anchore Engine, the distribution from the feed that matched", () => {
  const { facts, identities } = readingOf(example);
  expect(facts.scan?.detections).toMatchObject([
    { vulnerability: "CVE-2026-0001", package: { type: "deb", namespace: "debian", name: "openssl", version: "3.0.11-1" }, fixedVersions: ["3.0.11-2"], severity: "high", severitySource: "debian:12", cvss: [{ source: "nvd", version: "3", score: 7.5 }] },
    { package: { type: "maven", name: "jdk" }, fixedVersions: [], severity: "negligible" },
  ]);
  expect([facts.scan?.status, facts.scan?.os]).toEqual(["undetermined", { id: "debian", version: "12", supported: null }]);
  expect(identities).toMatchObject([{ type: "repo-digest", name: "registry.example.org/app:1", at: "/imageDigest" }]);
});

it("reads the bare list of anchorectl", () => {
  const row = { vuln: "CVE-2026-0001", packageName: "musl", packageVersion: "1.2.4-r0", packageType: "APKG", feedGroup: "alpine:3.18", fix: "1.2.4-r1", severity: "Low" };
  expect(readingOf([row]).facts.scan?.detections).toMatchObject([{ package: { type: "apk", namespace: "alpine", name: "musl" }, fixedVersions: ["1.2.4-r1"] }]);
  expect(readText([]).state).toBe("opaque");
});

it("parts name and version in the Enterprise evaluation", () => {
  const row = { vulnerabilityId: "CVE-2026-0001", cves: "CVE-2026-0001", package: "tomcat-annotations-api-9.0.97", packageType: "Java", fixAvailable: "10.1.34,9.0.98", severity: "Critical", nvdCvssBaseScore: 9.8 };
  const { facts, observedAt } = readingOf({ metadata: { registry: "docker.io", repository: "app", imageDigest: `sha256:${"a".repeat(64)}`, timestamp: "2026-11-03T09:00:00.971Z" }, securityEvaluation: [row] });
  expect(facts.scan?.detections).toMatchObject([{ aliases: [], package: { type: "maven", name: "tomcat-annotations-api", version: "9.0.97" }, fixedVersions: ["10.1.34", "9.0.98"] }]);
  expect(observedAt).toBe("2026-11-03T09:00:00Z");
});
