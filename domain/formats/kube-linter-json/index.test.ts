import { expect, it } from "vitest";
import { readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads what failed, on which object", () => {
  const { facts, observedAt, tool } = readingOf(example);
  expect(facts.report).toMatchObject({ kind: "lint", total: 1, totals: { fail: 1 }, results: [{ id: "latest-tag", result: "fail", target: "Deployment/app" }] });
  expect([observedAt, tool?.version]).toEqual(["2026-11-03T09:00:00Z", "0.8.3"]);
});

it("passes the checks only where the summary says that all passed and no report contradicts it", () => {
  const passed = { ...example.Summary, ChecksStatus: "Passed" };
  expect(readingOf({ ...example, Reports: null, Summary: passed }).facts.report?.totals).toEqual({ pass: 1 });
  expect(readingOf({ ...example, Summary: passed }).facts.report?.totals).toEqual({ fail: 1 });
  expect(readingOf({ ...example, Reports: null }).facts.report?.totals).toEqual({});
});
