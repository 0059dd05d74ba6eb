import { isProvenance, signatureState } from "../../controls/basis/attestations";
import type { AttestationRecord, DigestFacts, EvidenceRef } from "../../model/evaluation";
import type { PacketAttestation, PacketLineageStep } from "../model";
import { digestText, minute, platformText } from "./words";

const STATE_NOTES = {
  verified: "Counts.", invalid: "Verification failed: shown, never counted.", unsigned: "Unsigned: shown, does not count.", unknown: "Not verified: shown, does not count.",
} as const;
const STATE_WORDS = { verified: "verified", invalid: "invalid", unsigned: "unsigned", unknown: "not verified" } as const;

function sorted(facts: DigestFacts): AttestationRecord[] {
  const key = (one: AttestationRecord): string => `${one.evidence}\u0000${one.predicateType}\u0000${JSON.stringify(one)}`;
  return facts.attestations.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

export function packetAttestations(facts: DigestFacts): PacketAttestation[] {
  const records = sorted(facts).map((one, i) => ({
    id: `A-${i + 1}`,
    evidence: one.evidence,
    title: one.title,
    predicateType: one.predicateType === "" ? null : one.predicateType,
    signer: one.signer,
    issuer: one.issuer,
    state: signatureState(one),
    signedAt: one.signedAt[0] ?? null,
    log: one.log.map(({ index, kind }) => `${index} (${kind})`),
    root: one.root,
    policy: one.policy === null ? null : one.rule === null ? one.policy : `${one.policy}, rule ${one.rule}`,
    steps: one.checks,
    note: noteOf(one, facts.evidence.find((ref) => ref.id === one.evidence)),
  }));
  const known = new Set(records.map((one) => one.evidence));
  const held = facts.evidence.filter((ref) => ref.kind === "signature" && !known.has(ref.id)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [...records, ...held.map((ref, i) => heldSignature(ref, `A-${records.length + i + 1}`))];
}

/** A signature over the image that is no statement: held as it came, with nothing in it that says who made it. */
function heldSignature(ref: EvidenceRef, id: string): PacketAttestation {
  const state = ref.verification === "unsigned" ? "unknown" : ref.verification;
  const note = ref.binding === "conflict" ? "Names another digest: quarantined, never counted." : STATE_NOTES[state];
  return { id, evidence: ref.id, title: ref.title, predicateType: null, signer: null, issuer: null, state, signedAt: null, log: [], root: null, policy: null, steps: [], note };
}

function noteOf(one: AttestationRecord, ref: EvidenceRef | undefined): string {
  if (one.subjectMatches === false || ref?.binding === "conflict") return "Names another digest: quarantined, never counted.";
  return STATE_NOTES[signatureState(one)];
}

/** From source to this digest. What provenance says is a claim until it is verified, and the step says which. */
export function lineageOf(facts: DigestFacts): PacketLineageStep[] {
  const all = sorted(facts);
  const at = all.findIndex((one) => isProvenance(one) && one.subjectMatches !== false && one.state !== "invalid");
  const provenance = all[at];
  return [...(provenance ? fromProvenance(provenance, `Provenance A-${at + 1}, ${STATE_WORDS[signatureState(provenance)]}`) : []), ...fromRegistry(facts)];
}

function fromProvenance(one: AttestationRecord, by: string): PacketLineageStep[] {
  const steps: PacketLineageStep[] = [];
  const step = (name: string, what: string, id: string | null): void => void steps.push({ step: name, what, id, by, evidence: one.evidence });
  if (one.source !== null) step("Source", one.source, one.sourceRevision === null ? null : `commit ${one.sourceRevision}`);
  if (one.builderId !== null) step("Build", one.buildStartedAt === null ? "Build" : `Build of ${minute(one.buildStartedAt)} UTC`, one.builderId);
  const images = (one.provenance?.images ?? []).filter((image) => image.sha256 !== null);
  for (const image of images.slice(0, 3)) step("Image used", image.name, image.sha256 === null ? null : digestText(image.sha256));
  return steps;
}

function fromRegistry(facts: DigestFacts): PacketLineageStep[] {
  const held = (kind: EvidenceRef["kind"], sha256: string): EvidenceRef | undefined => facts.evidence.find((ref) => ref.kind === kind && ref.sha256 === sha256);
  const by = (what: string, ref: EvidenceRef | undefined): string => (ref ? `${what} bytes re-hashed` : `Named by other evidence; ${what.toLowerCase()} bytes not held`);
  const steps: PacketLineageStep[] = [];
  for (const parent of [...facts.parents].sort().slice(0, 3)) {
    const ref = held("image_index", parent);
    steps.push({ step: "Index", what: "Multi-platform index that lists this digest", id: digestText(parent), by: by("Index", ref), evidence: ref?.id ?? null });
  }
  const own = held(facts.kind === "index" ? "image_index" : "image_manifest", facts.digest);
  const kind = facts.kind === "index" ? "Multi-platform index" : facts.kind === "manifest" ? ["Platform manifest", platformText(facts.platform)].filter((part) => part !== null).join(", ") : "Kind not known";
  steps.push({ step: "This digest", what: kind, id: digestText(facts.digest), by: by("Manifest", own), evidence: own?.id ?? null });
  if (facts.configDigest !== null) {
    const config = held("image_config", facts.configDigest);
    steps.push({ step: "Config", what: "Image config named by the manifest (not an identity of its own)", id: digestText(facts.configDigest), by: by("Config", config), evidence: config?.id ?? null });
  }
  return steps;
}
