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

it("leaves reports of other tools that use the same frame, and say so, to those", () => {
  const cycles = { ...example, matches: [{ Cycle: { Eol: "2026-07-02" }, artifact: { name: "perl" } }], descriptor: { name: "xeol", version: "0.10.0" } };
  expect(readText(cycles).state).toBe("opaque");
  expect(readText({ ...cycles, matches: [] }).state).toBe("opaque");
  expect(readingOf({ ...example, descriptor: { name: "griffon", version: "0.1.0" } }).tool).toEqual({ name: "griffon", version: "0.1.0" });
});

const [match] = example.matches;

it("reads the fields of old reports: one fixed version, scores by version, a database with a number", () => {
  const vulnerability = { id: "CVE-2020-1", severity: "High", fixedInVersion: "1.2, 1.3", cvssV2: { baseScore: 5, vector: "AV:N/AC:L/Au:N/C:N/I:N/A:P" }, cvssV3: { baseScore: 7.5, vector: "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H" } };
  const { scan } = readingOf({ ...example, matches: [{ ...match, vulnerability }], descriptor: { name: "grype", version: "0.7.0", db: { built: "2021-01-01T00:00:00Z", schemaVersion: 1 } } }).facts;
  expect(scan?.detections[0]).toMatchObject({ fixedVersions: ["1.2", "1.3"], cvss: [{ version: "2.0", score: 5 }, { version: "3.0", score: 7.5 }] });
  expect(scan?.database).toEqual({ version: "1", updatedAt: "2021-01-01T00:00:00Z" });
});

it("reads the database of new reports, and is not whole where the scanner doubts it", () => {
  const report = (status: object): ReturnType<typeof readingOf> => readingOf({ ...example, descriptor: { ...example.descriptor, db: { status: { schemaVersion: "v6.0.2", built: "2026-11-03T01:00:00Z", ...status }, providers: {} } } });
  expect(report({ valid: true }).facts.scan).toMatchObject({ status: "complete", database: { version: "v6.0.2", updatedAt: "2026-11-03T01:00:00Z" } });
  for (const status of [{ valid: false }, { error: "db could not be loaded" }]) {
    expect([report(status).facts.scan?.status, noteCodes(report(status))]).toEqual(["partial", ["grype/database", "grype/ignored-matches"]]);
  }
});

it("takes no version from a build that has none", () => {
  const reading = readingOf({ ...example, descriptor: { ...example.descriptor, version: "[not provided]" } });
  expect([reading.tool, reading.formatVersion, reading.facts.scan?.scanner.version]).toEqual([{ name: "grype", version: null }, null, null]);
});

it("knows a report that was cut down to its matches, and does not call it complete", () => {
  const reading = readingOf({ matches: example.matches });
  expect([reading.facts.scan?.detections.length, reading.facts.scan?.status, noteCodes(reading)]).toEqual([1, "undetermined", ["grype/no-descriptor"]]);
});
