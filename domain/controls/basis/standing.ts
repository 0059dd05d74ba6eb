import type { DigestFacts, EvidenceKind, EvidenceRef } from "../../model/evaluation";

/** What a piece of evidence may lead to. */
export interface Standing {
  /** It may lead to a pass. */
  counts: boolean;
  /** It may show a violation. */
  mayFail: boolean;
  why: string;
}

/** Their bytes hash to the digest or are named by bytes that do: nobody's word is needed. */
const CONTENT_ADDRESSED: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>(["image_index", "image_manifest", "image_config"]);

/**
 * What evidence may be used for. Bound to another image, not bound yet, or with an invalid signature: nothing. Only
 * claimed or not verified: it may show a violation, and counts toward a pass only where a policy or a recorded
 * decision accepted it.
 */
export function standing(ref: EvidenceRef): Standing {
  if (ref.binding === "conflict") return { counts: false, mayFail: false, why: "it names another image" };
  if (ref.binding === "pending") return { counts: false, mayFail: false, why: "it is not bound to this digest yet" };
  if (ref.verification === "invalid") return { counts: false, mayFail: false, why: "its signature is invalid" };
  if (ref.accepted !== null) return { counts: true, mayFail: true, why: `accepted by ${ref.accepted.by}: ${ref.accepted.reason}` };
  if (ref.binding === "claimed") return { counts: false, mayFail: true, why: "only the uploader says that it is about this digest" };
  if (CONTENT_ADDRESSED.has(ref.kind)) return { counts: true, mayFail: true, why: "its bytes are content-addressed" };
  if (ref.verification === "verified") return { counts: true, mayFail: true, why: "its signature was verified" };
  return { counts: false, mayFail: true, why: "it is not verified, and no policy accepts it from this uploader" };
}

export type EvidenceIndex = ReadonlyMap<string, EvidenceRef>;

export function evidenceIndex(facts: DigestFacts): EvidenceIndex {
  return new Map(facts.evidence.map((ref) => [ref.id, ref]));
}

const NOTHING: Standing = { counts: false, mayFail: false, why: "the evidence is not held" };

export function standingOf(index: EvidenceIndex, id: string): Standing {
  const ref = index.get(id);
  return ref ? standing(ref) : NOTHING;
}
