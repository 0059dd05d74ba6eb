/**
 * What is current in each line, as a table `cur(image_id, digest, basis, since)` of a WITH list: what is deployed; in lines
 * without inventory what each tag names now; in lines without either the newest digest. Platforms of an index come with it.
 * $1 is the system.
 */
export const CURRENT = `
  named AS (
    SELECT p.image_id, p.digest, 'deployment' AS basis FROM deployment p
      WHERE p.system_id = $1::uuid AND p.to_at IS NULL AND p.image_id IS NOT NULL
    UNION
    SELECT t.image_id, t.digest, 'tag' FROM image_tag t
      WHERE t.system_id = $1::uuid AND t.to_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM deployment p WHERE p.system_id = $1::uuid AND p.image_id = t.image_id AND p.to_at IS NULL)
    UNION
    SELECT i.id, n.digest, 'newest' FROM image i
      CROSS JOIN LATERAL (SELECT x.digest FROM image_digest x WHERE x.system_id = $1::uuid AND x.image_id = i.id
        ORDER BY x.first_seen_at DESC, x.digest LIMIT 1) n
      WHERE i.system_id = $1::uuid
        AND NOT EXISTS (SELECT 1 FROM deployment p WHERE p.system_id = $1::uuid AND p.image_id = i.id AND p.to_at IS NULL)
        AND NOT EXISTS (SELECT 1 FROM image_tag t WHERE t.system_id = $1::uuid AND t.image_id = i.id AND t.to_at IS NULL)),
  cur AS MATERIALIZED (
    SELECT image_id, digest, min(basis) AS basis FROM (
      SELECT image_id, digest, basis FROM named
      UNION ALL
      SELECT n.image_id, e.to_sha256, n.basis FROM named n
        JOIN identity_edge e ON e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.from_sha256 = n.digest) both_kinds
    GROUP BY image_id, digest)`;
