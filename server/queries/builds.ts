import type { Build } from "../../contracts/pages";
import { rows, type Tx } from "../store";
import { iso, withPrefix } from "./read";
import { readCounts } from "./stored-json";

interface StoredBuild {
  sha256: string;
  at: Date;
  label: string | null;
  first: unknown;
  last: unknown;
}

const MOST = 40;

/**
 * Digests of a line in time order, each with the counts of its first scan ("at build") and of its newest ("now"): a
 * rescan of an old digest is no build. Null where no scan is bound to the digest. An index counts through its platforms,
 * so only platform manifests are builds where there are any.
 */
export async function buildsOf(tx: Tx, systemId: string, imageId: string): Promise<Build[]> {
  const found = await rows<StoredBuild>(
    tx,
    `SELECT d.sha256, x.first_seen_at AS at,
       (SELECT t.tag FROM image_tag t WHERE t.system_id = $1::uuid AND t.image_id = $2::uuid AND (t.digest = d.sha256 OR t.digest IN
          (SELECT e.from_sha256 FROM identity_edge e WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 = d.sha256))
        ORDER BY t.from_at, t.tag LIMIT 1) AS label, s.first, s.last
     FROM image_digest x JOIN digest d ON d.system_id = x.system_id AND d.sha256 = x.digest
     LEFT JOIN LATERAL (
       SELECT (array_agg(c.severity_counts ORDER BY coalesce(c.started_at, o.recorded_at), o.id))[1] AS first,
         (array_agg(c.severity_counts ORDER BY coalesce(c.started_at, o.recorded_at) DESC, o.id DESC))[1] AS last
       FROM binding_current b JOIN scan c ON c.system_id = b.system_id AND c.document_id = b.document_id
       JOIN document o ON o.system_id = c.system_id AND o.id = c.document_id
       WHERE b.system_id = $1::uuid AND b.digest = d.sha256 AND b.state IN ('subject', 'named', 'claimed')) s ON true
     WHERE x.system_id = $1::uuid AND x.image_id = $2::uuid AND d.kind NOT IN ('artifact', 'config')
       AND (d.kind <> 'index' OR s.last IS NOT NULL)
     ORDER BY x.first_seen_at DESC, d.sha256 DESC LIMIT ${MOST}`,
    systemId, imageId,
  );
  return found.reverse().map((row) => ({
    digest: withPrefix(row.sha256),
    label: row.label ?? row.sha256.slice(0, 12),
    at: iso(row.at),
    atBuild: readCounts(row.first),
    now: readCounts(row.last),
  }));
}
