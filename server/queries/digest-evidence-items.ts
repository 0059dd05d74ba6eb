import type { EvidenceItem } from "../../contracts/evidence";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import type { DigestCore } from "./digest-core";
import { evidenceRefs, loadBound } from "./digest-facts/evidence";
import { EVIDENCE_SQL, toEvidenceItem, type StoredEvidence } from "./evidence-rows";

const MOST = 2_000;
const NO_ACCEPTANCE = { tokens: [], policy: "", since: "" };

/** Documents about the digest in recorded order, with the numbers the evaluation knows them by. */
export async function evidenceOfDigest(tx: Tx, ctx: Ctx, core: DigestCore): Promise<EvidenceItem[]> {
  const numbers = await evidenceNumbers(tx, ctx, core);
  const found = await rows<StoredEvidence>(
    tx,
    `${EVIDENCE_SQL} AND (d.id IN (SELECT b.document_id FROM binding_current b WHERE b.system_id = $1::uuid AND b.digest = $2)
       OR d.id IN (SELECT json_array_elements_text($3::json)::uuid)) ORDER BY s.recorded_at, d.sha256, d.path, d.id LIMIT ${MOST}`,
    ctx.systemId, core.stored.sha256, JSON.stringify([...numbers.keys()]),
  );
  return found.map((row) => toEvidenceItem(row, numbers.get(row.id) ?? null));
}

/** Which document each "E-01" of the evaluation is; empty before the first evaluation. */
export async function evidenceNumbers(tx: Tx, ctx: Ctx, { evaluation, stored, line }: DigestCore): Promise<Map<string, string>> {
  if (!evaluation) return new Map();
  const scope = { systemId: ctx.systemId, digest: stored.sha256, imageId: line?.id ?? null, asOf: evaluation.result.asOf };
  const bound = await loadBound(tx, scope, stored.parents ?? []);
  return new Map(evidenceRefs(bound, NO_ACCEPTANCE).map(({ documentId, id }) => [documentId, id]));
}
