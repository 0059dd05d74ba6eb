import { expect, it } from "vitest";
import { readingOf } from "../shared/read-for-test";
import { example } from "./example";

const resultOf = (control: object) => readingOf({ ...example, results: [{ resourceID: "r", controls: [{ controlID: "C-1", ...control }] }] }).facts.report?.results[0]?.result;

it("reads controls by resource with the severity of their score factor", () => {
  const { report } = readingOf(example).facts;
  expect(report).toMatchObject({ kind: "benchmark", total: 2, totals: { fail: 1, pass: 1 } });
  expect(report?.results[0]).toEqual({ id: "C-0017", title: "Immutable container filesystem", result: "fail", severity: "low", target: "path=1/api=apps/v1//Deployment/app", at: "/results/0/controls/0" });
});

it("passes a control only where all its rules passed or it says so itself", () => {
  expect(resultOf({ rules: [{ status: "passed" }, { status: "failed" }] })).toBe("fail");
  expect(resultOf({ rules: [{ status: "passed" }, { status: "" }] })).toBe("unknown");
  expect(resultOf({ rules: [] })).toBe("unknown");
  expect(resultOf({ rules: [], status: { status: "passed" } })).toBe("pass");
  expect(resultOf({ rules: [{ status: "failed" }], status: { status: "passed" } })).toBe("fail");
  expect(resultOf({ rules: [], status: { status: "irrelevant" } })).toBe("not_applicable");
});
