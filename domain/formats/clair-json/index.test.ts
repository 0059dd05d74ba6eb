import { expect, it } from "vitest";
import { noteCodes, readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads a row of clair-scanner with its package, fix and severity", () => {
  expect(readingOf(example).facts.scan).toMatchObject({
    status: "undetermined",
    os: { id: "debian", version: "12" },
    detections: [{ vulnerability: "CVE-2026-0001", package: { type: "deb", namespace: "debian", name: "openssl", version: "3.0.11-1" }, fixedVersions: ["3.0.11-2"], severity: "high", severityWord: "High" }],
  });
});

it("reads Klar's rows from under their severities", () => {
  const row = { Name: "RHSA-2026:0001", NamespaceName: "centos:7", FeatureName: "perl", FeatureVersion: "4:5.16", Severity: "Defcon1" };
  const { facts, counts } = readingOf({ LayerCount: 2, Vulnerabilities: { Defcon1: [row], Low: [{ ...row, Severity: "Low" }] } });
  expect(facts.scan?.detections.map(({ severity, at }) => [severity, at])).toEqual([["critical", "/Vulnerabilities/Defcon1/0"], ["low", "/Vulnerabilities/Low/0"]]);
  expect(counts).toMatchObject({ rows: 2 });
});

it("names no image and does not call an empty list a clean scan", () => {
  const reading = readingOf({ image: "app:1", unapproved: [], vulnerabilities: [] });
  expect([reading.identities, reading.facts.scan?.status, noteCodes(reading)]).toEqual([[], "undetermined", ["clair/names-no-image"]]);
});

it("does not choose between two systems", () => {
  const [row] = example.vulnerabilities;
  expect(readingOf({ ...example, vulnerabilities: [row, { ...row, namespace: "alpine:3.20" }] }).facts.scan?.os).toBeNull();
});
