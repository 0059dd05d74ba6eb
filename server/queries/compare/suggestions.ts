import type { CompareSuggestion } from "../../../contracts/compare";
import type { Ctx } from "../../auth/principal";
import { rows, type Tx } from "../../store";
import { ISO } from "../digest-facts/base";
import { iso, read, withoutPrefix, withPrefix } from "../read";

interface StoredPair {
  image: string;
  a: string;
  b: string;
  a_tags: string[] | null;
  b_tags: string[] | null;
  at: Date;
}

const MOST = 12;
const MOST_OF_A_LINE = 60;

/**
 * Pairs worth comparing: in each line the newest digest and the one built before it of the same platform, by the time its
 * config tells where that can be believed; the newest first. With a digest given, the neighbours of that one in its lines.
 */
export function compareSuggestions(ctx: Ctx, digest: string | null): Promise<CompareSuggestion[]> {
  return read(ctx, (tx) => pairs(tx, ctx.systemId, digest === null ? null : withoutPrefix(digest)));
}

async function pairs(tx: Tx, systemId: string, digest: string | null): Promise<CompareSuggestion[]> {
  const found = await rows<StoredPair>(
    tx,
    `WITH line AS (
       SELECT i.id, i.name, n.at FROM image i
       CROSS JOIN LATERAL (SELECT max(x.first_seen_at) AS at FROM image_digest x WHERE x.system_id = $1::uuid AND x.image_id = i.id) n
       WHERE i.system_id = $1::uuid AND n.at IS NOT NULL
         AND ($2::text IS NULL OR EXISTS (SELECT 1 FROM image_digest x WHERE x.system_id = $1::uuid AND x.image_id = i.id AND x.digest = $2))
       ORDER BY n.at DESC, i.name LIMIT ${MOST * 4}),
     built AS (
       SELECT l.name, l.id, x.digest, d.kind, d.platform, x.first_seen_at AS at,
         (SELECT max(t.facts->'config'->>'created') FROM document t WHERE t.system_id = $1::uuid AND t.sha256 = d.config_sha256 AND t.kind = 'image_config') AS created
       FROM line l CROSS JOIN LATERAL (SELECT y.digest, y.first_seen_at FROM image_digest y WHERE y.system_id = $1::uuid AND y.image_id = l.id
         ORDER BY y.first_seen_at DESC, y.digest LIMIT ${MOST_OF_A_LINE}) x
       JOIN digest d ON d.system_id = $1::uuid AND d.sha256 = x.digest AND d.kind = 'manifest'),
     timed AS (
       SELECT b.*, CASE WHEN created >= '2005' AND created <= ${ISO("b.at")} THEN created ELSE ${ISO("b.at")} END AS built_at FROM built b),
     seq AS (
       SELECT name, id, digest AS b, at, built_at, lag(digest) OVER (PARTITION BY id, kind, platform ORDER BY built_at, digest) AS a FROM timed),
     ranked AS (SELECT s.*, row_number() OVER (PARTITION BY s.id ORDER BY s.built_at DESC, s.b) AS nth FROM seq s WHERE s.a IS NOT NULL AND ($2::text IS NULL OR $2 IN (s.a, s.b)))
     SELECT r.name AS image, r.a, r.b, r.at, ${tagsOf("r.a")} AS a_tags, ${tagsOf("r.b")} AS b_tags
     FROM ranked r WHERE $2::text IS NOT NULL OR r.nth = 1 ORDER BY r.built_at DESC, r.name, r.b LIMIT ${MOST}`,
    systemId, digest,
  );
  return found.map((row) => ({
    image: row.image, a: withPrefix(row.a), b: withPrefix(row.b), at: iso(row.at),
    aLabel: row.a_tags?.join(", ") ?? row.a.slice(0, 12), bLabel: row.b_tags?.join(", ") ?? row.b.slice(0, 12),
  }));
}

/** Tags that name the digest, or an index that lists it, at any time: the past has to be told apart too. */
const tagsOf = (column: string): string =>
  `(SELECT array_agg(DISTINCT t.tag ORDER BY t.tag) FROM image_tag t WHERE t.system_id = $1::uuid AND t.image_id = r.id AND (t.digest = ${column}
     OR t.digest IN (SELECT e.from_sha256 FROM identity_edge e WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 = ${column})))`;
