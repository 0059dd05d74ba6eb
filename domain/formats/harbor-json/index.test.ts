import { expect, it } from "vitest";
import { readingOf } from "../shared/read-for-test";
import { example } from "./example";

const report = example["application/vnd.security.vulnerability.report; version=1.1"];

it("reads rows, scores by vendor, the scanner and the digest they name", () => {
  const { facts, identities, observedAt, tool, formatVersion } = readingOf(example);
  expect(facts.scan?.detections).toMatchObject([{ vulnerability: "CVE-2026-0001", package: { type: "unknown", name: "openssl" }, fixedVersions: ["3.0.11-2"], cvss: [{ source: "nvd", version: "3.1", score: 7.5 }] }]);
  expect(identities.map(({ type, sha256 }) => [type, sha256])).toEqual([["repo-digest", "a".repeat(64)]]);
  expect([observedAt, tool, formatVersion]).toEqual(["2026-11-03T09:00:00Z", { name: "Trivy", version: "v0.55.0" }, "1.1"]);
});

it("names no digest where rows are of several images", () => {
  const [row] = report.vulnerabilities;
  const rows = [row, { ...row, artifact_digests: [`sha256:${"b".repeat(64)}`] }];
  expect(readingOf({ ...report, vulnerabilities: rows }).identities).toEqual([]);
});

it("falls back to the preferred score where no vendor gives one", () => {
  const [row] = report.vulnerabilities;
  const reading = readingOf({ ...report, vulnerabilities: [{ ...row, vendor_attributes: {} }] });
  expect(reading.facts.scan?.detections[0]?.cvss).toEqual([{ source: "unknown", version: "3", vector: null, score: 7.5 }]);
});
