import { boundAttestations, isProvenance, isProven } from "../controls/basis/attestations";
import { evidenceIndex, type EvidenceIndex } from "../controls/basis/standing";
import type { DigestFacts } from "../model/evaluation";
import { assessLevel, type Candidate } from "./assess-level";
import { basesOf } from "./bases";
import { assessExpectations } from "./expectations";
import type { ProvenanceAssessment } from "./model";

/** Provenance that is about this digest and not in quarantine, each with whether it is proven. */
export function provenanceCandidates(facts: DigestFacts, index: EvidenceIndex = evidenceIndex(facts)): Candidate[] {
  return boundAttestations({ facts, index }).filter(isProvenance).map((record): Candidate => ({ record, proven: isProven(record, { index }) }));
}

/** What the provenance of a digest supports, whether it is what was expected, and what it says the image stands on. */
export function assessProvenance(facts: DigestFacts, index: EvidenceIndex): ProvenanceAssessment {
  const candidates = provenanceCandidates(facts, index);
  return {
    level: assessLevel(candidates, facts.policy.approved.builders),
    expectations: assessExpectations(facts.expectation ?? null, candidates, facts.policy.approved.builders),
    bases: basesOf(facts, candidates),
  };
}
