import type { EvidenceItem } from "../../contracts/evidence";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import type { DigestCore } from "./digest-core";
import { EVIDENCE_SQL, toEvidenceItem, type StoredEvidence } from "./evidence-rows";
import { asObject } from "./stored-json";

const MOST = 2_000;

/** Documents bound to the digest or named by its evaluation, in recorded order, with the evaluation's numbers. */
export async function evidenceOfDigest(tx: Tx, ctx: Ctx, core: DigestCore): Promise<EvidenceItem[]> {
  const numbers = evidenceNumbers(core);
  const found = await rows<StoredEvidence>(
    tx,
    `${EVIDENCE_SQL} AND (d.id IN (SELECT b.document_id FROM binding_current b WHERE b.system_id = $1::uuid AND b.digest = $2)
       OR d.id IN (SELECT json_array_elements_text($3::json)::uuid)) ORDER BY d.recorded_at, d.id LIMIT ${MOST}`,
    ctx.systemId, core.stored.sha256, JSON.stringify([...numbers.keys()]),
  );
  return found.map((row) => toEvidenceItem(row, numbers.get(row.id) ?? null));
}

/** Which document each "E-01" of the evaluation is. */
export function evidenceNumbers({ evaluation }: DigestCore): Map<string, string> {
  const list = evaluation?.result.evidence;
  const numbers = new Map<string, string>();
  if (!Array.isArray(list)) return numbers;
  for (const one of list) {
    const { id, documentId } = asObject(one);
    if (typeof id === "string" && typeof documentId === "string") numbers.set(documentId, id);
  }
  return numbers;
}
