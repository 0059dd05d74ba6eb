import { expect, it } from "vitest";
import { noteCodes, readText, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads a match with its alias, fix and score, and the age of the database", () => {
  const { facts, observedAt } = readingOf(example);
  expect(facts.scan).toMatchObject({
    database: { version: "5", updatedAt: "2026-11-03T01:00:00Z" },
    os: { id: "debian", version: "12" },
    detections: [{ vulnerability: "GHSA-aaaa-bbbb-cccc", aliases: ["CVE-2026-0001"], severity: "high", fixedVersions: ["1.2.4"], fixState: null, cvss: [{ version: "3.1", score: 7.5 }], package: { type: "golang", name: "lib" } }],
  });
  expect(observedAt).toBe("2026-11-03T09:00:00Z");
});

it("finds the database's age where newer versions write it", () => {
  const descriptor = { ...example.descriptor, db: { status: { built: "2026-11-02T01:00:00Z", schemaVersion: "v6" } } };
  expect(readingOf({ ...example, descriptor }).facts.scan?.database).toEqual({ version: "v6", updatedAt: "2026-11-02T01:00:00Z" });
});

it("says what the scanner was told to leave out", () => {
  expect(noteCodes(readingOf(example))).toEqual(["grype/ignored-matches"]);
});

it.each([
  [{ ...example, matches: {} }, "grype/matches /matches"],
  [{ ...example, matches: [{ artifact: { name: "a" } }] }, "grype/match /matches/0/vulnerability/id"],
  [{ ...example, matches: [{ vulnerability: { id: "CVE-1" } }] }, "grype/match /matches/0/artifact/name"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});

it("reads matches that stand alone, and does not call them a whole run", () => {
  const reading = readingOf({ matches: example.matches });
  expect([reading.facts.scan?.status, reading.identities, noteCodes(reading)]).toEqual(["undetermined", [], ["grype/no-descriptor"]]);
  expect(readText({ matches: [{ vulnerability: {} }] }).state).toBe("opaque");
});

it("leaves a list of matches without a descriptor to nobody", () => {
  expect(readText({ matches: [] }).state).toBe("opaque");
});
