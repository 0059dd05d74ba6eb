import { boundAttestations } from "../../basis/attestations";
import { failureOf } from "../../basis/provenance-points";
import { signaturePoints } from "../../basis/signature-points";
import { lacks, violates, type Rule } from "../../control";

/** 4.5: a good signature is half of it; that clusters refuse images without one is the other half. */
export const signatures: Rule = (context) => [
  ...signaturePoints(context),
  lacks("A rule of the clusters that refuses unsigned images", "No admission policy was received", ["admission_policy", "admission_report"]),
];

/** 4.12: a pipeline record that signatures were checked before publication, and no attestation that fails. */
export const gate: Rule = (context) => [
  ...boundAttestations(context).filter((one) => one.state === "invalid").map((one) =>
    violates("Every attestation verifies", failureOf(one), [one.evidence], "An attestation of this digest does not verify")),
  lacks("A record that signatures were checked before publication", "No pipeline run or verification summary was received", ["ci_run", "attestation_other"]),
];
