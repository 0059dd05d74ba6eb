import { expect, it } from "vitest";
import { readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads checks with their results", () => {
  const { facts, observedAt } = readingOf(example);
  expect(facts.report).toMatchObject({ kind: "benchmark", total: 2, totals: { warn: 1, pass: 1 }, results: [{ id: "D.4.1", result: "warn", target: "image" }, { id: "D.4.6", result: "pass" }] });
  expect([facts.scan, observedAt]).toEqual([undefined, "2026-11-03T09:00:00Z"]);
});

it.each([["NOTE", "info"], ["ERROR", "error"], ["MANUAL", "info"], ["GREAT", "unknown"], ["constructor", "unknown"]])("reads the level %s as %s, never as a pass", (level, result) => {
  expect(readingOf({ ...example, items: [{ ...example.items[0], level }] }).facts.report?.results[0]?.result).toBe(result);
});

it("counts every item and lists the first 2,000", () => {
  const { report } = readingOf({ ...example, items: Array.from({ length: 2_500 }, () => example.items[0]) }).facts;
  expect([report?.total, report?.results.length, report?.totals]).toEqual([2_500, 2_000, { warn: 2_500 }]);
});
