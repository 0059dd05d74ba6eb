import { expect, it } from "vitest";
import { noteCodes, readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads packages, secrets, times and the image's digest", () => {
  const { facts, identities, counts } = readingOf(example);
  expect(facts.scan).toMatchObject({
    status: "complete",
    startedAt: null,
    finishedAt: "2026-11-03T09:00:00Z",
    detections: [{ vulnerability: "CVE-2026-0001", package: { name: "openssl", version: "3.0.11-1" }, severity: "high", cvss: [{ score: 7.5 }] }],
    secrets: [{ rule: "PASSWORD", target: "/app/config" }],
  });
  expect([identities[0]?.sha256, counts["rows"]]).toEqual(["a".repeat(64), 2]);
});

it("is complete with nothing found only where the run says that it succeeded", () => {
  const nothing = { osPackages: null, libraries: null, applications: null, cpes: null, secrets: null };
  expect(readingOf({ ...example, result: nothing }).facts.scan).toMatchObject({ status: "complete", detections: [], secrets: [] });
  const reading = readingOf({ ...example, status: { state: "ERROR" }, result: nothing });
  expect([reading.facts.scan?.status, noteCodes(reading)]).toEqual(["failed", ["wiz/not-successful"]]);
});

it("is partial where more is counted than listed", () => {
  expect(readingOf({ ...example, result: { ...example.result, osPackages: null } }).facts.scan?.status).toBe("partial");
});
