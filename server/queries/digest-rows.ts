import type { DigestRow } from "../../contracts/digest";
import { iso, isoOrNull, withPrefix } from "./read";
import { readPlatform, readRollup } from "./stored-json";

export interface StoredDigest {
  sha256: string;
  kind: string;
  platform: unknown;
  first_seen_at: Date;
  rollup: unknown;
  rollup_at: Date | null;
  tags: string[] | null;
}

/**
 * What is left beside a digest of table `d` about one line, an SQL expression of an image id: a signer may speak for one
 * line and not for another. Null where the digest has not been evaluated in that line yet.
 */
export const rollupIn = (d: string, line: string): string =>
  `CASE WHEN coalesce(${d}.rollup->>'imageId', ${line}::text) = ${line}::text THEN ${d}.rollup ELSE ${d}.rollup->'otherLines'->(${line}::text) END`;

/**
 * Columns of `StoredDigest` from a table called `d`, with the tags that name it, or an index that lists it, now; about a
 * line (an SQL expression of its id), or about the digest's first line.
 */
export const digestColumns = (line: string | null): string => `d.sha256, d.kind, d.platform, d.first_seen_at, ${line === null ? "d.rollup" : rollupIn("d", line)} AS rollup, d.rollup_at,
  (SELECT array_agg(DISTINCT t.tag ORDER BY t.tag) FROM (SELECT d.sha256 AS named UNION ALL SELECT e.from_sha256 FROM identity_edge e
      WHERE e.system_id = d.system_id AND e.type = 'index-has-manifest' AND e.to_sha256 = d.sha256) n
    JOIN image_tag t ON t.system_id = d.system_id AND t.digest = n.named AND t.to_at IS NULL) AS tags`;

export const kindOf = (kind: string): "index" | "manifest" | "unknown" => (kind === "index" || kind === "manifest" ? kind : "unknown");

export function toDigestRow(row: StoredDigest): DigestRow {
  const rollup = readRollup(row.rollup);
  return {
    digest: withPrefix(row.sha256),
    kind: kindOf(row.kind),
    platform: readPlatform(row.platform),
    tags: row.tags ?? [],
    firstSeenAt: iso(row.first_seen_at),
    evaluatedAt: isoOrNull(row.rollup_at),
    verdict: rollup.verdict,
    shape: rollup.shape,
    seals: rollup.seals.map(({ kind, state, stateWords }) => ({ kind, state, stateWords })),
    components: rollup.counts?.components ?? null,
    open: rollup.counts?.findings.open ?? null,
    raw: rollup.counts?.findings.raw ?? null,
    ladder: rollup.ladder,
    frameworks: rollup.frameworks,
  };
}
