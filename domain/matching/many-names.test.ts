import { expect, it } from "vitest";
import { evidenceIndex } from "../controls/basis/standing";
import { evaluateFindings } from "../evaluation/evaluate-findings";
import { DIGEST, evidence, facts, vex } from "../evaluation/test-facts";
import type { DigestFacts } from "../model/evaluation";
import { AliasSets } from "./alias-sets";
import { foldDetections, type Sighting } from "./fold-detections";

/* Small files whose statements multiply: whoever may hand in evidence must not be able to stop evaluation with them. */

const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

const row = (id: string, by: string, name: string, aliases: string[] = []): Sighting => ({
  evidence: by, digest: DIGEST, observedAt: "2026-11-18T08:00:00Z", recordedAt: "2026-11-18T09:00:00Z",
  detection: {
    vulnerability: id, aliases, package: { purl: null, type: "npm", namespace: null, name, version: "1.0.0" }, fixedVersions: [], fixState: null,
    severity: "high", severityWord: null, severitySource: null, cvss: [], publishedAt: null, title: null, url: null, at: "/0",
  },
});

it("unites ten thousand ids that are as near to ten thousand CVEs", { timeout: 10_000 }, () => {
  const sets = new AliasSets([["X-1", ...many(10_000, (i) => `CVE-2020-${10_000 + i}`)], ...many(10_000, (i) => [`Y-${i}`, "X-1"])]);
  expect(sets.preferred("Y-7")).toBe("X-1");
  expect(sets.members("CVE-2020-10007")).toEqual(["CVE-2020-10007"]);
  expect(sets.groups().size).toBe(10_001);
});

it("keeps findings small where one flaw of many packages is given ten thousand names", { timeout: 20_000 }, () => {
  const names = many(10_000, (i) => `Y-${i}`);
  const sightings = [row("X-1", "E-02", "first", names), ...many(5_000, (i) => row("X-1", "E-02", `p-${i}`))];
  for (const counts of [true, false]) {
    const found = foldDetections({ digest: DIGEST, sightings, latestCompleteScan: "E-02", aliases: names.map((name) => [name, "X-1"]), counts: () => counts });
    expect(found).toHaveLength(5_001);
    expect(Math.max(...found.map((one) => JSON.stringify(one).length))).toBeLessThan(30_000);
  }
});

it("keeps the names that count, and those it was seen under, before any others", () => {
  const noise = many(10_000, (i) => ["GHSA-zzzz-zzzz-zzzz", `GHSA-0000-0000-${String(i).padStart(4, "0")}`]);
  const [finding] = foldDetections({ digest: DIGEST, sightings: [row("GHSA-zzzz-zzzz-zzzz", "E-02", "a")], latestCompleteScan: null, aliases: noise, vouched: [["GHSA-zzzz-zzzz-zzzz", "GO-2026-1"]] });
  expect(finding?.aliases).toEqual(expect.arrayContaining(["GHSA-zzzz-zzzz-zzzz", "GO-2026-1"]));
});

it("lets a flaw with more names than anybody gives one be decided by the id it was seen under alone", () => {
  const cves = many(300, (i) => `CVE-2020-${10_000 + i}`);
  const fold = (counts: boolean) => foldDetections({ digest: DIGEST, sightings: [row("ELSA-2020-1", "E-03", "a", cves)], latestCompleteScan: "E-03", counts: () => counts });
  for (const counts of [true, false]) {
    const decide = (about: Parameters<typeof vex>[0]) => {
      const all: DigestFacts = { ...facts(), evidence: [evidence("E-03", "vuln_scan"), evidence("E-04", "vex", { verification: "verified" })], findings: fold(counts), vex: [vex({ packageKeys: [], ...about })] };
      return evaluateFindings(all, evidenceIndex(all))[0]?.status;
    };
    expect(decide({ vulnerability: "ELSA-2020-1" })).toBe("vex_not_affected");
    expect(decide({ vulnerability: "CVE-2020-10000", aliases: cves.slice(1, 120) })).toBe("open");
  }
});

it("judges ten thousand statements about a flaw of two thousand packages, and lists some of those without effect", { timeout: 20_000 }, () => {
  const findings = foldDetections({ digest: DIGEST, sightings: many(2_000, (i) => row("CVE-2026-1", "E-03", `p-${i}`)), latestCompleteScan: "E-03" });
  const statements = many(10_000, (i) => vex({ vulnerability: "CVE-2026-1", packageKeys: [], evidence: "E-05", verification: "unsigned", author: `author ${i}` }));
  const all: DigestFacts = {
    ...facts(), findings, vex: [...statements, vex({ vulnerability: "CVE-2026-1", packageKeys: [] })],
    evidence: [evidence("E-03", "vuln_scan"), evidence("E-04", "vex", { verification: "verified" }), evidence("E-05", "vex", { verification: "unsigned" })],
  };
  const found = evaluateFindings(all, evidenceIndex(all));
  expect(new Set(found.map(({ status }) => status))).toEqual(new Set(["vex_not_affected"]));
  expect(Math.max(...found.map(({ vexDecision }) => vexDecision.ignored.length))).toBeLessThanOrEqual(100);
  expect(found[0]?.vexDecision.more).toBe(10_000 - (found[0]?.vexDecision.ignored.length ?? 0));
});

it("finds the scans that no longer show thousands of findings without reading the name of a scanner again and again", { timeout: 20_000 }, () => {
  const scanner = `a${" ".repeat(1_000)}b`;
  const findings = foldDetections({ digest: DIGEST, sightings: many(20_000, (i) => row("CVE-2026-1", "E-01", `p-${i}`)), latestCompleteScan: "E-03" });
  const refs = many(50, (i) => evidence(`E-${String(i + 1).padStart(2, "0")}`, "vuln_scan"));
  const [scan] = facts().scans;
  if (!scan) throw new Error("the sample has a scan");
  const all: DigestFacts = { ...facts(), evidence: refs, findings, scans: refs.map(({ id }, i) => ({ ...scan, evidence: id, scanner, finishedAt: `2026-11-18T08:${String(i).padStart(2, "0")}:00Z` })) };
  expect(evaluateFindings(all, evidenceIndex(all))[0]?.status).toBe("gone");
});
