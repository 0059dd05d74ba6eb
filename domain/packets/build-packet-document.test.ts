import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateDigest } from "../evaluation/evaluate-digest";
import { attestation, component, evidence, exception, facts, finding, sbom, scan, vex, DIGEST } from "../evaluation/test-facts";
import type { DigestFacts } from "../model/evaluation";
import { buildPacketDocument, evidenceFileName, type PacketMeta } from "./build-packet-document";

const meta: PacketMeta = { packetId: `sha256:${"d".repeat(64)}`, producer: "Proofmark 0.1.0", evaluatedAt: "2026-11-20T09:30:00Z", previous: null, seal: null, notSealedWhy: "this version does not seal", checkpoint: null };

const rich: DigestFacts = facts({
  findings: [
    finding({ lineFirstObservedAt: "2026-10-15T00:00:00Z" }),
    finding({ vulnerability: "CVE-2026-2000", packageKey: "deb/debian/zlib", severity: "negligible", fixedVersions: [] }),
    finding({ vulnerability: "CVE-2026-3000", severity: "critical" }),
  ],
  vex: [vex({ vulnerability: "CVE-2026-3000" }), vex({ vulnerability: "CVE-2026-2000", verification: "unsigned" })],
  exceptions: [exception({ id: "EX-2", scope: { vulnerability: null, packageKey: null, control: "4.6" } })],
  attestations: [attestation()],
  sboms: [sbom([component("zlib"), component("libssl3"), component("bash")])],
  scans: [scan(), scan({ evidence: "E-06", status: "undetermined", databaseUpdatedAt: null })],
  evidence: [evidence("E-00", "image_manifest", { sha256: DIGEST, fileName: "mani fest;rm -rf $(x).json" }), evidence("E-01", "image_config"), evidence("E-02", "sbom"), evidence("E-03", "vuln_scan"), evidence("E-04", "vex", { verification: "verified" }), evidence("E-05", "provenance"), evidence("E-06", "vuln_scan")],
});

const build = (given: DigestFacts): ReturnType<typeof buildPacketDocument> => buildPacketDocument(given, evaluateDigest(given), meta);

describe("the packet document", () => {
  const doc = build(rich);
  it("puts late findings before violations, missing evidence and questions", () => {
    expect(doc.closings[0]).toMatchObject({ id: "D-1", kind: "fail", refs: "F-01; CIS 4.4; SP 800-190 4.1.1; RA-5", owner: "Payments Platform" });
    const kinds = doc.closings.map((one) => one.kind);
    expect(kinds).toEqual([...kinds].sort((a, b) => ["fail", "needs_evidence", "manual"].indexOf(a) - ["fail", "needs_evidence", "manual"].indexOf(b)));
    expect(doc.closings.every((one) => one.next !== null && one.text.length > 10)).toBe(true);
  });
  it("says what every statement does to the clock", () => {
    expect(doc.vex.map((one) => one.effect)).toEqual(expect.arrayContaining(["Stops the clock of F-03.", expect.stringContaining("unsigned: advice without effect")]));
    expect(doc.findings[2]).toMatchObject({ id: "F-03", state: "stopped", remaining: "on 2026-11-15" });
  });
  it("prints no command that holds anything unsafe in a shell", () => {
    for (const line of doc.recheck.flatMap((one) => one.command)) expect(line).toMatch(/^[A-Za-z0-9 ._:/@\\-]+$/);
    expect(evidenceFileName({ id: "E-00", fileName: "../../e\u202Evil'; x.json" })).toBe("E-00-e_vil_x.json");
    expect(evidenceFileName({ id: "E-00", fileName: "..." })).toBe("E-00-file");
  });
  it("never prints values of the environment", () => {
    expect(doc.configuration.find((one) => one.item === "Environment names")?.value).toBe("PATH (values not shown)");
  });
  it("prints no time and no age of a scan that states none", () => {
    const silent = { observedAt: null, recordedAt: "2026-11-20T09:00:00Z" };
    const { scans, evidence: rows } = build(facts({ scans: [scan({ startedAt: null, finishedAt: null })], evidence: [evidence("E-03", "vuln_scan", silent)] }));
    expect(scans[0]).toMatchObject({ when: null, age: null, database: "2026-11-18 02:00" });
    expect(rows[0]).toMatchObject({ observedAt: null, ageDays: null, stale: false });
  });
  it("lists an SBOM among the scans never", () => {
    expect(build(facts({ scans: [scan(), scan({ evidence: "E-02" })] })).scans.map((one) => one.evidence)).toEqual(["E-03"]);
  });
  it("counts negligible with low, and keeps statements and controls whole", () => {
    expect(doc.findings.find((one) => one.cve === "CVE-2026-2000")?.severity).toBe("low");
    expect(doc.controls).toHaveLength(23);
    expect(doc.controls.find((one) => one.framework === "cis-docker" && one.id === "4.6")?.exception).toBe("EX-2");
  });
  it("points only to rows of its own register", () => {
    const rows = new Set(doc.evidence.map((one) => one.id));
    for (const id of doc.controls.flatMap((one) => one.because.flatMap((because) => because.evidence))) expect(rows).toContain(id);
    for (const id of doc.findings.flatMap((one) => one.seenBy)) expect(rows).toContain(id);
  });
  it("is the same text for the same facts in another order", () => {
    const expected = JSON.stringify(doc);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (keys) => {
        const shuffle = <T,>(items: readonly T[]): T[] => items.map((item) => [keys.next().value ?? 0, item] as const).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
        const other = { ...rich, evidence: shuffle(rich.evidence), findings: shuffle(rich.findings), vex: shuffle(rich.vex), scans: shuffle(rich.scans), exceptions: shuffle(rich.exceptions) };
        expect(JSON.stringify(build(other))).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });
  it("can be built where nothing at all was received", () => {
    const bare = build(facts({ kind: "unknown", platform: null, evidence: [], config: null, configDigest: null, sboms: [], scans: [], tags: [], line: null, lines: [], sizeBytes: null, layerCount: null }));
    expect(bare).toMatchObject({ sbom: null, scans: [], components: [], verdict: { result: "needs_evidence" } });
    expect(bare.subject.line).toBe(`sha256:${DIGEST}`);
  });
});
