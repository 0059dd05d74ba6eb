import { boundAttestations, isImageSignature, isProven } from "../../basis/attestations";
import { lacks, remarks, violates, type ControlContext, type Point, type Rule } from "../../control";

/** What the signatures over the image show: shared by every control about them. */
export function signaturePoints(context: ControlContext): Point[] {
  const signatures = boundAttestations(context).filter(isImageSignature);
  const held = context.facts.evidence.filter((ref) => ref.kind === "signature" && ref.binding !== "conflict" && ref.binding !== "pending");
  const points: Point[] = signatures.filter((one) => one.state === "invalid").map((one) =>
    violates("A signature that verifies", `${one.title} does not verify`, [one.evidence], "A signature of this digest does not verify"));
  const trusted = context.facts.policy.approved.signers;
  for (const one of signatures.filter((record) => isProven(record, context))) {
    if (trusted !== null && (one.signer === null || !trusted.includes(one.signer))) points.push(violates("A signer of the approved list", `${one.signer ?? "unknown signer"} is not on it`, [one.evidence], "The image is signed by somebody who is not on the approved list"));
    else if (trusted === null) points.push(lacks("A list of approved signers", "The policy has none", ["approved_lists"], [one.evidence]));
    else points.push(remarks("A verified signature by an approved signer", one.signer ?? "", [one.evidence]));
  }
  if (points.length > 0) return points;
  const ids = [...new Set([...signatures.map((one) => one.evidence), ...held.map((ref) => ref.id)])].sort();
  if (ids.length > 0) return [lacks("A verified signature", "A signature is held; it was not verified", ["signature"], ids, "A signature is held, and it was not verified")];
  return [lacks("A verified signature", "No signature of this digest was received", ["signature"], [], "The image is not signed, as far as evidence was received")];
}

/** 4.5: a good signature is half of it; that clusters refuse images without one is the other half. */
export const signatures: Rule = (context) => [
  ...signaturePoints(context),
  lacks("A rule of the clusters that refuses unsigned images", "No admission policy was received", ["admission_policy", "admission_report"]),
];

/** 4.12: a pipeline record that signatures were checked before publication, and no attestation that fails. */
export const gate: Rule = (context) => [
  ...boundAttestations(context).filter((one) => one.state === "invalid").map((one) =>
    violates("Every attestation verifies", `${one.title} does not verify`, [one.evidence], "An attestation of this digest does not verify")),
  lacks("A record that signatures were checked before publication", "No pipeline run or verification summary was received", ["ci_run", "attestation_other"]),
];
