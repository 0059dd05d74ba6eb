import { expect, it } from "vitest";
import { readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads the rows of Enterprise's table by its header", () => {
  const { facts, identities, observedAt } = readingOf(example);
  expect(facts.report).toMatchObject({
    kind: "policy",
    target: "registry.example.org/app:1",
    totals: { warn: 1, fail: 1 },
    results: [{ id: "dockerfile/instruction", result: "warn" }, { id: "vulnerabilities/package", result: "fail", severity: "high" }],
  });
  expect(identities.map(({ type }) => type)).toEqual(["repo-digest", "image-id"]);
  expect(observedAt).toBe("2026-11-03T09:00:00Z");
});

it("reads the list of anchorectl", () => {
  const one = { digest: `sha256:${"a".repeat(64)}`, tag: "app:1", finalAction: "stop", detail: [{ gate: "dockerfile", triggerName: "effective_user", status: "warn", description: "CRITICAL User root" }] };
  expect(readingOf([one]).facts.report?.results).toMatchObject([{ id: "dockerfile/effective_user", result: "warn", severity: "critical" }]);
});

it("refuses a table of another shape and points to it", () => {
  const digest = `sha256:${"a".repeat(64)}`;
  expect(refusalOf([{ [digest]: { "app:1": [{ detail: { result: { results: {} } } }] } }])).toBe(`anchore-policy/evaluation /0/${digest}/app:1/0/detail/result/result`);
});
