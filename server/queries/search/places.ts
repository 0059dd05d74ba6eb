import type { SearchPlace } from "../../../contracts/search";
import type { FindingResult } from "../../../domain/model/evaluation";
import { withPrefix } from "../read";
import { instantOf, packageName } from "./summary";

/** States by the rank of a hit. */
export const RANKS = ["open", "under_investigation", "excepted", "vex_fixed", "vex_not_affected", "gone"];

export interface StoredPlace {
  nth: number;
  older: number;
  image: string;
  digest: string;
  vulnerability: string;
  package_id: string;
  basis: SearchPlace["current"];
  first: string | null;
  tags: string[] | null;
  package_key: string;
  type: string;
  namespace: string | null;
  name: string;
  version: string | null;
  status: SearchPlace["status"];
  severity: SearchPlace["severity"];
  fixed_version: string | null;
  vex: FindingResult["vexDecision"] | null;
  exception: string | null;
}

const ORDER = `older, image, digest, vulnerability, package_id`;

/** At most `most` places of one list after the one to go on after; the ones that are not current have 1 as `older`. */
const part = (list: string, older: 0 | 1, which: string, most: string): string => `
    SELECT * FROM (
      SELECT ${older} AS older, coalesce(i.name, '') COLLATE "C" AS image, h.digest COLLATE "C" AS digest,
        coalesce(h.vulnerability, '') COLLATE "C" AS vulnerability, h.package_id, h.image_id, h.first, h.basis
      FROM ${list} h LEFT JOIN image i ON i.system_id = $1::uuid AND i.id = h.image_id
      WHERE ($3::text IS NULL OR $3 = '${which}') AND ($4::int IS NULL OR h.rank = $4)) listed
    WHERE $5::int IS NULL OR (${ORDER}) > ($5, $6, $7, $8, $9::uuid) ORDER BY ${ORDER} LIMIT ${most}`;

/**
 * One page. $3 current or superseded, $4 a rank, $5 to $9 the place to go on after, $10 how many. Current ones come
 * first, and where they fill the page a limit of 0 keeps the superseded ones from being read at all.
 */
export const PLACES = `
  now_page AS MATERIALIZED (${part("now_listed", 0, "current", "$10::int")}),
  then_page AS MATERIALIZED (${part("then_listed", 1, "superseded", "$10::int - (SELECT count(*) FROM now_page)")}),
  page AS MATERIALIZED (SELECT * FROM now_page UNION ALL SELECT * FROM then_page),
  placed AS (
    SELECT row_number() OVER (ORDER BY g.older, g.image, g.digest, g.vulnerability, g.package_id)::int AS nth, g.older, g.image, g.digest, g.vulnerability,
      g.package_id, g.basis, g.first, p.package_key, p.type, p.namespace, p.name, p.version, f.status, f.severity, f.fixed_version,
      f.detail->'vexDecision' AS vex, f.detail->>'exception' AS exception,
      (SELECT array_agg(DISTINCT t.tag ORDER BY t.tag) FROM image_tag t WHERE t.system_id = $1::uuid AND t.to_at IS NULL AND t.image_id = g.image_id
        AND (t.digest = g.digest OR t.digest IN (SELECT e.from_sha256 FROM identity_edge e
          WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 = g.digest))) AS tags
    FROM page g CROSS JOIN LATERAL (SELECT * FROM package x WHERE x.id = g.package_id OFFSET 0) p
    LEFT JOIN LATERAL (SELECT * FROM finding x WHERE g.vulnerability <> '' AND x.system_id = $1::uuid AND x.image_id = g.image_id
      AND x.digest = g.digest AND x.vulnerability = g.vulnerability AND x.package_id::text = g.package_id::text OFFSET 0) f ON true)`;

export function toPlace(row: StoredPlace): SearchPlace {
  return {
    digest: withPrefix(row.digest),
    image: row.image === "" ? null : row.image,
    tags: row.tags ?? [],
    current: row.basis,
    package: { key: row.package_key, type: row.type, name: packageName(row.type, row.namespace, row.name), version: row.version },
    vulnerability: row.vulnerability === "" ? null : row.vulnerability,
    status: row.status,
    severity: row.severity,
    fixedVersion: row.fixed_version,
    firstObservedAt: instantOf(row.first),
    vex: toVex(row.vex),
    exception: row.exception,
  };
}

/** The statement in force, else the newest that has no effect: advice. */
function toVex(decision: StoredPlace["vex"]): SearchPlace["vex"] {
  const one = decision?.won ?? decision?.ignored[0];
  return one ? { status: one.status, author: one.author, counts: Boolean(decision?.won), why: one.why } : null;
}
