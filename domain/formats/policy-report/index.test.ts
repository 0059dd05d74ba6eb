import { expect, it } from "vitest";
import { noteCodes, readText, readingOf } from "../shared/read-for-test";
import { example } from "./example";

const YAML = `apiVersion: openreports.io/v1alpha1
kind: ClusterReport
metadata:
  ownerReferences:
  - kind: Namespace
    name: payments
results:
- policy: require-owner
  result: skip
  source: kyverno
`;

it("reads results by policy and rule, on which resource and when", () => {
  const { facts, identities, observedAt, tool, counts } = readingOf(example);
  expect(facts.report).toMatchObject({
    kind: "policy",
    target: "Deployment/payments/app",
    totals: { fail: 1, pass: 1 },
    results: [{ id: "verify-image/check-signature", result: "fail", severity: "high", at: "/results/0" }, { id: "disallow-latest-tag/validate-image-tag", result: "pass" }],
  });
  expect([identities, observedAt, tool]).toEqual([[], "2026-11-03T09:00:00Z", { name: "kyverno", version: null }]);
  expect(counts).toEqual({ documents: 1, kinds: { PolicyReport: 1 }, results: { fail: 1, pass: 1 }, summary: [example.summary] });
});

it("reads the newer group, and YAML", () => {
  expect(readingOf(YAML).facts.report).toMatchObject({ target: "Namespace/payments", totals: { skipped: 1 }, results: [{ id: "require-owner", result: "skipped" }] });
});

it("reads every report of a list as a document of its own", () => {
  const node = readText({ apiVersion: "v1", kind: "List", items: [example, example] });
  expect(node.children.map((child) => [child.room, child.path])).toEqual([["policy-report", "items/0"], ["policy-report", "items/1"]]);
});

it("takes no word it does not know for a pass", () => {
  const reading = readingOf({ ...example, results: [{ policy: "p", result: "passed" }, { policy: "p" }], summary: undefined });
  expect([reading.facts.report?.totals, noteCodes(reading)]).toEqual([{ unknown: 2 }, ["policy-report/result", "policy-report/names-no-image"]]);
});

it("says when the summary counts more than is listed", () => {
  expect(noteCodes(readingOf({ ...example, results: [] }))).toContain("policy-report/fewer-than-counted");
});

it("leaves a kind of the same name in another group to others", () => {
  expect(readText({ ...example, apiVersion: "example.org/v1" }).state).toBe("opaque");
  expect(readText({ ...example, kind: "Report" }).state).toBe("opaque");
});
