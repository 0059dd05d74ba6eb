import type { Page } from "../../../contracts/common";
import type { SearchFilters, SearchPlace } from "../../../contracts/search";
import type { FindingResult } from "../../../domain/model/evaluation";
import { rows, type Tx } from "../../store";
import { decodeCursor, encodeCursor, pageFrom } from "../cursor";
import { isoOrNull, withPrefix } from "../read";
import { hits, type HitKind } from "./hits";
import { packageName } from "./summary";

const RANKS = ["open", "under_investigation", "excepted", "vex_fixed", "vex_not_affected", "gone"];

interface StoredPlace {
  older: number;
  image: string;
  digest: string;
  vulnerability: string;
  package_id: string;
  basis: SearchPlace["current"];
  first: Date | null;
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

/** Places page by page: current ones first, then by image, digest, flaw and package. Whole findings are opened for the page alone. */
export async function places(tx: Tx, systemId: string, kind: HitKind, ids: readonly string[], filters: Pick<SearchFilters, "cursor" | "limit" | "where" | "status">): Promise<Page<SearchPlace>> {
  const after = decodeCursor(`search-${kind}`, filters.cursor, ["whole", "text", "text", "text", "uuid"]) ?? [null, null, null, null, null];
  const found = await rows<StoredPlace>(
    tx,
    `WITH ${hits(kind)},
     page AS MATERIALIZED (
       SELECT CASE WHEN c.digest IS NULL THEN 1 ELSE 0 END AS older, coalesce(i.name, '') COLLATE "C" AS image, h.digest COLLATE "C" AS digest,
         coalesce(h.vulnerability, '') COLLATE "C" AS vulnerability, h.package_id, h.image_id, h.first, c.basis
       FROM hit h LEFT JOIN cur c ON c.image_id = h.image_id AND c.digest = h.digest
       LEFT JOIN image i ON i.system_id = $1::uuid AND i.id = h.image_id
       WHERE ($3::text IS NULL OR ($3 = 'current') = (c.digest IS NOT NULL)) AND ($4::int IS NULL OR h.rank = $4)
         AND ($5::int IS NULL OR (CASE WHEN c.digest IS NULL THEN 1 ELSE 0 END, coalesce(i.name, '') COLLATE "C", h.digest COLLATE "C",
           coalesce(h.vulnerability, '') COLLATE "C", h.package_id) > ($5, $6, $7, $8, $9::uuid))
       ORDER BY 1, 2, 3, 4, 5 LIMIT $10::int)
     SELECT g.older, g.image, g.digest, g.vulnerability, g.package_id::text AS package_id, g.basis, g.first, p.package_key, p.type, p.namespace, p.name,
       p.version, f.status, f.severity, f.fixed_version, f.detail->'vexDecision' AS vex, f.detail->>'exception' AS exception,
       (SELECT array_agg(DISTINCT t.tag ORDER BY t.tag) FROM image_tag t WHERE t.system_id = $1::uuid AND t.to_at IS NULL AND t.image_id = g.image_id
         AND (t.digest = g.digest OR t.digest IN (SELECT e.from_sha256 FROM identity_edge e
           WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 = g.digest))) AS tags
     FROM page g JOIN package p ON p.id = g.package_id
     LEFT JOIN finding f ON g.vulnerability <> '' AND f.system_id = $1::uuid AND f.image_id = g.image_id AND f.digest = g.digest
       AND f.vulnerability = g.vulnerability AND f.package_id = g.package_id
     ORDER BY 1, 2, 3, 4, 5`,
    systemId, JSON.stringify(ids), filters.where ?? null, kind === "vulnerability" && filters.status ? RANKS.indexOf(filters.status) : null,
    ...after, filters.limit + 1,
  );
  return pageFrom(found, filters.limit, toPlace, (row) => encodeCursor(`search-${kind}`, [row.older, row.image, row.digest, row.vulnerability, row.package_id]));
}

function toPlace(row: StoredPlace): SearchPlace {
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
    firstObservedAt: isoOrNull(row.first),
    vex: toVex(row.vex),
    exception: row.exception,
  };
}

/** The statement in force, else the newest that has no effect: advice. */
function toVex(decision: StoredPlace["vex"]): SearchPlace["vex"] {
  const one = decision?.won ?? decision?.ignored[0];
  return one ? { status: one.status, author: one.author, counts: Boolean(decision?.won), why: one.why } : null;
}
