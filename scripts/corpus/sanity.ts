import type { Client } from "pg";

/** Ends that are never a file's own fault. */
const NEVER = ["ingest/room-failed", "ingest/crashed", "ingest/timeout"];

/** Receipts that were given up or never finished, work left over, and documents that ended as only a defect of ours ends. */
export async function unsound(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(
    `SELECT 'receipt ' || id || ' is ' || state || coalesce(': ' || (problem->>'code'), '') AS line FROM receipt WHERE state <> 'done'
     UNION ALL
     SELECT s.file_name || ' ' || d.path || ': ' || (d.problem->>'code') || ' ' || (d.problem->>'detail') FROM document d JOIN submission s ON s.system_id = d.system_id AND s.id = d.submission_id
     WHERE d.problem->>'code' = ANY($1)
     UNION ALL
     SELECT s.file_name || ' ' || d.path || ': note ' || (n->>'code') FROM document d JOIN submission s ON s.system_id = d.system_id AND s.id = d.submission_id
     CROSS JOIN LATERAL jsonb_array_elements(d.notes) n WHERE n->>'code' = ANY($1)
     UNION ALL
     SELECT 'digest ' || sha256 || ' is not evaluated' FROM digest WHERE facts_revision > evaluated_revision AND kind NOT IN ('artifact', 'config')`,
    [NEVER],
  );
  return rows.map(({ line }) => line);
}
