import { boundAttestations, isProvenance, isProven } from "../controls/basis/attestations";
import type { EvidenceIndex } from "../controls/basis/standing";
import type { DigestFacts } from "../model/evaluation";
import { assessLevel, type Candidate } from "./assess-level";
import { basesOf } from "./bases";
import { assessExpectations } from "./expectations";
import type { ProvenanceAssessment } from "./model";

/** What the provenance of a digest supports, whether it is what was expected, and what it says the image stands on. */
export function assessProvenance(facts: DigestFacts, index: EvidenceIndex): ProvenanceAssessment {
  const candidates = boundAttestations({ facts, index }).filter(isProvenance).map((record): Candidate => ({ record, proven: isProven(record, { index }) }));
  return {
    level: assessLevel(candidates, facts.policy.approved.builders),
    expectations: assessExpectations(facts.expectation ?? null, candidates, facts.policy.approved.builders),
    bases: basesOf(facts, candidates),
  };
}
