import { expect, it } from "vitest";
import { evaluateDigest } from "../../domain/evaluation/evaluate-digest";
import { facts, finding } from "../../domain/evaluation/test-facts";
import { keptFinding, packFindings, unpackFindings } from "./kept-findings";

it("gives findings back as they were, however many, with the hours left at their as-of", () => {
  const findings = Array.from({ length: 4_100 }, (_, i) => finding({ vulnerability: `CVE-2024-${i}`, title: "line\nbreak, \u2028, «ü» and \u0000" }));
  const evaluation = evaluateDigest(facts({ findings }));
  expect(evaluation.findings).toHaveLength(4_100);
  expect(evaluation.findings.some((one) => one.clock.remainingHours !== null)).toBe(true);
  const packed = packFindings(evaluation.findings.map((one) => JSON.stringify(keptFinding(one))));
  expect(unpackFindings(packed, evaluation.asOf)).toEqual(evaluation.findings);
  expect(unpackFindings(packFindings([]), evaluation.asOf)).toEqual([]);
});
