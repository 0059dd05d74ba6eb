import type { EvidenceItem } from "../../contracts/evidence";
import type { Ctx } from "../auth/principal";
import { withPrefix } from "./read";
import { rows, type Tx } from "../store";
import type { DigestCore } from "./digest-core";
import { evidenceRefs, loadBound, type BoundDocument } from "./digest-facts/evidence";
import { EVIDENCE_SQL, toEvidenceItem, type StoredEvidence } from "./evidence-rows";

const MOST = 2_000;
const NO_ACCEPTANCE = { tokens: [], line: null, policy: "", since: "" };

/**
 * Documents about the digest in recorded order, with the numbers the evaluation knows them by. A look at the past has
 * those the evaluation of then knew and no later one.
 */
export async function evidenceOfDigest(tx: Tx, ctx: Ctx, core: DigestCore): Promise<EvidenceItem[]> {
  const known = await evidenceOfEvaluation(tx, ctx, core);
  const found = await rows<StoredEvidence>(
    tx,
    `${EVIDENCE_SQL} AND ($4::boolean AND d.id IN (SELECT b.document_id FROM binding_current b WHERE b.system_id = $1::uuid AND b.digest = $2)
       OR d.id IN (SELECT json_array_elements_text($3::json)::uuid)) ORDER BY s.recorded_at, d.sha256, d.path, d.id LIMIT ${MOST}`,
    ctx.systemId, core.stored.sha256, JSON.stringify([...known.keys()]), core.past === null,
  );
  return found.map((row) => withVerdict(toEvidenceItem(row, known.get(row.id)?.number ?? null), known.get(row.id)?.bound));
}

/** A verdict about another digest says nothing here: shown is the one about this digest, or that there is none yet. */
function withVerdict(item: EvidenceItem, bound: BoundDocument | undefined): EvidenceItem {
  if (item.verification.state === "unsigned") return item;
  const verdict = bound?.verification ?? null;
  if (verdict === null) return { ...item, verification: { state: "unknown", signer: null, issuer: null, at: null, checks: [], signedAt: [], log: [], policy: null, rule: null, root: null, about: [] } };
  return { ...item, verification: { ...verdict, about: [withPrefix(bound?.digest ?? "")] } };
}

/** Which document each "E-01" of the evaluation is, as the evaluation saw it; empty before the first. */
async function evidenceOfEvaluation(tx: Tx, ctx: Ctx, { evaluation, stored, line }: DigestCore): Promise<Map<string, { number: string; bound: BoundDocument | undefined }>> {
  if (!evaluation) return new Map();
  const scope = { systemId: ctx.systemId, digest: stored.sha256, imageId: line?.id ?? null, asOf: evaluation.result.asOf };
  const bound = await loadBound(tx, scope, stored.parents ?? []);
  const byId = new Map(bound.map((one) => [one.document_id, one]));
  return new Map(evidenceRefs(bound, NO_ACCEPTANCE).map(({ documentId, id }) => [documentId, { number: id, bound: byId.get(documentId) }]));
}
