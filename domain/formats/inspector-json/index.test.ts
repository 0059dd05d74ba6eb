import { expect, it } from "vitest";
import { noteCodes, readingOf } from "../shared/read-for-test";
import { example } from "./example";

const [finding] = example.findings;

it("reads a finding in its package, with version and release in one", () => {
  const { facts, identities, observedAt } = readingOf(example);
  expect(facts.scan).toMatchObject({
    status: "undetermined",
    os: { id: "debian", version: "12" },
    detections: [{ vulnerability: "CVE-2026-0001", package: { type: "deb", namespace: "debian", name: "openssl", version: "1:3.0.11-1" }, fixedVersions: ["3.0.11-2"], severity: "high", severitySource: "inspector", cvss: [{ source: "nvd", score: 7.5 }] }],
  });
  expect(identities).toMatchObject([{ type: "repo-digest", name: "app" }]);
  expect(observedAt).toBe("2026-11-03T07:00:00Z");
});

it("does not read a closed finding as open, and counts it", () => {
  const reading = readingOf({ findings: [finding, { ...finding, status: "CLOSED" }] });
  expect([reading.facts.scan?.detections.length, reading.counts["rows"], noteCodes(reading)]).toEqual([1, 2, ["inspector/closed"]]);
});

it("reads a suppressed finding: a rule of Inspector excuses nothing here", () => {
  expect(readingOf({ findings: [{ ...finding, status: "SUPPRESSED" }] }).facts.scan?.detections.length).toBe(1);
});

it("does not call a page of several a whole list", () => {
  expect(readingOf({ ...example, nextToken: "x" }).facts.scan?.status).toBe("partial");
});
