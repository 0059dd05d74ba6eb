import { expect, it } from "vitest";
import { noteCodes, readingOf } from "../shared/read-for-test";
import { example } from "./example";

it("lists errata with their severity and reads no finding from them", () => {
  const reading = readingOf(example);
  expect(reading.facts.report).toMatchObject({ kind: "errata", total: 1, results: [{ id: "RHSA-2026:0001", result: "info", severity: "high", target: "security" }] });
  expect([reading.facts.scan, noteCodes(reading)]).toEqual([undefined, ["satellite/no-findings-read", "satellite/names-no-image"]]);
  expect(reading.counts).toEqual({ results: 1, cves: 1, packages: 1 });
});

it("says when the list is one page of several", () => {
  expect(noteCodes(readingOf({ ...example, total: 24 }))).toContain("satellite/more-pages");
});
