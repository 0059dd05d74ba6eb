import { CURRENT } from "./current";

/** Ranks of a place, worst first; a digest is counted under its worst finding. A package without a finding has none: 0. */
export const RANK = `CASE f.status WHEN 'open' THEN 0 WHEN 'under_investigation' THEN 1 WHEN 'excepted' THEN 2 WHEN 'vex_fixed' THEN 3
  WHEN 'vex_not_affected' THEN 4 ELSE 5 END`;

/** Findings under one of the ids of $2, a JSON list; everything asked stands in one index. */
const FLAW_HITS = `
  raw AS MATERIALIZED (
    SELECT f.image_id, f.digest, f.vulnerability, f.package_id, f.first_observed_at AS first, ${RANK} AS rank FROM finding f
    WHERE f.system_id = $1::uuid AND f.vulnerability = ANY (ARRAY(SELECT json_array_elements_text($2::json))))`;

/** Digests whose bills of materials, or whose findings, name one of the packages of $2. Without a line the zero id stands. */
const PACKAGE_HITS = `
  held AS (
    SELECT b.digest, c.package_id, min(d.first_seen_at) AS first FROM component c
    JOIN binding_current b ON b.system_id = $1::uuid AND b.document_id = c.document_id AND b.state IN ('subject', 'named', 'claimed')
    JOIN digest d ON d.system_id = $1::uuid AND d.sha256 = b.digest AND d.kind NOT IN ('artifact', 'config')
    WHERE c.system_id = $1::uuid AND c.package_id = ANY (ARRAY(SELECT json_array_elements_text($2::json)::uuid)) GROUP BY 1, 2
    UNION ALL
    SELECT f.digest, f.package_id, min(f.first_observed_at) FROM finding f
    WHERE f.system_id = $1::uuid AND f.package_id = ANY (ARRAY(SELECT json_array_elements_text($2::json)::uuid)) GROUP BY 1, 2),
  raw AS MATERIALIZED (
    SELECT coalesce(l.image_id, '00000000-0000-0000-0000-000000000000') AS image_id, h.digest, NULL::text AS vulnerability, h.package_id, h.first, 0 AS rank
    FROM (SELECT digest, package_id, min(first) AS first FROM held GROUP BY 1, 2) h
    LEFT JOIN image_digest l ON l.system_id = $1::uuid AND l.digest = h.digest)`;

/** An index repeats what its platforms show: it stands only where none of them does. */
const ONCE = `
  hit AS MATERIALIZED (
    SELECT r.* FROM raw r WHERE r.digest NOT IN (
      SELECT e.from_sha256 FROM identity_edge e
      WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 IN (SELECT digest FROM raw)))`;

export type HitKind = "vulnerability" | "package";

/** WITH list of the places of a flaw or a package: `cur` and `hit`. $1 is the system, $2 ids or package ids as JSON. */
export const hits = (kind: HitKind): string => `${CURRENT}, ${kind === "vulnerability" ? FLAW_HITS : PACKAGE_HITS}, ${ONCE}`;
