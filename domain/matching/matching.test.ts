import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evidence, exception, finding, policy, vex, AS_OF, DIGEST } from "../evaluation/test-facts";
import type { DetectionFact } from "../model/document";
import type { VexRecord } from "../model/evaluation";
import { AliasSets, compareIds, isCve, normaliseId } from "./alias-sets";
import { decideVex } from "./decide-vex";
import { exceptionFor, exceptionState } from "./decide-exception";
import { foldDetections, type Sighting } from "./fold-detections";
import { rateSeverity } from "./severity-basis";

const detection = (rest: Partial<DetectionFact> = {}): DetectionFact => ({
  vulnerability: "CVE-2026-1000", aliases: [], package: { purl: "pkg:deb/debian/libssl3@3.0.1", type: "deb", namespace: "debian", name: "libssl3", version: "3.0.1" }, fixedVersions: ["3.0.2"], fixState: null,
  severity: "medium", severityWord: "MEDIUM", severitySource: "debian", cvss: [], publishedAt: null, title: null, url: null, at: "/Results/0", ...rest,
});
const sighting = (rest: Partial<Sighting> = {}): Sighting => ({ evidence: "E-03", digest: DIGEST, observedAt: "2026-11-18T08:00:00Z", recordedAt: "2026-11-18T09:00:00Z", detection: detection(), ...rest });

describe("alias sets", () => {
  it("prefer a CVE, then a GHSA, and are the same for any order of statements", () => {
    const stated = [["GO-2026-1", "GHSA-aaaa-bbbb-cccc"], ["ghsa-AAAA-bbbb-cccc", "cve-2026-20"], ["CVE-2026-3"], ["DLA-1", "GO-2026-1"]];
    fc.assert(fc.property(fc.shuffledSubarray(stated, { minLength: 4 }), (order) => {
      const sets = new AliasSets(order.map((set) => set.toReversed()));
      expect(sets.preferred("DLA-1")).toBe("CVE-2026-20");
      expect(sets.members("GO-2026-1")).toEqual(["CVE-2026-20", "GHSA-aaaa-bbbb-cccc", "DLA-1", "GO-2026-1"]);
      expect(sets.preferred("CVE-2026-3")).toBe("CVE-2026-3");
    }));
  });
  it("order CVEs by number and not by text", () => {
    expect(["CVE-2026-10000", "CVE-2026-9999"].sort(compareIds)).toEqual(["CVE-2026-9999", "CVE-2026-10000"]);
    expect(normaliseId(" cve-2026-1 ")).toBe("CVE-2026-1");
  });
});

describe("alias sets of several CVEs", () => {
  const honest = [["GHSA-aaaa-bbbb-cccc", "CVE-2026-1000"], ["GO-2026-1", "GHSA-aaaa-bbbb-cccc"], ["GHSA-dddd-eeee-ffff", "CVE-2026-2000"]];
  it("never make two CVEs one flaw, whoever states it and in whatever order", () => {
    const lies = [["CVE-2026-1000", "CVE-2026-2000"], ["X-1", "CVE-2026-1000", "CVE-2026-2000"], ["X-2", "GHSA-aaaa-bbbb-cccc", "CVE-2026-2000"]];
    fc.assert(fc.property(fc.shuffledSubarray([...honest, ...lies], { minLength: 6 }), (order) => {
      const sets = new AliasSets(order);
      expect(sets.members("GO-2026-1")).toEqual(["CVE-2026-1000", "GHSA-aaaa-bbbb-cccc", "GO-2026-1"]);
      expect(sets.members("CVE-2026-2000")).toEqual(["CVE-2026-2000", "GHSA-dddd-eeee-ffff", "X-2"]);
      expect([...sets.groups().values()].filter((ids) => ids.filter(isCve).length > 1)).toEqual([["X-1", "CVE-2026-1000", "CVE-2026-2000"]]);
    }));
  });
  it("keep an id that is as near to two of them apart, with both as further names, and find it by either", () => {
    const sets = new AliasSets([["ELSA-2026-1", "CVE-2026-1", "CVE-2026-2"]]);
    expect(["ELSA-2026-1", "CVE-2026-1", "CVE-2026-2"].map((id) => sets.preferred(id))).toEqual(["ELSA-2026-1", "CVE-2026-1", "CVE-2026-2"]);
    expect(sets.members("ELSA-2026-1")).toEqual(["ELSA-2026-1", "CVE-2026-1", "CVE-2026-2"]);
    expect(sets.connected("CVE-2026-2")).toEqual(["CVE-2026-1", "CVE-2026-2", "ELSA-2026-1"]);
  });
  it("are reached in time from a hundred thousand statements", () => {
    const stated = Array.from({ length: 100_000 }, (_, i) => [`X-${i}`, `CVE-2026-${i}`, `X-${i + 1}`]);
    expect(new AliasSets(stated).groups().size).toBeGreaterThanOrEqual(100_000);
  });
});

