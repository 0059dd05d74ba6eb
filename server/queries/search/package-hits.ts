import { lookup, numbered, REPEATED } from "./hit-parts";

const NO_LINE = `'00000000-0000-0000-0000-000000000000'`;
const BOUND = `SELECT * FROM binding_current x WHERE x.system_id = $1::uuid AND x.state IN ('subject', 'named', 'claimed')`;
const LINED = `SELECT * FROM image_digest x WHERE x.system_id = $1::uuid`;
/** Place of an id among those of $2, which are in order: found by halving. */
const place = (id: string): string => `width_bucket(${id}, $2::uuid[])`;
const NUMBER = place("i.package_id");
/** Digests that count, of `raw`. */
const SEEN = `raw WHERE digest NOT IN (SELECT digest FROM repeated)`;

/**
 * Digests whose bills of materials, or whose findings, name one of the packages of $2, a row a digest in `raw` with the
 * least and the greatest number of its packages. Most digests hold one of them, and then nothing more has to be known;
 * those that hold several are looked at again as `several`. Counts of digests need no lines: those are joined for what
 * is current and for the page. Without a line the zero id stands.
 *
 * `many`: bindings and lines are read whole and joined. Otherwise each is looked up in its index. `alone`: $2 holds one
 * id, and its components come out of their index in the order of documents, as bindings do, so neither is hashed.
 */
export const packageHits = (many: boolean, alone: boolean): string => `
  ${numbered("SELECT DISTINCT unnest($2::uuid[])", place("p.id"))},
  in_sboms AS NOT MATERIALIZED (
    SELECT b.digest, c.package_id FROM component c
    ${many ? `JOIN (${BOUND}) b ON b.document_id = c.document_id` : lookup("b", `${BOUND} AND x.document_id = c.document_id`)}
    WHERE c.system_id = $1::uuid AND c.package_id = ${alone ? "($2::uuid[])[1]" : "ANY ($2::uuid[])"}),
  in_scans AS NOT MATERIALIZED (
    SELECT f.digest, f.package_id, f.first_observed_at AS first FROM finding f WHERE f.system_id = $1::uuid AND f.package_id = ANY ($2::uuid[])),
  raw AS MATERIALIZED (
    SELECT digest, least(s.k, f.k) AS k, greatest(s.last_k, f.last_k) AS last_k, f.first
    FROM (SELECT i.digest, min(${NUMBER}) AS k, max(${NUMBER}) AS last_k FROM in_sboms i GROUP BY i.digest) s
    FULL JOIN (SELECT i.digest, min(${NUMBER}) AS k, max(${NUMBER}) AS last_k, min(i.first) AS first FROM in_scans i GROUP BY i.digest) f USING (digest)
    WHERE digest NOT IN (SELECT d.sha256 FROM digest d WHERE d.system_id = $1::uuid AND d.kind IN ('artifact', 'config'))),
  ${REPEATED},
  several AS MATERIALIZED (
    SELECT h.digest, n.k, n.v, min(h.first) AS first
    FROM (SELECT digest, package_id, NULL::timestamptz AS first FROM in_sboms UNION ALL SELECT digest, package_id, first FROM in_scans) h
    JOIN (SELECT * FROM ${SEEN} AND k <> last_k) s ON s.digest = h.digest JOIN numbered n ON n.id = h.package_id GROUP BY 1, 2, 3),
  cur_lines AS MATERIALIZED (
    SELECT c.image_id, c.digest, c.basis, l.first_seen_at, s.k, s.last_k, s.first FROM cur c
    JOIN (SELECT * FROM ${SEEN}) s ON s.digest = c.digest
    ${many ? `JOIN (${LINED}) l ON l.image_id = c.image_id AND l.digest = c.digest` : lookup("l", `${LINED} AND x.image_id = c.image_id AND x.digest = c.digest`)}),
  totals AS MATERIALIZED (SELECT k, last_k, count(*) AS digests, min(first) AS first FROM ${SEEN} GROUP BY k, last_k),
  earliest AS (
    ${many ? `SELECT l.first_seen_at AS first FROM (${LINED}) l WHERE (l.digest IN (SELECT digest FROM ${SEEN})) IS TRUE ORDER BY l.first_seen_at LIMIT 1`
      : `SELECT min(l.first_seen_at) AS first FROM (SELECT * FROM ${SEEN}) s ${lookup("l", `${LINED} AND x.digest = s.digest`)}`}),
  whole AS (
    SELECT t.digests, c.current, c.current_images, t.digests AS open, 0 AS investigated, 0 AS excepted, 0 AS fixed, 0 AS not_affected, 0 AS gone, c.deployed,
      least(t.first, (SELECT first FROM earliest)) AS first
    FROM (SELECT coalesce(sum(digests), 0)::int AS digests, min(first) AS first FROM totals) t,
      (SELECT count(DISTINCT digest)::int AS current, count(DISTINCT image_id)::int AS current_images,
        (count(DISTINCT digest) FILTER (WHERE basis = 'deployment'))::int AS deployed FROM cur_lines) c),
  by_version AS (
    SELECT v, sum(digests)::int AS digests, sum(current)::int AS current FROM (
      SELECT n.v, t.digests, 0 AS current FROM totals t JOIN numbered n ON n.k = t.k WHERE t.k = t.last_k
      UNION ALL
      SELECT n.v, 0, c.current FROM (SELECT k, count(DISTINCT digest) AS current FROM cur_lines WHERE k = last_k GROUP BY k) c JOIN numbered n ON n.k = c.k
      UNION ALL
      SELECT v, count(*), count(*) FILTER (WHERE digest IN (SELECT digest FROM cur_lines)) FROM (SELECT DISTINCT v, digest FROM several) m GROUP BY v) parts
    GROUP BY v),
  now_listed AS NOT MATERIALIZED (
    SELECT c.image_id, c.digest, NULL::text AS vulnerability, coalesce(m.id, n.id) AS package_id,
      least(CASE WHEN m.id IS NULL THEN c.first ELSE m.first END, c.first_seen_at) AS first, c.basis, 0 AS rank
    FROM cur_lines c LEFT JOIN numbered n ON n.k = c.k
    LEFT JOIN (SELECT s.digest, s.first, x.id FROM several s JOIN numbered x ON x.k = s.k) m ON m.digest = c.digest),
  then_listed AS NOT MATERIALIZED (
    SELECT coalesce(l.image_id, ${NO_LINE}) AS image_id, s.digest, NULL::text AS vulnerability, coalesce(m.id, n.id) AS package_id,
      least(CASE WHEN m.id IS NULL THEN s.first ELSE m.first END, l.first_seen_at) AS first, NULL::text AS basis, 0 AS rank
    FROM (SELECT * FROM ${SEEN}) s LEFT JOIN numbered n ON n.k = s.k
    LEFT JOIN (SELECT s.digest, s.first, x.id FROM several s JOIN numbered x ON x.k = s.k) m ON m.digest = s.digest
    LEFT JOIN ${many ? `(${LINED}) l ON l.digest = s.digest` : `LATERAL (${LINED} AND x.digest = s.digest OFFSET 0) l ON true`}
    WHERE NOT EXISTS (SELECT 1 FROM cur_lines c WHERE c.image_id = l.image_id AND c.digest = l.digest))`;
