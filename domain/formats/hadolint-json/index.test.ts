import { expect, it } from "vitest";
import { readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("keeps broken rules as a lint report, without findings", () => {
  const { facts, summary } = readingOf(example);
  expect(facts.report).toMatchObject({ kind: "lint", target: "Dockerfile", total: 2, results: [{ id: "DL3008", result: "warn", severity: "medium" }, { id: "SC2046", result: "fail", severity: "high" }] });
  expect([facts.scan, summary]).toEqual([undefined, "hadolint report of Dockerfile, 2 results"]);
});

it("names no single target where there are several files", () => {
  expect(readingOf([example[0], { ...example[1], file: "other/Dockerfile" }]).facts.report?.target).toBeNull();
});
