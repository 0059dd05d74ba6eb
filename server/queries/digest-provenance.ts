import type { DigestProvenanceTab } from "../../contracts/pages";
import type { ProvenanceFacts } from "../../domain/model/document";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { digestCore, digestHeader, type DigestAsk } from "./digest-core";
import { evidenceOfDigest } from "./digest-evidence-items";
import { wholeProvenance } from "./digest-facts/records";
import { read } from "./read";

const MOST = 50;

/** Who built it from what, what that is worth, and which of its bases are known here. */
export function digestProvenance(ctx: Ctx, ask: DigestAsk): Promise<DigestProvenanceTab | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    const evidence = await evidenceOfDigest(tx, ctx, core);
    const assessment = core.detail.evaluation?.provenance ?? null;
    const numbers = new Map(evidence.map(({ documentId, id }) => [documentId, id]));
    const records = (await provenanceOf(tx, ctx, [...numbers.keys()])).map((one) => ({ ...one, evidence: numbers.get(one.documentId) ?? null }));
    const first = assessment?.level.evidence ?? null;
    return {
      header: await digestHeader(tx, ctx, now, core, ask.asOf),
      records: records.toSorted((a, b) => Number(b.evidence === first) - Number(a.evidence === first) || compareText(a.evidence ?? "~", b.evidence ?? "~")),
      held: assessment === null ? [] : await heldDigests(tx, ctx, assessment.bases.map(({ sha256 }) => sha256)),
      evidence,
    };
  });
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

async function provenanceOf(tx: Tx, ctx: Ctx, documents: readonly string[]): Promise<{ documentId: string; predicateType: string; facts: ProvenanceFacts }[]> {
  const found = await rows<{ document_id: string; predicate_type: string; provenance: ProvenanceFacts }>(
    tx,
    `SELECT document_id, predicate_type, provenance FROM attestation
     WHERE system_id = $1::uuid AND provenance IS NOT NULL AND document_id IN (SELECT json_array_elements_text($2::json)::uuid) ORDER BY document_id LIMIT ${MOST}`,
    ctx.systemId, JSON.stringify(documents),
  );
  return found.map(({ document_id, predicate_type, provenance }) => ({ documentId: document_id, predicateType: predicate_type, facts: wholeProvenance(provenance) }));
}

async function heldDigests(tx: Tx, ctx: Ctx, digests: readonly string[]): Promise<string[]> {
  if (digests.length === 0) return [];
  const found = await rows<{ sha256: string }>(
    tx,
    `SELECT sha256 FROM digest WHERE system_id = $1::uuid AND kind NOT IN ('artifact', 'config') AND sha256 IN (SELECT json_array_elements_text($2::json)) ORDER BY sha256`,
    ctx.systemId, JSON.stringify(digests),
  );
  return found.map(({ sha256 }) => sha256);
}
