import { z } from "zod";
import type { EvidenceReport } from "../../contracts/pages";
import { rows, type Tx } from "../store";

const SHOWN_RESULTS = 200;
const SHOWN_REPORTS = 50;

const result = z.object({ id: z.string(), title: z.string(), result: z.string(), severity: z.string(), target: z.string().nullable(), at: z.string() });
const stored = z.object({ kind: z.string(), tool: z.string(), target: z.string().nullable(), total: z.number(), totals: z.record(z.string(), z.number()), results: z.array(result) });

const FIRST = ["fail", "error", "warn", "unknown"];

/** Reports of checks in a file, in the newest revision of each document. One written in another shape is left out. */
export async function checksOf(tx: Tx, systemId: string, sha256: string, most = SHOWN_RESULTS): Promise<EvidenceReport[]> {
  const found = await rows<{ id: string; path: string; report: unknown }>(
    tx,
    `SELECT d.id::text AS id, d.path, d.facts->'report' AS report FROM document d
     JOIN submission s ON s.system_id = d.system_id AND s.id = d.submission_id
     WHERE d.system_id = $1::uuid AND s.sha256 = $2 AND d.kind = 'report'
       AND NOT EXISTS (SELECT 1 FROM document n WHERE n.system_id = d.system_id AND n.submission_id = d.submission_id AND n.path = d.path AND n.revision > d.revision)
     ORDER BY s.recorded_at, d.path, d.id LIMIT ${SHOWN_REPORTS}`,
    systemId, sha256,
  );
  const paths = new Map(found.map((row) => [row.path, row]));
  return [...paths.values()].flatMap(({ id, path, report }) => {
    const parsed = stored.safeParse(report);
    return parsed.success ? [{ documentId: id, path, ...parsed.data, results: mattersFirst(parsed.data.results).slice(0, most) }] : [];
  });
}

function mattersFirst(results: EvidenceReport["results"]): EvidenceReport["results"] {
  const rank = (word: string): number => (FIRST.includes(word) ? FIRST.indexOf(word) : FIRST.length);
  return results.toSorted((a, b) => rank(a.result) - rank(b.result));
}