describe("severity", () => {
  it("is NVD's score where there is one, else the vendor's word, and says which", () => {
    const nvd = { source: "nvd", version: "3.1", vector: null, score: 9.8 };
    expect(rateSeverity([detection({ cvss: [nvd, { source: "ghsa", version: "3.1", vector: null, score: 5 }] })])).toEqual({ severity: "critical", basis: "NVD CVSS 3.1", score: 9.8 });
    expect(rateSeverity([detection()])).toEqual({ severity: "medium", basis: "vendor debian (no NVD score)", score: null });
    expect(rateSeverity([detection({ severitySource: null })]).basis).toBe("as the scanner says (no NVD score)");
    expect(rateSeverity([detection({ severity: "unknown", severitySource: null })])).toEqual({ severity: "unknown", basis: "no source gives a severity", score: null });
    expect(rateSeverity([detection({ severity: "unknown", cvss: [{ source: "go", version: "4.0", vector: null, score: 7.1 }] })]).severity).toBe("high");
  });
  it("takes a score of zero beside a rated severity as none stated", () => {
    const zero = { cvss: [{ source: "ghsa", version: "3.1", vector: null, score: 0 }], severitySource: "ghsa" };
    expect(rateSeverity([detection({ ...zero, severity: "high" })])).toMatchObject({ severity: "high", score: null });
    expect(rateSeverity([detection({ ...zero, severity: "none" })])).toMatchObject({ severity: "none", score: 0 });
    const nvd = { cvss: [{ source: "nvd", version: "3.1", vector: null, score: 0 }], severitySource: "ghsa" };
    expect(rateSeverity([detection({ ...nvd, severity: "high" })])).toMatchObject({ severity: "high", score: null });
    expect(rateSeverity([detection({ ...nvd, severity: "none" })])).toEqual({ severity: "none", basis: "NVD CVSS 3.1", score: 0 });
  });
});

describe("folded detections", () => {
  const rows: Sighting[] = [
    sighting(),
    sighting({ evidence: "E-04", detection: detection({ vulnerability: "GHSA-aaaa-bbbb-cccc", aliases: ["CVE-2026-1000"], fixedVersions: ["3.0.3"] }) }),
    sighting({ evidence: "", digest: "b".repeat(64), observedAt: "2026-11-01T00:00:00Z", recordedAt: "2026-11-02T00:00:00Z" }),
    sighting({ evidence: "", digest: "b".repeat(64), detection: detection({ vulnerability: "CVE-2026-7" }) }),
  ];
  const fold = (sightings: Sighting[]): ReturnType<typeof foldDetections> => foldDetections({ digest: DIGEST, sightings, latestCompleteScan: "E-04", kev: new Map([["CVE-2026-1000", { addedAt: "2026-11-10T00:00:00Z", dueAt: "2026-12-01T00:00:00Z" }]]) });
  it("are one finding for one flaw in one package, by whoever saw it under whichever id", () => {
    expect(fold(rows)).toMatchObject([{ vulnerability: "CVE-2026-1000", aliases: ["GHSA-aaaa-bbbb-cccc"], seenBy: ["E-03", "E-04"], fixedVersions: ["3.0.2", "3.0.3"], inLatestScan: true }]);
  });
  it("start the clock on the line and create no finding from another digest", () => {
    expect(fold(rows)[0]).toMatchObject({ firstObservedAt: "2026-11-18T08:00:00Z", lineFirstObservedAt: "2026-11-01T00:00:00Z", lineFirstRecordedAt: "2026-11-02T00:00:00Z" });
    expect(fold(rows)[0]?.kev?.dueAt).toBe("2026-12-01T00:00:00Z");
  });
  it("are the same for any order of reports", () => {
    const expected = JSON.stringify(fold(rows));
    fc.assert(fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (order) => {
      expect(JSON.stringify(fold(order))).toBe(expected);
    }));
  });
});

