import { expect, it } from "vitest";
import { readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads rows, the image's names, its system and the age of the database", () => {
  const { facts, identities } = readingOf(example);
  expect(facts.scan).toMatchObject({
    status: "undetermined",
    database: { version: "3.500", updatedAt: "2026-11-02T01:00:00Z" },
    os: { id: "debian", version: "12" },
    detections: [{ vulnerability: "CVE-2026-0001", package: { type: "deb", namespace: "debian", name: "openssl" }, severity: "high", publishedAt: "2026-10-01T00:00:00Z", cvss: [{ version: "3.1", score: 7.5 }, { version: "2.0", score: 5 }] }],
  });
  expect(identities.map(({ type }) => type)).toEqual(["image-id", "repo-digest"]);
});

it("names no image in the controller's answer", () => {
  const reading = readingOf({ report: { vulnerabilities: example.report.vulnerabilities, modules: [] } });
  expect([reading.identities, reading.facts.scan?.os]).toEqual([[], null]);
});

it("does not take an application's package for one of the system", () => {
  const [row] = example.report.vulnerabilities;
  const reading = readingOf({ report: { ...example.report, vulnerabilities: [{ ...row, package_name: "python:requests" }] } });
  expect(reading.facts.scan?.detections[0]?.package.type).toBe("unknown");
});

it("calls a scan failed that reports an error", () => {
  expect(readingOf({ ...example, error_message: "image not found" }).facts.scan?.status).toBe("failed");
});
