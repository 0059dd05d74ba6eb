import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { workDone } from "../../tests/setup/work-done";
import { evidenceIndex } from "../controls/basis/standing";
import { evaluateFindings } from "../evaluation/evaluate-findings";
import { evidence, exception, facts, vex, DIGEST } from "../evaluation/test-facts";
import type { DetectionFact } from "../model/document";
import type { DigestFacts, EvidenceRef, FindingFact, VexRecord } from "../model/evaluation";
import { foldDetections, type Sighting } from "./fold-detections";

/* A good report, somebody who may only hand in, and a statement or an exception that would suit them. */

const GHSA = "GHSA-aaaa-bbbb-cccc";
const CVE = "CVE-2026-2000";
const LIAR = "E-09";

const seen = (id: string, by: string, aliases: string[] = [], rest: Partial<DetectionFact> = {}): Sighting => ({
  evidence: by, digest: DIGEST, observedAt: "2026-11-18T08:00:00Z", recordedAt: "2026-11-18T09:00:00Z",
  detection: {
    vulnerability: id, aliases, package: { purl: "pkg:npm/left-pad@1.0.0", type: "npm", namespace: null, name: "left-pad", version: "1.0.0" }, fixedVersions: [], fixState: null,
    severity: "high", severityWord: null, severitySource: "ghsa", cvss: [], publishedAt: null, title: null, url: null, at: "/0", ...rest,
  },
});

interface Case {
  sightings: Sighting[];
  stated?: string[][];
  vouched?: string[][];
  /** Reports whose word counts; the good one is E-03. */
  standing?: string[];
  refs?: EvidenceRef[];
}

function fold({ sightings, stated = [], vouched = [], standing = [] }: Case): FindingFact[] {
  return foldDetections({ digest: DIGEST, sightings, latestCompleteScan: "E-03", aliases: stated, vouched, counts: (id) => standing.includes(id) });
}

function evaluate(given: Case, more: { vex?: VexRecord[]; exceptions?: DigestFacts["exceptions"] }) {
  const refs = given.refs ?? [evidence("E-03", "vuln_scan"), evidence("E-04", "vex", { verification: "verified" }), evidence(LIAR, "vuln_scan", { accepted: null })];
  const all: DigestFacts = { ...facts(), evidence: refs, findings: fold(given), vex: more.vex ?? [], exceptions: more.exceptions ?? [] };
  return evaluateFindings(all, evidenceIndex(all));
}

const notAffected = vex({ vulnerability: CVE });
const accepted = exception({ scope: { vulnerability: CVE, packageKey: null, control: null } });
const good = seen(GHSA, "E-03");

describe("a report without standing", () => {
  const rated = (score: number, word: DetectionFact["severity"]): Partial<DetectionFact> => ({ severity: word, cvss: [{ source: "nvd", version: "3.1", vector: null, score }] });

  it("makes nothing milder that another report without standing rates", () => {
    const first = seen(CVE, "E-03", [], { severity: "critical" });
    expect(fold({ sightings: [first, seen(CVE, LIAR, [], rated(0.1, "low"))] })[0]?.severity).toBe("critical");
    expect(fold({ sightings: [seen(CVE, "E-03", [], rated(9.8, "critical")), seen(CVE, LIAR, [], { severity: "low" })] })[0]).toMatchObject({ severity: "critical", severityBasis: "NVD CVSS 3.1" });
  });
});

