import type { ReceiptRow, ReceiptsPage } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows } from "../store";
import { decodeCursor, encodeCursor, pageFrom } from "./cursor";
import { iso, isoOrNull, read, withPrefixOrNull } from "./read";
import { readActor, readProblem } from "./stored-json";

interface StoredRow {
  id: string;
  state: ReceiptRow["state"];
  actor: unknown;
  recorded_at: Date;
  done_at: Date | null;
  problem: unknown;
  files: string[] | null;
  claimed_image: string | null;
  claimed_digest: string | null;
}

/** Receipts of the system, newest first. */
export function receiptsPage(ctx: Ctx, { cursor, limit = 100 }: { cursor?: string | undefined; limit?: number } = {}): Promise<ReceiptsPage> {
  return read(ctx, async (tx) => {
    const [at, id] = decodeCursor("receipts", cursor, ["instant", "uuid"]) ?? [null, null];
    const found = await rows<StoredRow>(
      tx,
      `SELECT r.id::text AS id, r.state, r.actor, r.recorded_at, r.done_at, r.problem, s.files, s.claimed_image, s.claimed_digest
       FROM receipt r LEFT JOIN LATERAL (SELECT array_agg(x.file_name ORDER BY x.ordinal) AS files, max(x.claimed_image) AS claimed_image,
         max(x.claimed_digest) AS claimed_digest FROM submission x WHERE x.system_id = r.system_id AND x.id = ANY (r.submission_ids)) s ON true
       WHERE r.system_id = $1::uuid AND ($2::timestamptz IS NULL OR (r.recorded_at, r.id) < ($2, $3::uuid))
       ORDER BY r.recorded_at DESC, r.id DESC LIMIT $4::int`,
      ctx.systemId, at ?? null, id ?? null, limit + 1,
    );
    const [waiting] = await rows<{ count: number }>(
      tx, `SELECT count(*)::int AS count FROM receipt WHERE system_id = $1::uuid AND state IN ('stored', 'processing')`, ctx.systemId,
    );
    return {
      ...pageFrom(found, limit, toRow, (row) => encodeCursor("receipts", [iso(row.recorded_at), row.id])),
      waiting: waiting?.count ?? 0,
    };
  });
}

function toRow(row: StoredRow): ReceiptRow {
  return {
    id: row.id,
    state: row.state,
    actor: readActor(row.actor).name,
    recordedAt: iso(row.recorded_at),
    doneAt: isoOrNull(row.done_at),
    files: row.files ?? [],
    claimedImage: row.claimed_image || null,
    claimedDigest: withPrefixOrNull(row.claimed_digest),
    problem: readProblem(row.problem),
  };
}
