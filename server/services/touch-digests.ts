import { runMany, sortedBy, type Tx } from "../store";

/**
 * Says that facts about these digests changed, so that they are evaluated again. Rows are taken in order, and digests
 * that are listed by or list one of them are named by the caller.
 */
export async function touchDigests(tx: Tx, systemId: string, digests: Iterable<string>): Promise<void> {
  const list = sortedBy([...new Set(digests)], (sha256) => sha256).map((sha256) => ({ sha256 }));
  await runMany(
    tx,
    `UPDATE digest d SET facts_revision = d.facts_revision + 1
     FROM (SELECT sha256 FROM digest WHERE system_id = $2::uuid
             AND sha256 IN (SELECT sha256 FROM json_to_recordset($1::json) AS t(sha256 text))
             AND kind NOT IN ('artifact', 'config')
           ORDER BY sha256 FOR UPDATE) t
     WHERE d.system_id = $2::uuid AND d.sha256 = t.sha256`,
    list, systemId,
  );
}
