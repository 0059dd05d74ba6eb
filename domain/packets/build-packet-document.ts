import { daysBetween, hoursBetween } from "../clocks/instant";
import { evidenceIndex } from "../controls/basis/standing";
import { pickSbom } from "../controls/basis/pick-sbom";
import { hasOs, isScan, osWords } from "../controls/basis/assess-scans";
import { FRAMEWORKS } from "../controls/registry";
import { exceptionState } from "../matching/decide-exception";
import type { DigestEvaluation, DigestFacts, ExceptionFact, ScanRecord } from "../model/evaluation";
import type { Sha256Hex } from "../model/identity";
import { register } from "./build/evidence";
import { closingsOf } from "./build/closings";
import { numberVex, packetFindings, packetVex } from "./build/findings";
import { lineageOf, packetAttestations } from "./build/lineage";
import { packetProvenance } from "./build/provenance";
import { methodOf } from "./build/method";
import { promisesOf } from "./build/promises";
import { recheckSteps } from "./build/recheck";
import { configurationRows, packetSubject } from "./build/subject";
import { digestText, fourCounts, minute } from "./build/words";
import { PACKET_DOCUMENT_SCHEMA, type AttachedFile, type PacketComponent, type PacketDocument, type PacketException, type PacketIdentity, type PacketSbom, type PacketScan, type ResultWord } from "./model";

export { evidenceFileName } from "./build/evidence";

/** What a packet says that neither facts nor evaluation hold. */
export interface PacketMeta {
  /** "sha256:…" of the manifest; null for a draft. */
  packetId: string | null;
  /** "Proofmark 0.1.0". */
  producer: string;
  evaluatedAt: string | null;
  previous: { id: string; asOf: string } | null;
  seal: PacketIdentity["seal"];
  notSealedWhy: string | null;
  checkpoint: PacketIdentity["checkpoint"];
  /** Evidence files that are embedded in the PDF, in the order they are listed. */
  attached: readonly AttachedFile[];
  /** Name under which the packet's own manifest is attached; left out where it is not. */
  manifestFile?: string;
  /** Results of the platforms, for the packet of an index. */
  platformResults?: ReadonlyMap<Sha256Hex, ResultWord>;
}

/**
 * The audit packet as data, from facts and their evaluation. Deterministic: lists are sorted here, nothing is looked up,
 * and every sentence comes from the evaluation or names a fact.
 */
export function buildPacketDocument(facts: DigestFacts, evaluation: DigestEvaluation, meta: PacketMeta): PacketDocument {
  const vex = numberVex(facts);
  return {
    schema: PACKET_DOCUMENT_SCHEMA,
    sample: facts.sample,
    packet: identityOf(facts, evaluation, meta),
    system: systemOf(facts),
    subject: packetSubject(facts, meta.platformResults ?? new Map()),
    verdict: { result: evaluation.verdict.result, sentence: evaluation.verdict.sentence },
    says: evaluation.says,
    frameworks: FRAMEWORKS.map(({ text }) => ({ id: text.id, title: text.title, version: text.version, note: text.note })),
    controls: evaluation.results.map((one) => ({
      framework: one.framework, id: one.control, title: one.title, result: one.outcome, claim: one.claim, responsibility: one.responsibility,
      because: one.because.map(({ lookedFor, found, evidence }) => ({ lookedFor, found, evidence: evidence.map(rowOfPointer) })),
      exception: exceptionOf(facts, one.control),
    })),
    findings: packetFindings(facts, evaluation, vex),
    closings: closingsOf(facts, evaluation),
    lineage: lineageOf(facts),
    neighbours: neighboursOf(facts),
    deployments: [],
    sbom: sbomOf(facts),
    shape: evaluation.shape.table.map(({ dimension, distroless, hardened, observed, evidence }) => ({ dimension, distroless, hardened, observed, evidence: evidence.map(rowOfPointer) })),
    components: componentsOf(facts),
    scans: scansOf(facts),
    vex: packetVex(evaluation, vex),
    attestations: packetAttestations(facts),
    provenance: packetProvenance(evaluation),
    configuration: configurationRows(facts, evaluation),
    admission: null,
    sla: promisesOf(facts, evaluation),
    builds: facts.builds.map((one) => ({ version: one.label, builtAt: one.at.slice(0, 10), atBuild: one.atBuild && fourCounts(one.atBuild), now: one.now && fourCounts(one.now) })),
    exceptions: facts.exceptions.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)).map((one) => exceptionRow(one, facts.asOf)),
    evidence: register(facts, meta.attached),
    method: methodOf(facts, evaluation, meta.producer),
    recheck: recheckSteps(facts, meta.attached),
  };
}

function identityOf(facts: DigestFacts, evaluation: DigestEvaluation, meta: PacketMeta): PacketIdentity {
  const covers = meta.packetId === null ? "A draft: no manifest exists yet." : "SHA-256 over the manifest of this packet, which lists every evidence file by its hash. This file is not listed in it, because it prints the id.";
  return {
    id: meta.packetId, covers, asOf: evaluation.asOf, evaluatedAt: meta.evaluatedAt, validUntil: evaluation.validUntil, validUntilWhy: evaluation.validUntilWhy, producer: meta.producer,
    previous: meta.previous?.id ?? null, previousAsOf: meta.previous?.asOf ?? null, seal: meta.seal, notSealedWhy: meta.seal === null ? meta.notSealedWhy : null, checkpoint: meta.checkpoint,
    verify: verifyWords(facts, meta.attached, meta.manifestFile ?? null),
  };
}

