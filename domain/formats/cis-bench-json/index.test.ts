import { expect, it } from "vitest";
import { noteCodes, readText, readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads kube-bench with its totals, and the bare list of controls", () => {
  const { facts, counts } = readingOf(example);
  expect(facts.report).toMatchObject({ kind: "benchmark", tool: "kube-bench", totals: { pass: 1, fail: 1 }, results: [{ id: "1.1.1", result: "pass", target: "master" }, { id: "1.1.2", at: "/Controls/0/tests/0/results/1" }] });
  expect(counts).toEqual({ items: 1, results: 2, totals: example.Totals });
  expect(readingOf(example.Controls).facts.report?.results[0]?.at).toBe("/0/tests/0/results/0");
});

it("reads docker-bench with its time; a note is no pass", () => {
  const reading = readingOf({ dockerbenchsecurity: "1.6.0", start: 1793696390, end: 1793696400, checks: 2, tests: [{ id: "1", desc: "Host", results: [{ id: "1.1", desc: "a", result: "WARN" }, { id: "1.2", desc: "b", result: "NOTE" }] }] });
  expect([reading.facts.report?.totals, reading.observedAt, reading.tool?.version]).toEqual([{ warn: 1, info: 1 }, "2026-11-03T09:00:00Z", "1.6.0"]);
});

it("says when more is counted than listed", () => {
  expect(noteCodes(readingOf({ ...example, Totals: { total_pass: 49 } }))).toContain("cis-bench/totals");
});

it("reads the bare list where some controls come without their totals", () => {
  const control = { id: "3", version: "1.5", text: "Control plane", node_type: "node", tests: [{ section: "3.1", results: [{ test_number: "3.1.1", status: "FAIL" }] }] };
  expect(readingOf([control, ...example.Controls]).facts.report).toMatchObject({ tool: "kube-bench", total: 3, totals: { pass: 1, fail: 2 } });
});

it("leaves an empty list to nobody", () => {
  expect(readText([]).state).toBe("opaque");
});
