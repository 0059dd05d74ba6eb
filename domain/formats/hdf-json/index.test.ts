import { expect, it } from "vitest";
import { readingOf } from "../shared/read-for-test";
import { example } from "./example";

const stateOf = (...statuses: (string | undefined)[]) =>
  readingOf({ ...example, profiles: [{ name: "p", controls: [{ id: "c", results: statuses.map((status) => ({ status })) }] }] }).facts.report?.results[0]?.result;

it("reads controls with the worst of their tests, and counts the tests", () => {
  const { facts, counts, observedAt } = readingOf(example);
  expect(facts.report).toMatchObject({ kind: "benchmark", target: "redhat 9.4", totals: { fail: 1, pass: 1 }, results: [{ id: "SV-257777", result: "fail", severity: "high", at: "/profiles/0/controls/0" }, { result: "pass", severity: "medium" }] });
  expect(counts).toEqual({ profiles: 1, controls: 2, result_status: { passed: 2, failed: 1 } });
  expect(observedAt).toBe("2026-11-03T08:00:01Z");
});

it("passes a control only where a test passed and none did anything else", () => {
  expect([stateOf(), stateOf("passed"), stateOf("passed", "skipped"), stateOf("passed", undefined), stateOf("skipped"), stateOf("error", "passed"), stateOf("failed", "error")]).toEqual(["unknown", "pass", "skipped", "unknown", "skipped", "error", "fail"]);
});