/** How to check this file: only steps that can be taken with what is attached. */
function verifyWords(facts: DigestFacts, attached: readonly AttachedFile[], manifest: string | null): PacketIdentity["verify"] {
  if (attached.length === 0 && manifest === null) return { command: [], steps: [] };
  const steps = ["Take the attached files out of this file.", "Hash them, and compare with the list of attached files in section 11."];
  if (attached.some((one) => one.sha256 === facts.digest)) steps.push("Hash the attached image manifest: its SHA-256 is the digest above.");
  if (manifest !== null) steps.push(`Hash ${manifest}: its SHA-256 is the packet id.`);
  return { command: ["mkdir -p evidence", "pdfdetach -saveall -o evidence packet.pdf", "sha256sum evidence/*"], steps };
}

function systemOf(facts: DigestFacts): PacketDocument["system"] {
  const { policy, system } = facts;
  return { id: system.name, name: system.title, organisation: null, boundary: null, policy: { id: policy.id, version: policy.version, effective: policy.effectiveFrom.slice(0, 10), sha256: null, preset: policy.preset } };
}

/** Rows of the register are printed by id; the pointer inside the document stays in the evaluation. */
function rowOfPointer(evidence: string): string {
  return evidence.split("#")[0] ?? evidence;
}

function exceptionOf(facts: DigestFacts, control: string): string | null {
  return facts.exceptions.filter((one) => one.scope.control === control && exceptionState(one, facts.asOf).state === "active").map((one) => one.id).sort()[0] ?? null;
}

function neighboursOf(facts: DigestFacts): PacketDocument["neighbours"] {
  const labelled = (digest: string): string | null => facts.builds.find((one) => one.digest === digest)?.label ?? null;
  const builtAt = (digest: string): string | null => facts.builds.find((one) => one.digest === digest)?.at ?? null;
  const neighbour = (one: { digest: string } | null): PacketDocument["neighbours"]["previous"] =>
    one === null ? null : { digest: digestText(one.digest), version: labelled(one.digest), builtAt: builtAt(one.digest), change: null };
  return { previous: neighbour(facts.predecessor), next: neighbour(facts.successor) };
}

function sbomOf(facts: DigestFacts): PacketSbom | null {
  const index = evidenceIndex(facts);
  const sbom = pickSbom(facts, index);
  if (sbom === null) return null;
  return { format: sbom.format, tool: sbom.tool, createdAt: sbom.observedAt, state: index.get(sbom.evidence)?.verification ?? "unknown", evidence: sbom.evidence, unowned: null, withoutLicence: sbom.withoutLicence, withoutPurl: sbom.withoutPurl };
}

function componentsOf(facts: DigestFacts): PacketComponent[] {
  const components = pickSbom(facts, evidenceIndex(facts))?.components ?? [];
  const rows = components.map((one) => ({ name: one.name, version: one.version, type: one.type, purl: one.purl, licence: one.licences.length === 0 ? null : one.licences.join(" AND "), layer: null }));
  const key = (one: PacketComponent): string => [one.name, one.version ?? "", one.type ?? "", one.purl ?? "", one.licence ?? ""].join("\u0000");
  return rows.map((row) => ({ row, key: key(row) })).sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row);
}

function scansOf(facts: DigestFacts): PacketScan[] {
  const index = evidenceIndex(facts);
  const when = (scan: ScanRecord): string | null => scan.finishedAt ?? scan.startedAt ?? index.get(scan.evidence)?.observedAt ?? null;
  const key = (scan: ScanRecord): string => `${when(scan) ?? "~"}\u0000${scan.evidence}`;
  return facts.scans.filter((scan) => isScan(scan, index)).toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map((scan) => ({
    evidence: scan.evidence,
    when: when(scan),
    purpose: null,
    scanner: scan.scanner,
    database: scan.databaseUpdatedAt === null ? null : minute(scan.databaseUpdatedAt),
    age: ageWords(scan.databaseUpdatedAt, scan.startedAt ?? when(scan)),
    os: scan.os !== null && hasOs(scan) ? osWords(scan.os) : null,
    complete: scan.status === "undetermined" ? null : scan.status === "complete",
    components: scan.packagesSeen,
    counts: fourCounts(scan.counts),
  }));
}

function ageWords(from: string | null, to: string | null): string | null {
  if (from === null || to === null) return null;
  const hours = Math.max(0, hoursBetween(from, to));
  return hours < 72 ? `${hours} h` : `${daysBetween(from, to)} d`;
}

const STATES = { active: "active", expired: "expired", requested: "requested", invalid: "rejected" } as const;

function exceptionRow(one: ExceptionFact, asOf: string): PacketException {
  const scope = [one.scope.vulnerability, one.scope.packageKey, one.scope.control].filter((part) => part !== null).join(", ");
  return {
    id: one.id, scope: scope === "" ? "no scope" : `${scope}, this image line`, state: STATES[exceptionState(one, asOf).state], reason: one.reason, compensating: one.compensatingControls,
    requester: one.requestedBy, approver: one.approvedBy, approvedAt: one.approvedAt?.slice(0, 10) ?? null, expires: one.expiresAt.slice(0, 10),
  };
}
