import { CURRENT } from "./current";

/** Ranks of a place, worst first; a digest is counted under its worst finding. A package without a finding has none: 0. */
const RANK = `CASE f.status WHEN 'open' THEN 0 WHEN 'under_investigation' THEN 1 WHEN 'excepted' THEN 2 WHEN 'vex_fixed' THEN 3
  WHEN 'vex_not_affected' THEN 4 ELSE 5 END`;

/** Findings under one of the ids of $2, a JSON list; everything asked stands in one index. */
const FLAW_HITS = `
  raw AS MATERIALIZED (
    SELECT f.image_id, f.digest, f.vulnerability, f.package_id, f.first_observed_at AS first, ${RANK} AS rank FROM finding f
    WHERE f.system_id = $1::uuid AND f.vulnerability = ANY (ARRAY(SELECT json_array_elements_text($2::json))))`;

/** Digests whose bills of materials, or whose findings, name one of the packages of $2. Without a line the zero id stands. */
const PACKAGE_HITS = `
  held AS (
    SELECT b.digest, c.package_id, NULL::timestamptz AS first FROM component c
    JOIN binding_current b ON b.system_id = $1::uuid AND b.document_id = c.document_id AND b.state IN ('subject', 'named', 'claimed')
    WHERE c.system_id = $1::uuid AND c.package_id = ANY (ARRAY(SELECT json_array_elements_text($2::json)::uuid))
    UNION ALL
    SELECT f.digest, f.package_id, f.first_observed_at FROM finding f
    WHERE f.system_id = $1::uuid AND f.package_id = ANY (ARRAY(SELECT json_array_elements_text($2::json)::uuid))),
  raw AS MATERIALIZED (
    SELECT coalesce(l.image_id, '00000000-0000-0000-0000-000000000000') AS image_id, h.digest, NULL::text AS vulnerability, h.package_id,
      least(h.first, l.first_seen_at) AS first, 0 AS rank
    FROM (SELECT digest, package_id, min(first) AS first FROM held GROUP BY 1, 2) h
    LEFT JOIN image_digest l ON l.system_id = $1::uuid AND l.digest = h.digest
    WHERE h.digest NOT IN (SELECT d.sha256 FROM digest d WHERE d.system_id = $1::uuid AND d.kind IN ('artifact', 'config')))`;

/** Beside each place why its digest is current. An index repeats what its platforms show: it stands only where none of them does. */
const PLACED = `
  hit AS MATERIALIZED (
    SELECT r.*, c.basis FROM raw r LEFT JOIN cur c ON c.image_id = r.image_id AND c.digest = r.digest
    WHERE r.digest NOT IN (
      SELECT e.from_sha256 FROM identity_edge e
      WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 IN (SELECT digest FROM raw)))`;

export type HitKind = "vulnerability" | "package";

/** WITH list that ends in the places of a flaw or a package, `hit`. $1 is the system, $2 ids or package ids as JSON. */
export const hits = (kind: HitKind): string => `${CURRENT}, ${kind === "vulnerability" ? FLAW_HITS : PACKAGE_HITS}, ${PLACED}`;
