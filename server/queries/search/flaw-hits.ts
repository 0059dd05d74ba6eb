import { numbered, REPEATED } from "./hit-parts";

/** Ranks of a finding, worst first; a digest is counted under its worst one. */
const RANK = `CASE f.status WHEN 'open' THEN 0 WHEN 'under_investigation' THEN 1 WHEN 'excepted' THEN 2 WHEN 'vex_fixed' THEN 3
  WHEN 'vex_not_affected' THEN 4 ELSE 5 END`;

const PLACE = `image_id, digest, vulnerability, package_id, first, basis, rank`;

/**
 * Findings under one of the ids of $2: everything asked stands in one index. A digest has as many rows as findings, of
 * several packages and lines; they are grouped by digest and version once, and that by each of the two.
 */
export const FLAW_HITS = `
  raw AS MATERIALIZED (
    SELECT f.image_id, f.digest, f.vulnerability, f.package_id, f.first_observed_at AS first, ${RANK} AS rank FROM finding f
    WHERE f.system_id = $1::uuid AND f.vulnerability = ANY ($2::text[])),
  ${REPEATED},
  ${numbered("SELECT DISTINCT package_id FROM raw", "0")},
  hit AS MATERIALIZED (
    SELECT r.*, n.v, c.basis FROM raw r JOIN numbered n ON n.id = r.package_id
    LEFT JOIN cur c ON c.image_id = r.image_id AND c.digest = r.digest WHERE r.digest NOT IN (SELECT digest FROM repeated)),
  spread AS MATERIALIZED (
    SELECT digest, v, min(rank) AS rank, bool_or(basis IS NOT NULL) AS is_current, bool_or(basis = 'deployment') AS deployed, min(first) AS first,
      bool_or(rank < 5 AND basis IS NOT NULL) AS shows_now
    FROM hit GROUP BY digest, v),
  seen AS (
    SELECT digest, min(rank) AS rank, bool_or(is_current) AS is_current, bool_or(deployed) AS deployed, min(first) AS first
    FROM spread GROUP BY digest),
  whole AS (
    SELECT count(*) FILTER (WHERE rank < 5)::int AS digests, count(*) FILTER (WHERE rank < 5 AND is_current)::int AS current,
      (SELECT count(DISTINCT image_id)::int FROM hit WHERE rank < 5 AND basis IS NOT NULL) AS current_images,
      count(*) FILTER (WHERE rank = 0)::int AS open, count(*) FILTER (WHERE rank = 1)::int AS investigated,
      count(*) FILTER (WHERE rank = 2)::int AS excepted, count(*) FILTER (WHERE rank = 3)::int AS fixed,
      count(*) FILTER (WHERE rank = 4)::int AS not_affected, count(*) FILTER (WHERE rank = 5)::int AS gone,
      count(*) FILTER (WHERE rank < 5 AND deployed)::int AS deployed, min(first) AS first FROM seen),
  by_version AS (
    SELECT v, count(*)::int AS digests, count(*) FILTER (WHERE shows_now)::int AS current FROM spread WHERE rank < 5 GROUP BY v),
  now_listed AS NOT MATERIALIZED (SELECT ${PLACE} FROM hit WHERE basis IS NOT NULL),
  then_listed AS NOT MATERIALIZED (SELECT ${PLACE} FROM hit WHERE basis IS NULL)`;