describe("a VEX statement", () => {
  const held = new Map([["E-04", evidence("E-04", "vex", { verification: "verified" })]]);
  const decide = (records: VexRecord[]) => decideVex(finding(), records, held, policy());
  it("of a trusted author decides, and says why", () => {
    const { winner, decision } = decide([vex()]);
    expect(winner?.status).toBe("not_affected");
    expect(decision.won?.why).toContain("trusted issuer");
  });
  it("has no effect, and stays visible, when anything about it is not in order", () => {
    const flawed: Partial<VexRecord>[] = [{ verification: "unsigned" }, { verification: "unknown" }, { verification: "invalid" }, { author: "x" }, { author: null }, { productMatch: "unmatched" }, { packageKeys: ["deb/debian/other"] }, { justification: null, impact: null }];
    for (const rest of flawed) {
      const { winner, decision } = decide([vex(rest)]);
      expect(winner).toBeNull();
      expect(decision.ignored).toHaveLength(1);
    }
  });
  it("in a claimed document has effect only where somebody accepted the claim, and only when it is signed", () => {
    const decideClaimed = (rest: Parameters<typeof evidence>[2], record: Partial<VexRecord> = {}) =>
      decideVex(finding(), [vex(record)], new Map([["E-04", evidence("E-04", "vex", { binding: "claimed", verification: "verified", accepted: null, ...rest })]]), policy());
    const accepted = { by: "ines", at: "2026-11-16T00:00:00Z", reason: "handed over by the vendor" };
    expect(decideClaimed({})).toMatchObject({ winner: null, decision: { ignored: [{ why: "the document is not bound to this digest (claimed): only the uploader says that it is about this digest" }] } });
    expect(decideClaimed({ accepted }).winner).not.toBeNull();
    expect(decideClaimed({ accepted, verification: "unsigned" }, { verification: "unsigned" }).winner).toBeNull();
    for (const binding of ["conflict", "pending"] as const) expect(decideClaimed({ accepted, binding }).winner, binding).toBeNull();
  });
  it("is overruled by a newer trusted one, and at the same instant by the more cautious", () => {
    expect(decide([vex(), vex({ status: "affected", observedAt: "2026-11-16T00:00:00Z" })]).winner?.status).toBe("affected");
    expect(decide([vex(), vex({ status: "under_investigation" })]).winner?.status).toBe("under_investigation");
    expect(decide([vex(), vex({ status: "affected", author: "x", observedAt: "2026-11-16T00:00:00Z" })]).winner?.status).toBe("not_affected");
  });
  it("about one CVE of a bulletin about several does not decide the bulletin", () => {
    const bulletin = finding({ vulnerability: "ELSA-2026-1", aliases: ["CVE-2026-1000", "CVE-2026-2000"] });
    const about = (rest: Partial<VexRecord>) => decideVex(bulletin, [vex(rest)], new Map(), policy());
    expect(about({ vulnerability: "CVE-2026-1000" })).toMatchObject({ winner: null, decision: { ignored: [{ why: expect.stringContaining("CVE-2026-2000") as string }] } });
    expect(about({ vulnerability: "ELSA-2026-1" }).winner).not.toBeNull();
    expect(about({ vulnerability: "CVE-2026-1000", aliases: ["CVE-2026-2000"] }).winner).not.toBeNull();
    const excepted = (vulnerability: string) => exceptionFor(bulletin, [exception({ scope: { vulnerability, packageKey: null, control: null } })], AS_OF, new Map()).covering;
    expect(excepted("CVE-2026-1000")).toBeNull();
    expect(excepted("ELSA-2026-1")).not.toBeNull();
  });
  it("about an alias is about the flaw", () => {
    expect(decide([vex({ vulnerability: "GHSA-x", aliases: ["cve-2026-1000"] })]).winner).not.toBeNull();
    expect(decide([vex({ vulnerability: "CVE-2026-9" })]).decision).toEqual({ won: null, ignored: [] });
  });
});

describe("an exception", () => {
  it("needs another approver than its requester, a scope, and an expiry ahead", () => {
    const state = (rest: Parameters<typeof exception>[0]): string => exceptionState(exception(rest), AS_OF).state;
    expect(state({})).toBe("active");
    expect(state({ approvedBy: " Mara " })).toBe("invalid");
    expect(state({ scope: { vulnerability: null, packageKey: "deb/debian/libssl3", control: null } })).toBe("invalid");
    expect(state({ approvedBy: null })).toBe("requested");
    expect(state({ approvedAt: "2026-11-21T00:00:00Z" })).toBe("requested");
    expect(state({ expiresAt: AS_OF })).toBe("expired");
  });
  it("covers its own flaw and package alone, and an active one wins over an expired one", () => {
    expect(exceptionFor(finding(), [exception({ scope: { vulnerability: "CVE-2026-1000", packageKey: "deb/debian/other", control: null } })], AS_OF, new Map()).covering).toBeNull();
    expect(exceptionFor(finding(), [exception({ id: "EX-0", expiresAt: "2026-11-01T00:00:00Z" }), exception()], AS_OF, new Map()).covering).toEqual({ id: "EX-1", state: "active" });
  });
});
