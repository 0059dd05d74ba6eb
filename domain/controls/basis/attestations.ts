import type { AttestationRecord, VerificationState } from "../../model/evaluation";
import type { ControlContext } from "../control";
import { standingOf } from "./standing";

/** Image signatures: simple signing, and statements whose predicate says that they only sign. */
export function isImageSignature(record: AttestationRecord): boolean {
  return /simple-?signing|cosign\/sign|cosign container image signature|notary/i.test(record.predicateType);
}

/**
 * What may be said of its signature. Where one stands around a document or beside it, nobody looked at it: that is not
 * known, and not unsigned.
 */
export function signatureState(record: AttestationRecord): VerificationState {
  const signed = record.signatures > 0 || isImageSignature(record);
  return record.state === "unsigned" && signed ? "unknown" : record.state;
}

export function isProvenance(record: AttestationRecord): boolean {
  return /slsa\.dev\/provenance/i.test(record.predicateType);
}

/** Attestations that are about this digest and are not quarantined, in evidence order. An invalid one stays visible. */
export function boundAttestations(context: Pick<ControlContext, "facts" | "index">): AttestationRecord[] {
  return context.facts.attestations
    .filter((record) => {
      const binding = context.index.get(record.evidence)?.binding;
      return binding !== undefined && binding !== "conflict" && binding !== "pending" && record.subjectMatches !== false;
    })
    .toSorted((a, b) => (a.evidence < b.evidence ? -1 : a.evidence > b.evidence ? 1 : 0));
}

/** Verified, and its subject is this digest: the only state in which an attestation counts. */
export function isProven(record: AttestationRecord, context: Pick<ControlContext, "index">): boolean {
  return record.state === "verified" && record.subjectMatches === true && standingOf(context.index, record.evidence).counts;
}
