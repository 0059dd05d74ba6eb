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

/** From `hit`: one page. $3 current or superseded, $4 a rank, $5 to $9 the place to go on after, $10 how many. */
export const PLACES = `
  listed AS (
    SELECT CASE WHEN h.basis IS NULL THEN 1 ELSE 0 END AS older, coalesce(i.name, '') COLLATE "C" AS image, h.digest COLLATE "C" AS digest,
      coalesce(h.vulnerability, '') COLLATE "C" AS vulnerability, h.package_id, h.image_id, h.first, h.basis
    FROM hit h LEFT JOIN image i ON i.system_id = $1::uuid AND i.id = h.image_id
    WHERE ($3::text IS NULL OR ($3 = 'current') = (h.basis IS NOT NULL)) AND ($4::int IS NULL OR h.rank = $4)),
  page AS MATERIALIZED (
    SELECT * FROM listed WHERE $5::int IS NULL OR (${ORDER}) > ($5, $6, $7, $8, $9::uuid) ORDER BY ${ORDER} LIMIT $10::int),
  placed AS (
    SELECT row_number() OVER (ORDER BY g.older, g.image, g.digest, g.vulnerability, g.package_id)::int AS nth, g.older, g.image, g.digest, g.vulnerability,
      g.package_id, g.basis, g.first, p.package_key, p.type, p.namespace, p.name, p.version, f.status, f.severity, f.fixed_version,
      f.detail->'vexDecision' AS vex, f.detail->>'exception' AS exception,
      (SELECT array_agg(DISTINCT t.tag ORDER BY t.tag) FROM image_tag t WHERE t.system_id = $1::uuid AND t.to_at IS NULL AND t.image_id = g.image_id
        AND (t.digest = g.digest OR t.digest IN (SELECT e.from_sha256 FROM identity_edge e
          WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 = g.digest))) AS tags
    FROM page g JOIN package p ON p.id = g.package_id
    LEFT JOIN finding f ON g.vulnerability <> '' AND f.system_id = $1::uuid AND f.image_id = g.image_id AND f.digest = g.digest
      AND f.vulnerability = g.vulnerability AND f.package_id = g.package_id)`;

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
