import { expect, it } from "vitest";
import { noteCodes, readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads a row with NVD's severity before the vendor's and Aqua's", () => {
  const { facts, identities, observedAt } = readingOf(example);
  expect(facts.scan).toMatchObject({
    os: { id: "debian", version: "12" },
    packagesSeen: 2,
    detections: [{ vulnerability: "CVE-2026-0001", package: { type: "deb", namespace: "debian", name: "openssl" }, severity: "high", severitySource: "nvd", fixedVersions: ["3.0.11-2"], publishedAt: "2026-10-01T00:00:00Z" }],
  });
  expect([identities[0]?.type, observedAt]).toEqual(["repo-digest", "2026-11-03T09:00:00Z"]);
});

it("calls a report partial whose summary counts more than it lists", () => {
  const reading = readingOf({ ...example, vulnerability_summary: { total: 24 } });
  expect([reading.facts.scan?.status, noteCodes(reading)]).toEqual(["partial", ["aqua/fewer-than-counted"]]);
});

it("reads the older answer, whose rows have no version", () => {
  const answer = { status: "SCANNED", image_name: "app:1", disallowed: false, cves_counts: {}, cves: [{ file: "curl", name: "CVE-2026-0001", score: "5", score_version: "CVSS v2", severity: "medium", fix_version: "7.68.0" }], errorMsg: null };
  expect(readingOf(answer).facts.scan).toMatchObject({ status: "complete", detections: [{ package: { name: "curl", version: null }, cvss: [{ version: "2.0", score: 5 }] }] });
  expect(readingOf({ ...answer, errorMsg: "no such image" }).facts.scan?.status).toBe("failed");
});

it("reads the report in a pipeline's list", () => {
  expect(readingOf([{ results: example }]).facts.scan?.detections[0]?.at).toBe("/0/results/resources/0/vulnerabilities/0");
});
