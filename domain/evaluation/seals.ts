import { boundAttestations, isImageSignature, isProvenance, signatureState } from "../controls/basis/attestations";
import { isScan, type ScanAssessment } from "../controls/basis/assess-scans";
import { standing, type EvidenceIndex } from "../controls/basis/standing";
import type { AttestationRecord, DigestFacts, EvidenceRef, Seal, SealKind, VerificationState } from "../model/evaluation";
import { list } from "./words";

const WORDS: Readonly<Record<Seal["state"], string>> = {
  verified: "Verified",
  present: "Present, not verified",
  missing: "Missing",
  failed: "Verification failed",
};

const MISSING: Readonly<Record<SealKind, string>> = {
  signature: "No signature of this digest was received.",
  provenance: "No build provenance of this digest was received.",
  sbom: "No SBOM of this digest was received.",
  scan: "No vulnerability scan of this digest was received.",
  vex: "No exploitability statement about this digest was received.",
};

interface Held {
  evidence: string;
  state: VerificationState;
  note: string | null;
  /** Of a verified one: who signed it and when; of a failed one: the step that failed. */
  by?: NonNullable<EvidenceRef["signedBy"]>;
  failed?: string;
}

/**
 * The five seals of a digest. Verified only by a verification that succeeded; failed only by one that failed; what is
 * held without either is present, not verified. Evidence of another image, or not bound yet, is not held.
 */
export function sealsOf(facts: DigestFacts, index: EvidenceIndex, scans: ScanAssessment): Seal[] {
  const attestations = boundAttestations({ facts, index });
  return [
    seal("signature", signatureHeld(facts, attestations.filter(isImageSignature))),
    seal("provenance", attestations.filter(isProvenance).map(attested)),
    seal("sbom", facts.sboms.flatMap((one) => document(index, one.evidence))),
    seal("scan", facts.scans.filter((one) => isScan(one, index)).flatMap((one) => document(index, one.evidence)), scanNote(scans)),
    seal("vex", uniqueVex(facts, index)),
  ];
}

function seal(kind: SealKind, held: Held[], note: string | null = null): Seal {
  const sorted = held.toSorted((a, b) => (a.evidence < b.evidence ? -1 : a.evidence > b.evidence ? 1 : 0));
  const first = (state: VerificationState): Held | undefined => sorted.find((one) => one.state === state);
  const state: Seal["state"] = first("verified") ? "verified" : first("invalid") ? "failed" : sorted.length > 0 ? "present" : "missing";
  const evidence = [...new Set(sorted.map((one) => one.evidence))];
  const why = state === "missing" ? MISSING[kind] : [whyState(kind, state, sorted), note].filter((one) => one !== null).join(" ");
  const by = state === "verified" ? sorted.find((one) => one.state === "verified" && one.by !== undefined)?.by : undefined;
  const failed = state === "failed" ? sorted.find((one) => one.failed !== undefined)?.failed : undefined;
  const line = by !== undefined ? verifiedLine(by) : failed !== undefined ? `Failed: ${failed}` : undefined;
  return { kind, state, stateWords: WORDS[state], why, evidence, ...(line === undefined ? {} : { line }) };
}

/** The identity is data: who draws it escapes it. Of a key's fingerprint, which stands in full beside every step, both ends. */
function verifiedLine({ signer, at }: NonNullable<Held["by"]>): string {
  const key = /^sha256:([0-9a-f]{8})[0-9a-f]{48}([0-9a-f]{8})$/.exec(signer);
  return `Verified by ${key === null ? signer : `key ${key[1]}…${key[2]}`}${at === null ? "" : ` · ${at.slice(0, 16).replace("T", " ")} UTC`}`;
}

function whyState(kind: SealKind, state: Seal["state"], held: Held[]): string {
  const invalid = held.filter((one) => one.state === "invalid");
  if (state === "verified") return invalid.length > 0 ? `Verified; ${list(invalid.map((one) => one.evidence))} failed verification and is not counted.` : "Verified.";
  if (state === "failed") return `${list(invalid.map((one) => one.evidence))} failed verification.`;
  if (kind === "signature") return "A signature is held; it was not verified.";
  const unsigned = held.every((one) => one.state === "unsigned");
  const notes = [...new Set(held.flatMap((one) => one.note ?? []))];
  const basis = unsigned ? "Unsigned." : "Held; whether its signature is good was not checked.";
  return notes.length > 0 ? `${basis} ${notes.join(" ")}` : basis;
}

function attested(record: AttestationRecord): Held {
  const state = signatureState(record);
  return { evidence: record.evidence, state, note: null, ...signing(record, state) };
}

/** A trusted time of signing, else the time of our check, which is no time of signing. */
function signing(record: AttestationRecord, state: VerificationState): Pick<Held, "by" | "failed"> {
  if (state === "verified" && record.signer !== null) return { by: { signer: record.signer, at: record.signedAt[0] ?? record.verifiedAt } };
  const step = state === "invalid" ? record.checks.find((one) => one.ok === false && one.required) ?? record.checks.find((one) => one.ok === false) : undefined;
  return step === undefined ? {} : { failed: step.name };
}

function signatureHeld(facts: DigestFacts, records: AttestationRecord[]): Held[] {
  const known = new Set(records.map((one) => one.evidence));
  const files = facts.evidence.filter((ref) => ref.kind === "signature" && isHeld(ref) && !known.has(ref.id));
  return [...records.map(attested), ...files.map((ref) => ({ evidence: ref.id, state: ref.verification === "unsigned" ? ("unknown" as const) : ref.verification, note: null }))];
}

function document(index: EvidenceIndex, id: string): Held[] {
  const ref = index.get(id);
  if (!ref || !isHeld(ref)) return [];
  const claimed = ref.binding === "claimed" ? "Only the uploader says that it is about this digest." : null;
  const accepted = ref.accepted === null ? null : `Accepted by ${ref.accepted.by}.`;
  const rejected = ref.accepted === null && claimed === null && !standing(ref).counts && ref.verification !== "invalid" ? "No policy accepts it unsigned." : null;
  const by = ref.verification === "verified" && ref.signedBy !== undefined ? { by: ref.signedBy } : {};
  const failed = ref.verification === "invalid" && ref.failedStep !== undefined ? { failed: ref.failedStep } : {};
  return [{ evidence: id, state: ref.verification, note: accepted ?? claimed ?? rejected, ...by, ...failed }];
}

function uniqueVex(facts: DigestFacts, index: EvidenceIndex): Held[] {
  const ids = [...new Set(facts.vex.filter((one) => one.productMatch !== "unmatched").map((one) => one.evidence))];
  return ids.flatMap((id) => document(index, id)).map((one) => (one.state === "verified" ? one : { ...one, note: "Advice without effect." }));
}

function isHeld(ref: EvidenceRef): boolean {
  return ref.binding !== "conflict" && ref.binding !== "pending";
}

function scanNote(scans: ScanAssessment): string | null {
  if (scans.newest === null || scans.usable !== null) return null;
  return `It cannot be rested on: ${list(scans.newest.flaws.map((one) => one.says))}.`;
}
