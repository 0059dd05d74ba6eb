import { expect, it } from "vitest";
import { noteCodes, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

it("reads requirements with what a reviewer entered", () => {
  const { facts, counts } = readingOf(example);
  expect(facts.report).toMatchObject({ kind: "benchmark", target: "host.example.org", totals: { fail: 1, skipped: 1 }, results: [{ id: "V-100001", title: "Sessions must end", result: "fail", severity: "high" }, { id: "V-100002", result: "skipped", at: "/CHECKLIST/STIGS/iSTIG/VULN[2]" }] });
  expect(counts).toEqual({ results: 2, status: { Open: 1, Not_Reviewed: 1 } });
});

it("takes no other word for a pass", () => {
  const reading = readingOf(example.replace("Open", "Closed"));
  expect([reading.facts.report?.results[0]?.result, noteCodes(reading)]).toEqual(["unknown", ["ckl/status", "ckl/names-no-image"]]);
});

it("doubts a machine whose addresses are none, and accepts several", () => {
  expect(noteCodes(readingOf(example.replace("192.0.2.1", "invalid")))).toContain("ckl/asset");
  expect(noteCodes(readingOf(example.replace("02:00:5E:00:53:01", "02:00:5E:00:53:01\n02:00:5E:00:53:02")))).toEqual(["ckl/names-no-image"]);
});

it("refuses a requirement without a number", () => {
  expect(refusalOf(example.replace("V-100001", ""))).toBe("ckl/vuln /CHECKLIST/STIGS/iSTIG/VULN[1]");
});
