import { lacks, remarks, violates, type ControlContext, type Point } from "../control";
import { boundAttestations, isImageSignature, isProven } from "./attestations";

/** What the signatures over the image show: shared by every control about them. */
export function signaturePoints(context: ControlContext): Point[] {
  const signatures = boundAttestations(context).filter(isImageSignature);
  const held = context.facts.evidence.filter((ref) => ref.kind === "signature" && ref.binding !== "conflict" && ref.binding !== "pending");
  const points: Point[] = signatures.filter((one) => one.state === "invalid").map((one) =>
    violates("A signature that verifies", `${one.title} does not verify`, [one.evidence], "A signature of this digest does not verify"));
  const trusted = context.facts.policy.approved.signers;
  for (const one of signatures.filter((record) => isProven(record, context))) {
    if (trusted !== null && (one.signer === null || !trusted.includes(one.signer))) points.push(violates("A signer of the approved list", `${one.signer ?? "unknown signer"} is not on it`, [one.evidence], "The image is signed by somebody who is not on the approved list"));
    else points.push(remarks(trusted === null ? "A verified signature by a signer the trust settings name" : "A verified signature by an approved signer", one.signer ?? "", [one.evidence]));
  }
  if (points.length > 0) return points;
  const ids = [...new Set([...signatures.map((one) => one.evidence), ...held.map((ref) => ref.id)])].sort();
  if (ids.length > 0) return [lacks("A verified signature", "A signature is held; it was not verified", ["signature"], ids, "A signature is held, and it was not verified")];
  return [lacks("A verified signature", "No signature of this digest was received", ["signature"], [], "The image is not signed, as far as evidence was received")];
}