describe("an alias that nobody with standing states", () => {
  it("lets no VEX statement and no exception take effect on what somebody else saw, and says why", () => {
    for (const given of [
      { sightings: [good], stated: [[GHSA, CVE]] },
      { sightings: [good, seen(GHSA, LIAR, [CVE])], stated: [[GHSA, CVE]] },
      { sightings: [good, seen(CVE, LIAR, [GHSA])], stated: [[CVE, GHSA]] },
      { sightings: [good], stated: [[GHSA, "X-1"], ["X-1", CVE]] },
    ]) {
      const [finding, ...others] = evaluate({ ...given, standing: ["E-03"] }, { vex: [notAffected], exceptions: [accepted] });
      expect(others).toEqual([]);
      expect(finding).toMatchObject({ vulnerability: CVE, status: "open", exception: null, clock: { stoppedAt: null } });
      const who = given.sightings.length === 1 ? "another document says" : `${LIAR} says`;
      expect(finding?.vexDecision).toMatchObject({ won: null, ignored: [{ evidence: "E-04", why: `${who} that ${GHSA} is ${CVE}, and nobody trusted does` }] });
      expect(finding?.exceptionsAside).toEqual([{ exception: "EX-1", why: `${who} that ${GHSA} is ${CVE}, and nobody trusted does` }]);
    }
  });

  it("is shown as a name that is not verified, with who states it", () => {
    expect(fold({ sightings: [good, seen(GHSA, LIAR, [CVE])], standing: ["E-03"] })).toMatchObject([{ vulnerability: CVE, aliases: [GHSA], unverified: [{ id: CVE, says: [LIAR] }] }]);
    expect(fold({ sightings: [seen(CVE, "E-03"), seen(GHSA, LIAR, [CVE])], standing: ["E-03"] })).toMatchObject([{ unverified: [{ id: GHSA, says: [LIAR] }] }]);
    expect(fold({ sightings: [seen(GHSA, LIAR, [CVE])] })).toMatchObject([{ vulnerability: CVE, unverified: [{ id: CVE, says: [LIAR] }] }]);
    expect(fold({ sightings: [good], vouched: [[GHSA, CVE]] })[0]).not.toHaveProperty("unverified");
  });

  it("makes nothing milder than the worst of what it unites", () => {
    const mild = seen(CVE, LIAR, [GHSA], { severity: "low", cvss: [{ source: "nvd", version: "3.1", vector: null, score: 0.1 }] });
    expect(fold({ sightings: [good, mild], standing: ["E-03"] })).toMatchObject([{ severity: "high" }]);
    const sameId = seen(GHSA, LIAR, [], { severity: "low", cvss: [{ source: "nvd", version: "3.1", vector: null, score: 0.1 }] });
    expect(fold({ sightings: [good, sameId, seen("X-1", "E-03")], standing: ["E-03"], stated: [[GHSA, "X-1"]] })).toMatchObject([{ severity: "high" }]);
    expect(fold({ sightings: [good, sameId], standing: ["E-03"] })).toMatchObject([{ severity: "high" }]);
  });

  it("takes no report of a flaw away from it: no clock starts later, and nothing is gone for it", () => {
    const earlier = { ...seen(CVE, "", []), digest: "another", observedAt: "2026-01-05T00:00:00Z", recordedAt: "2026-01-05T00:00:00Z" };
    const lies = [[GHSA, "CVE-2026-3000"], ["GO-2026-1", "CVE-2026-3000"], [CVE, "CVE-2026-3000"], [GHSA, "X-2"], ["X-2", "CVE-2026-4000"]];
    fc.assert(fc.property(fc.subarray(lies), (stated) => {
      const found = fold({ sightings: [good, seen("GO-2026-1", "E-03"), earlier], stated: [[GHSA, CVE], ["GO-2026-1", GHSA], ...stated], vouched: [[GHSA, CVE], ["GO-2026-1", GHSA]], standing: ["E-03"] });
      expect(found).toMatchObject([{ vulnerability: CVE, lineFirstObservedAt: "2026-01-05T00:00:00Z", seenBy: ["E-03"], inLatestScan: true }]);
      expect(found[0]?.aliases).toEqual(expect.arrayContaining([GHSA, "GO-2026-1"]));
    }));
  });
});

describe("an alias that counts", () => {
  const decides = (given: Case): void => {
    expect(evaluate(given, { vex: [notAffected] })[0]?.status).toBe("vex_not_affected");
    expect(evaluate(given, { exceptions: [accepted] })[0]?.status).toBe("excepted");
  };
  it("is one that evidence with standing states", () => {
    decides({ sightings: [good], vouched: [[GHSA, CVE]] });
    decides({ sightings: [good, seen(GHSA, "E-05", [CVE])], standing: ["E-05"], refs: [evidence("E-03", "vuln_scan"), evidence("E-04", "vex", { verification: "verified" }), evidence("E-05", "vuln_scan")] });
  });
  it("is what the only reports of it say themselves", () => {
    decides({ sightings: [seen(GHSA, LIAR, [CVE])] });
    decides({ sightings: [seen(GHSA, LIAR, [CVE]), seen(CVE, "E-03")], standing: ["E-03"] });
    const about = vex({ vulnerability: GHSA });
    expect(evaluate({ sightings: [seen(CVE, LIAR, [GHSA])] }, { vex: [about] })[0]?.status).toBe("vex_not_affected");
  });
  it("is what a trusted statement says of its own flaw", () => {
    expect(evaluate({ sightings: [good] }, { vex: [vex({ vulnerability: CVE, aliases: [GHSA] })] })[0]?.status).toBe("vex_not_affected");
  });
  it("is contradicted by nobody without standing", () => {
    decides({ sightings: [good, seen(GHSA, LIAR, ["CVE-2026-3000"])], stated: [[GHSA, "CVE-2026-3000"]], vouched: [[GHSA, CVE]], standing: ["E-03"] });
  });
  it("need not be one for a report that may not even show a violation", () => {
    const refs = [evidence("E-03", "vuln_scan"), evidence("E-04", "vex", { verification: "verified" }), evidence(LIAR, "vuln_scan", { verification: "invalid", accepted: null })];
    decides({ sightings: [seen(CVE, "E-03"), seen(GHSA, LIAR)], stated: [[GHSA, CVE]], standing: ["E-03"], refs });
  });
});

describe("findings of many rows", () => {
  it("are folded in time that grows with their number, whoever states what", () => {
    const work = (count: number): number => {
      const sightings = Array.from({ length: count }, (_, i) => seen(`GHSA-aaaa-bbbb-${i}`, i % 2 === 0 ? "E-03" : LIAR, [`CVE-2026-${i}`]));
      const stated = sightings.map(({ detection }) => [detection.vulnerability, ...detection.aliases]);
      return workDone(() => expect(fold({ sightings, stated, standing: ["E-03"] })).toHaveLength(count));
    };
    work(2_000);
    const [few, many] = [work(2_000), work(20_000)];
    expect(many).toBeLessThan(Math.max(few, 20) * 40);
  });
});
