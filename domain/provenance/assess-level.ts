import type { AttestationRecord } from "../model/evaluation";
import { knownBuilder, signedByBuilder } from "./known-builder";
import type { BuildLevel, LevelReason, ProvenanceAssessment } from "./model";

const TRACK = "SLSA v1.1 build track";

type Level = ProvenanceAssessment["level"];

/** A provenance record with what the rest of the evaluation knows of it. */
export interface Candidate {
  record: AttestationRecord;
  /** Verified, about this digest, and counting. */
  proven: boolean;
}

/**
 * The SLSA build level that the evidence supports, never above what is verified: L1 with provenance that says who built
 * this digest how and from what; L2 when a trusted signer was verified and may speak for a hosted builder; L3 when that
 * builder is on our list as isolated, or approved in this system. Says "supports": SLSA levels are given to builds, not
 * read off a file. Of several records the one that supports most.
 */
export function assessLevel(candidates: readonly Candidate[], approved: readonly string[] | null): Level {
  const levels = candidates.map((one) => levelOf(one, approved));
  const best = levels.toSorted((a, b) => b.supports - a.supports || met(b) - met(a) || (a.evidence ?? "").localeCompare(b.evidence ?? "", "en"))[0];
  return best ?? {
    supports: 0, track: TRACK, evidence: null, says: "No SLSA build level is supported: no build provenance of this digest was received.",
    reasons: [{ level: 1, lookedFor: "Build provenance of this digest", found: "None was received", met: false, evidence: [] }],
  };
}

const met = ({ reasons }: Level): number => reasons.filter((one) => one.met === true).length;

function levelOf({ record, proven }: Candidate, approved: readonly string[] | null): Level {
  const reasons = [...firstLevel(record), ...signedLevel(record, proven, approved)];
  const holds = (level: number): boolean => reasons.filter((one) => one.level === level).every((one) => one.met === true);
  const supports: BuildLevel = !holds(1) ? 0 : !holds(2) ? 1 : !holds(3) ? 2 : 3;
  return { supports, track: TRACK, says: sayLevel(supports, reasons, proven), evidence: record.evidence, reasons };
}

function firstLevel(record: AttestationRecord): LevelReason[] {
  const point = reasonFor(record, 1);
  const inputs = record.source ?? record.materials[0]?.uri ?? null;
  return [
    point("Provenance whose signature, where it was looked at, does not fail", record.state === "invalid" ? "Verification failed: it is not counted" : "It does not fail", record.state !== "invalid"),
    point("Provenance about this digest", record.subjectMatches === true ? "Its subject is this digest or its index" : record.subjectMatches === false ? "It is about another digest" : "It names no SHA-256 digest", record.subjectMatches === true),
    point("Who built it", record.builderId ?? "No builder is named", record.builderId !== null),
    point("How it was built", record.buildType ?? "No build type is stated", (record.buildType ?? null) !== null),
    point("What it was built from", inputs ?? "Neither source nor materials are named", inputs !== null),
  ];
}

function signedLevel(record: AttestationRecord, proven: boolean, approved: readonly string[] | null): LevelReason[] {
  const second = reasonFor(record, 2);
  const third = reasonFor(record, 3);
  const signed = second("A verified signature by a signer that the trust settings name", proven ? (record.signer ?? "Verified") : UNVERIFIED[record.state], proven);
  const builder = record.builderId;
  if (builder === null) return [signed, second("A hosted builder", "No builder is named", false), third("An isolated builder", "No builder is named", false)];
  const known = knownBuilder(builder);
  const isApproved = (approved ?? []).includes(builder);
  if (known === null && !isApproved) {
    const found = `${builder} is neither on the list of known builders nor approved in this system`;
    return [signed, second("A builder that is known to be hosted, or approved", found, false), third("A builder that is known to be isolated, or approved", found, false)];
  }
  const hosted = second("A builder that is known to be hosted, or approved", known === null ? "Approved in this system" : `${known.title}: ${known.why} (${known.source})`, true);
  const fits = known === null ? null : signedByBuilder(known, builder, proven ? record.signer : null, proven ? record.issuer : null);
  const speaks = fits === null ? [] : [second(fits.lookedFor, proven ? fits.found : "Not verified, so nobody is known to have signed it", proven && fits.ok)];
  const isolated = isApproved ? "Approved in this system as a builder" : known?.level === 3 ? `${known.title} is listed as isolated (${known.source})` : `${known?.title ?? builder} is listed as hosted, not as isolated, and is not approved in this system`;
  return [signed, hosted, ...speaks, third("A builder that is known to be isolated, or approved", isolated, isApproved || known?.level === 3)];
}

const UNVERIFIED: Readonly<Record<AttestationRecord["state"], string>> = {
  verified: "Its signature is verified, and it does not count for this digest",
  invalid: "Verification failed",
  unsigned: "It is unsigned: anybody could have written it",
  unknown: "It is signed, and no trusted signer was verified",
};

function reasonFor(record: AttestationRecord, level: LevelReason["level"]) {
  return (lookedFor: string, found: string, isMet: boolean): LevelReason => ({ level, lookedFor, found, met: isMet, evidence: [record.evidence] });
}

function sayLevel(supports: BuildLevel, reasons: readonly LevelReason[], proven: boolean): string {
  const next = reasons.find((one) => one.level === supports + 1 && one.met !== true);
  const missing = next === undefined ? "" : ` L${supports + 1} is not supported. Looked for: ${lower(next.lookedFor)}. Found: ${lower(next.found)}.`;
  if (supports === 0) return `No SLSA build level is supported.${missing}`;
  const unverified = proven ? "" : " It is not verified, and unverified provenance supports no more than L1.";
  return `This evidence supports SLSA Build L${supports}.${unverified}${missing}`;
}

/** A sentence begins small inside another; an address keeps its letters. */
const lower = (text: string): string => (/^[A-Z][a-z]* /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);
