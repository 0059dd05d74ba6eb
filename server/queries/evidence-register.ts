import type { Page } from "../../contracts/common";
import type { EvidenceFilters, EvidenceItem } from "../../contracts/evidence";
import type { EvidenceRegister } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { decodeCursor, encodeCursor, pageFrom } from "./cursor";
import { digestsWithPage } from "./digest-pages";
import { EVIDENCE_SQL, toEvidenceItem, type StoredEvidence } from "./evidence-rows";
import { containing, iso, read } from "./read";

const STATES = ["subject", "named", "claimed", "pending", "conflict"];

/** All evidence of the system, newest first. */
export function evidenceRegister(ctx: Ctx, filters: EvidenceFilters): Promise<EvidenceRegister> {
  return read(ctx, async (tx) => {
    const page = await evidencePage(tx, ctx.systemId, filters);
    const kinds = await rows<{ kind: string; count: number }>(
      tx, `SELECT kind, count(*)::int AS count FROM document WHERE system_id = $1::uuid GROUP BY kind ORDER BY 2 DESC, 1`, ctx.systemId,
    );
    const states = await rows<{ state: string; count: number }>(
      tx, `SELECT state, count(DISTINCT document_id)::int AS count FROM binding_current WHERE system_id = $1::uuid AND state IN ('conflict', 'pending') GROUP BY state`, ctx.systemId,
    );
    const of = (state: string) => states.find((one) => one.state === state)?.count ?? 0;
    return { ...page, pages: await digestsWithPage(tx, ctx.systemId, page.items), kinds, conflicts: of("conflict"), pending: of("pending"), total: kinds.reduce((sum, { count }) => sum + count, 0) };
  });
}

export const evidenceList = (ctx: Ctx, filters: EvidenceFilters): Promise<Page<EvidenceItem>> =>
  read(ctx, (tx) => evidencePage(tx, ctx.systemId, filters));

async function evidencePage(tx: Tx, systemId: string, filters: EvidenceFilters): Promise<Page<EvidenceItem>> {
  const [at, id] = decodeCursor("evidence", filters.cursor, ["instant", "uuid"]) ?? [null, null];
  const found = await rows<StoredEvidence>(
    tx,
    `${EVIDENCE_SQL}
       AND ($2::text IS NULL OR s.file_name ILIKE $2 OR d.summary ILIKE $2 OR s.sha256 ILIKE $2 OR s.claimed_image ILIKE $2 OR s.claimed_digest ILIKE $2)
       AND ($3::text IS NULL OR d.kind = $3)
       AND ($4::text IS NULL OR EXISTS (SELECT 1 FROM binding_current b WHERE b.system_id = d.system_id AND b.document_id = d.id AND b.state = $4))
       AND ($5::text IS NULL OR coalesce(v.state, CASE WHEN coalesce((d.facts->>'signatures')::int, 0) > 0 THEN 'unknown' ELSE 'unsigned' END) = $5)
       AND ($6::timestamptz IS NULL OR (d.recorded_at, d.id) < ($6, $7::uuid))
     ORDER BY d.recorded_at DESC, d.id DESC LIMIT $8::int`,
    systemId, containing(filters.q), filters.kind ?? null, STATES.includes(filters.status ?? "") ? (filters.status ?? null) : null,
    filters.verification ?? null, at ?? null, id ?? null, filters.limit + 1,
  );
  return pageFrom(found, filters.limit, (row) => toEvidenceItem(row), (row) => encodeCursor("evidence", [iso(row.recorded_at), row.id]));
}
