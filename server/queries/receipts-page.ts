import type { Page } from "../../contracts/common";
import type { ReceiptsPage } from "../../contracts/pages";
import type { ReceiptFilters, ReceiptRow } from "../../contracts/receipt";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { decodeCursor, encodeCursor, pageFrom } from "./cursor";
import { containing, iso, isoOrNull, read, withPrefixOrNull } from "./read";
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
  total: number;
  refused: number;
  conflict: number;
  pending: number;
  opaque: number;
}

/** Documents of submissions in their newest revision with what became of each, the worst first, as outcomeOf says it. */
const OUTCOMES = `SELECT CASE WHEN d.state = 'refused' THEN 'refused'
      WHEN EXISTS (SELECT 1 FROM binding_current b WHERE b.system_id = d.system_id AND b.document_id = d.id AND b.state = 'conflict') THEN 'conflict'
      WHEN EXISTS (SELECT 1 FROM binding_current b WHERE b.system_id = d.system_id AND b.document_id = d.id AND b.state = 'pending') THEN 'pending'
      WHEN d.state = 'opaque' THEN 'opaque' ELSE 'applied' END AS outcome
    FROM document d WHERE d.system_id = r.system_id AND d.submission_id = ANY (r.submission_ids)
      AND NOT EXISTS (SELECT 1 FROM document n WHERE n.system_id = d.system_id AND n.submission_id = d.submission_id AND n.path = d.path AND n.revision > d.revision)`;

const RECEIPTS = `SELECT r.id::text AS id, r.state, r.actor, r.recorded_at, r.done_at, r.problem, s.files, s.claimed_image, s.claimed_digest, o.*
  FROM receipt r
  LEFT JOIN LATERAL (SELECT array_agg(x.file_name ORDER BY x.ordinal) AS files, max(x.claimed_image) AS claimed_image,
    max(x.claimed_digest) AS claimed_digest FROM submission x WHERE x.system_id = r.system_id AND x.id = ANY (r.submission_ids)) s ON true
  LEFT JOIN LATERAL (SELECT count(*)::int AS total, (count(*) FILTER (WHERE u.outcome = 'refused'))::int AS refused,
    (count(*) FILTER (WHERE u.outcome = 'conflict'))::int AS conflict, (count(*) FILTER (WHERE u.outcome = 'pending'))::int AS pending,
    (count(*) FILTER (WHERE u.outcome = 'opaque'))::int AS opaque FROM (${OUTCOMES}) u) o ON true
  WHERE r.system_id = $1::uuid AND ($2::timestamptz IS NULL OR (r.recorded_at, r.id) < ($2, $3::uuid))
    AND ($5::text IS NULL OR r.state = $5)
    AND ($6::text IS NULL OR r.actor->>'name' ILIKE $6 OR r.id::text ILIKE $6 OR EXISTS (SELECT 1 FROM submission y WHERE y.system_id = r.system_id
      AND y.id = ANY (r.submission_ids) AND (y.file_name ILIKE $6 OR y.claimed_image ILIKE $6 OR y.claimed_digest ILIKE $7 OR y.sha256 ILIKE $7)))
    AND ($8::text IS NULL OR EXISTS (SELECT 1 FROM (${OUTCOMES}) w WHERE w.outcome = $8))
  ORDER BY r.recorded_at DESC, r.id DESC LIMIT $4::int`;

/** Receipts of the system, newest first, with how many there are in each state. */
export function receiptsPage(ctx: Ctx, filters: ReceiptFilters): Promise<ReceiptsPage> {
  return read(ctx, async (tx) => {
    const page = await receiptRows(tx, ctx.systemId, filters);
    const states = await rows<ReceiptsPage["states"][number]>(
      tx, `SELECT state, count(*)::int AS count FROM receipt WHERE system_id = $1::uuid GROUP BY state ORDER BY state`, ctx.systemId,
    );
    const of = (wanted: ReceiptRow["state"]) => states.find(({ state }) => state === wanted)?.count ?? 0;
    return { ...page, states, waiting: of("stored") + of("processing"), total: states.reduce((sum, { count }) => sum + count, 0) };
  });
}

export const receiptList = (ctx: Ctx, filters: ReceiptFilters): Promise<Page<ReceiptRow>> => read(ctx, (tx) => receiptRows(tx, ctx.systemId, filters));

async function receiptRows(tx: Tx, systemId: string, { cursor, limit, q, state, outcome }: ReceiptFilters): Promise<Page<ReceiptRow>> {
  const [at, id] = decodeCursor("receipts", cursor, ["instant", "uuid"]) ?? [null, null];
  const found = await rows<StoredRow>(
    tx, RECEIPTS, systemId, at, id, limit + 1, state ?? null, containing(q), containing(q?.replace(/^sha256:/, "")), outcome ?? null,
  );
  return pageFrom(found, limit, toRow, (row) => encodeCursor("receipts", [iso(row.recorded_at), row.id]));
}

function toRow(row: StoredRow): ReceiptRow {
  const { total, refused, conflict, pending, opaque } = row;
  return {
    id: row.id,
    state: row.state,
    actor: readActor(row.actor).name,
    recordedAt: iso(row.recorded_at),
    doneAt: isoOrNull(row.done_at),
    files: row.files ?? [],
    claimedImage: row.claimed_image || null,
    claimedDigest: withPrefixOrNull(row.claimed_digest),
    documents: { total, refused, conflict, pending, opaque, applied: total - refused - conflict - pending - opaque },
    problem: readProblem(row.problem),
  };
}
