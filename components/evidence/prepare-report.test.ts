import { expect, it } from "vitest";
import type { EvidenceReport } from "../../contracts/pages";
import { reportSentence, reportTitle, resultView } from "./prepare-report";

const report = (over: Partial<EvidenceReport>): EvidenceReport => ({ documentId: "d", path: "", kind: "lint", tool: "t", target: null, total: 0, totals: {}, results: [], ...over });

it("says first how much failed", () => {
  expect(reportSentence(report({ total: 5, totals: { fail: 1, error: 1, pass: 2, unknown: 1 } }))).toEqual({ lead: "2 of 5 results failed", rest: ", 1 of unknown meaning, 2 passed." });
});

it("does not call an empty report a pass", () => {
  expect(reportSentence(report({}))).toEqual({ lead: "No result is listed.", rest: " That is no proof that anything passed." });
});

it("does not call errata checks", () => {
  expect(reportSentence(report({ kind: "errata", total: 3, totals: { info: 3 } })).lead).toBe("3 errata");
});

it.each(["constructor", "PASS", ""])("shows the word %j as unknown", (word) => {
  expect(resultView(word)).toEqual({ tone: "needs", word: "Unknown" });
});

it("names a kind it does not know a report", () => {
  expect([reportTitle(report({ kind: "constructor" })), reportTitle(report({ kind: "policy" }))]).toEqual(["Report", "Policy results"]);
});
