import { describe, expect, it } from "vitest";
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

it("reads sensitive items of a file as secrets", () => {
  const resource = { format: "", path: "/srv/key.pem", name: "", sensitive_items: ["RSA PRIVATE KEY"] };
  const reading = readingOf({ ...example, resources: [...example.resources, { resource, vulnerabilities: null }] });
  expect(reading.facts.scan?.secrets).toEqual([{ rule: "RSA PRIVATE KEY", severity: "unknown", target: "/srv/key.pem", at: "/resources/2/resource/sensitive_items/0" }]);
  expect(reading.counts).toMatchObject({ rows: 2, secrets: 1 });
});

const row = {
  name: "CVE-2026-0001",
  description: "jsonwebtoken: crash",
  nvd_severity: "medium",
  nvd_cvss3_severity: "critical",
  nvd_cvss3_score: 9.1,
  nvd_cvss3_vectors: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:H",
  nvd_cvss2_score: 6.4,
  aqua_severity: "low",
  fix_version: "8.4.0",
  resource: { type: "package", format: "npm", path: "/srv/node_modules/jsonwebtoken", name: "jsonwebtoken", version: "0.4.0" },
  registry: "hub",
  image_name: "app:1",
  image_digest: `sha256:${"a".repeat(64)}`,
  os: "debian",
  os_version: "12",
};
const page = { count: 1, page: 1, pagesize: 50, result: [row], query: { include_vpatch_info: true, image_name: "app:1" }, is_partial_data: false };

describe("the list of the API", () => {
  it("is about the image that all its rows name", () => {
    const reading = readingOf(page);
    expect(reading.identities).toEqual([{ type: "repo-digest", sha256: "a".repeat(64), name: "app:1", at: "/result/0/image_digest" }]);
    expect(reading.facts.scan).toMatchObject({
      status: "undetermined",
      os: { id: "debian", version: "12" },
      detections: [{ vulnerability: "CVE-2026-0001", package: { type: "npm", name: "jsonwebtoken", version: "0.4.0" }, severity: "critical", severitySource: "nvd", cvss: [{ version: "3.1", score: 9.1 }, { version: "2.0", score: 6.4 }] }],
    });
  });

  it("is about none where rows name several, and partial where it counts more than it lists", () => {
    const reading = readingOf({ ...page, count: 3, result: [row, { ...row, image_digest: `sha256:${"b".repeat(64)}` }] });
    expect([reading.identities, reading.facts.scan?.status, noteCodes(reading)]).toEqual([[], "partial", ["aqua/fewer-than-counted", "aqua/several-images"]]);
  });

  it("that is empty is no clean scan", () => {
    const reading = readingOf({ ...page, count: 0, result: [] });
    expect([reading.summary, reading.facts.scan?.status]).toEqual(["Aqua list of vulnerabilities of app:1, 0 vulnerabilities", "undetermined"]);
  });
});
