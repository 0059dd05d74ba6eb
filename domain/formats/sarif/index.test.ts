import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("counts results and reads no finding from them", () => {
  const { facts, counts, notes } = readingOf(example);
  expect([facts, counts]).toEqual([{}, { runs: 1, results: 2, level: { error: 1, "(default)": 1 }, suppressed: 1 }]);
  expect(notes).toMatchObject([{ level: "ignored", code: "sarif/no-findings-read" }]);
});

it("names the image where Trivy wrote it", () => {
  expect(readingOf(example).identities).toMatchObject([{ type: "repo-digest", at: "/runs/0/properties/repoDigests/0" }]);
});

it("warns of runs that failed, that name no tool, and of other versions", () => {
  const reading = readingOf({ version: "2.0.0", runs: [{ invocations: [{ executionSuccessful: false }] }] });
  expect(noteCodes(reading)).toEqual(["sarif/version", "sarif/no-tool", "sarif/not-successful"]);
});

it.each([
  [{ ...example, runs: {} }, "sarif/runs /runs"],
  [{ ...example, runs: [1] }, "sarif/run /runs/0"],
  [{ ...example, runs: [{ results: {} }] }, "sarif/results /runs/0/results"],
])("refuses %j", (value, refusal) => {
  expect(refusalOf(value)).toBe(refusal);
});
