import { expect, it } from "vitest";
import { noteCodes, readText, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads results with their rule's title and severity, on which target and when", () => {
  const { facts, counts, observedAt, formatVersion } = readingOf(example);
  expect(facts.report).toMatchObject({
    kind: "benchmark",
    tool: "cpe:/a:redhat:openscap:1.3.9",
    target: "host.example.org",
    totals: { pass: 1, fail: 1 },
    results: [{ id: "xccdf_org.example_rule_1", title: "The release is supported", result: "pass", severity: "high" }, { result: "fail", severity: "low", at: "/Benchmark/TestResult/rule-result[2]" }],
  });
  expect(counts).toEqual({ root: "Benchmark", rules: 2, results: 2, rule_results: { pass: 1, fail: 1 } });
  expect([observedAt, formatVersion]).toEqual(["2026-11-03T09:00:00Z", "1.2"]);
});

it("does not take a benchmark that nobody tested for a result", () => {
  const reading = readingOf(example.replace(/<TestResult[\s\S]*<\/TestResult>/, ""));
  expect([reading.facts.report?.total, reading.counts["rules"], noteCodes(reading)]).toEqual([0, 2, ["xccdf/not-tested", "xccdf/names-no-image"]]);
});

it.each([["error", "error"], ["unknown", "unknown"], ["notapplicable", "not_applicable"], ["notchecked", "skipped"], ["notselected", "skipped"], ["informational", "info"], ["fixed", "unknown"], ["PASSED?", "unknown"]])("reads %s as %s", (word, result) => {
  expect(readingOf(example.replace("<result>pass</result>", `<result>${word}</result>`)).facts.report?.results[0]?.result).toBe(result);
});

it("refuses a result without its rule, and a document type", () => {
  expect(refusalOf(example.replace(' idref="xccdf_org.example_rule_1"', ""))).toBe("xccdf/rule-result /Benchmark/TestResult/rule-result[1]");
  expect(readText(example.replace("<Benchmark", "<!DOCTYPE x><Benchmark")).problem?.code).toBe("xml/doctype");
});
