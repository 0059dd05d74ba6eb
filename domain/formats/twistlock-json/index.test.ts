import { expect, it } from "vitest";
import { noteCodes, readingOf } from "../shared/read-for-test";
import { example } from "./example";

const [image] = example.results;

it("reads rows, with the ecosystem from the image's own package list", () => {
  const { facts, observedAt } = readingOf(example);
  expect(facts.scan?.detections).toMatchObject([
    { vulnerability: "CVE-2026-0001", package: { type: "deb", namespace: "debian", name: "openssl" }, fixedVersions: ["3.0.11-2", "3.0.12"], fixState: null, severity: "high" },
    { package: { type: "maven", namespace: "org.example", name: "lib" }, fixedVersions: [], fixState: "will not fix" },
  ]);
  expect(observedAt).toBe("2026-11-03T09:00:00Z");
});

it("reads what failed as failed checks, and the image's two names", () => {
  const { facts, identities } = readingOf(example);
  expect(facts.scan).toMatchObject({ os: { id: "debian", version: "12" }, packagesSeen: 2, misconfigurations: [{ id: "41", status: "fail", severity: "high" }] });
  expect(identities.map(({ type, at }) => [type, at])).toEqual([["image-id", "/results/0/id"], ["repo-digest", "/results/0/digest"]]);
});

it("does not call a report whole whose own distribution counts more", () => {
  const reading = readingOf({ results: [{ ...image, vulnerabilities: null }] });
  expect([reading.facts.scan?.status, noteCodes(reading)]).toEqual(["partial", ["twistlock/fewer-than-counted"]]);
});

it("did not check the configuration where the report has no such part", () => {
  expect(readingOf({ results: [{ ...image, compliances: undefined }] }).facts.scan?.misconfigurations).toBeNull();
});
