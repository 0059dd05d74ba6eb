import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateDigest } from "../evaluation/evaluate-digest";
import { attestation, component, evidence, exception, facts, finding, sbom, scan, vex, DIGEST } from "../evaluation/test-facts";
import type { DigestFacts } from "../model/evaluation";
import { buildPacketDocument, evidenceFileName, type PacketMeta } from "./build-packet-document";

const meta: PacketMeta = { packetId: `sha256:${"d".repeat(64)}`, producer: "Proofmark 0.1.0", evaluatedAt: "2026-11-20T09:30:00Z", previous: null, seal: null, notSealedWhy: "this version does not seal", checkpoint: null, attached: [] };

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

const build = (given: DigestFacts, rest: Partial<PacketMeta> = {}): ReturnType<typeof buildPacketDocument> => buildPacketDocument(given, evaluateDigest(given), { ...meta, ...rest });

describe("the packet document", () => {
  const attached = rich.evidence.map((ref) => ({ name: evidenceFileName(ref), sha256: ref.sha256, evidence: [ref.id] }));
  const doc = build(rich, { attached });
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
  it("names in its steps only files that are attached, an outer file once", () => {
    const held = [evidence("E-00", "image_manifest", { sha256: DIGEST }), evidence("E-05", "envelope", { fileName: "x.dsse.json" }), evidence("E-06", "provenance", { fileName: "x.dsse.json#payload" }), evidence("E-09", "sbom")];
    const attached = [{ name: "E-00-m.json", sha256: DIGEST, evidence: ["E-00"] }, { name: "E-05-x.dsse.json", sha256: held[1]?.sha256 ?? "", evidence: ["E-05", "E-06"] }];
    const given = facts({ evidence: held, attestations: [attestation({ evidence: "E-06", state: "unsigned" })] });
    const { recheck, packet, evidence: rows, attestations } = build(given, { attached, manifestFile: "packet-manifest.json" });
    expect(recheck.find((one) => one.title.startsWith("Every attached"))?.command).toEqual(["sha256sum evidence/E-00-m.json", "sha256sum evidence/E-05-x.dsse.json"]);
    expect(JSON.stringify(recheck)).not.toMatch(/payload|E-09|cosign\.pub/);
    expect(recheck.find((one) => one.title.startsWith("Check the signature"))?.expect).toContain("this version has not verified it");
    expect(packet.verify.steps.slice(2)).toEqual(["Hash the attached image manifest: its SHA-256 is the digest above.", "Hash packet-manifest.json: its SHA-256 is the packet id."]);
    expect(rows.map((one) => one.file)).toEqual(["E-00-m.json", "E-05-x.dsse.json", "inside E-05-x.dsse.json", "E-09.json"]);
    expect(attestations[0]).toMatchObject({ state: "unknown", note: "Not verified: shown, does not count." });
    expect(build(given).packet.verify.steps).toEqual([]);
  });
  it("lists a signature that is held among the attestations, as not verified", () => {
    const held = build(facts({ evidence: [evidence("E-07", "signature", { title: "Payload of 1 image signature" })] }));
    expect(held.attestations).toEqual([expect.objectContaining({ id: "A-1", evidence: "E-07", state: "unknown", signer: null, note: "Not verified: shown, does not count." })]);
    expect(held.evidence[0]?.verification).toBe("unknown");
    expect(held.recheck.map((one) => one.title)).toEqual(["Check the signature of the image yourself"]);
  });
  it("names a Go module with its namespace", () => {
    const module = finding({ lineFirstObservedAt: "2026-09-01T00:00:00Z", package: { purl: null, type: "golang", namespace: "github.com/golang-jwt/jwt", name: "v4", version: "4.4.0" } });
    const named = build(facts({ findings: [module] }));
    expect(named.findings[0]?.package).toBe("github.com/golang-jwt/jwt/v4");
    expect(named.closings[0]?.text).toContain("github.com/golang-jwt/jwt/v4");
  });
  it("lists an SBOM among the scans never", () => {
    expect(build(facts({ scans: [scan(), scan({ evidence: "E-02" })] })).scans.map((one) => one.evidence)).toEqual(["E-03"]);
  });
  it("counts negligible with low, and keeps statements and controls whole", () => {
    expect(doc.findings.find((one) => one.cve === "CVE-2026-2000")?.severity).toBe("low");
    expect(doc.controls).toHaveLength(27);
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
        expect(JSON.stringify(build(other, { attached }))).toBe(expected);
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
