import type { DigestEvaluation } from "../../model/evaluation";
import type { PacketProvenance } from "../model";

const OK = { met: true, violated: false, cannot_tell: null } as const;

/** The evaluation's own words about provenance, as rows. */
export function packetProvenance({ provenance }: Pick<DigestEvaluation, "provenance">): PacketProvenance | null {
  if (provenance === undefined) return null;
  const { level, expectations } = provenance;
  return {
    level: level.supports,
    says: level.says,
    reasons: level.reasons.map(({ level: asked, lookedFor, found, met, evidence }) => ({ level: `L${asked}`, lookedFor, found, ok: met, evidence: evidence[0] ?? null })),
    expected: expectations.says,
    expectations: expectations.points.map(({ what, expected, got, state, evidence }) => ({ what, expected, got, ok: OK[state], evidence: evidence[0] ?? null })),
  };
}
