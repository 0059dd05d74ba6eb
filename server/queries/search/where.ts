import type { Page } from "../../../contracts/common";
import type { SearchCounts, SearchFilters, SearchPlace, VersionSpread } from "../../../contracts/search";
import { rows, type Tx } from "../../store";
import { decodeCursor, encodeCursor, pageFrom } from "../cursor";
import { hits, type HitKind } from "./hits";
import { PLACES, RANKS, toPlace, type StoredPlace } from "./places";
import { SUMMARY, toCounts, toSpread, type StoredVersion, type StoredWhole } from "./summary";

export interface Where extends Page<SearchPlace> {
  counts: SearchCounts;
  versions: VersionSpread[];
}

type Part = { part: "whole"; data: StoredWhole } | { part: "version"; data: StoredVersion } | { part: "place"; data: StoredPlace };

/**
 * Counts, versions and one page of places in one statement, because finding the places is what costs: they are found
 * once. Current ones come first, then by image, digest, flaw and package; whole findings are opened for the page alone.
 */
export async function whereIs(tx: Tx, systemId: string, kind: HitKind, ids: readonly string[], filters: Pick<SearchFilters, "cursor" | "limit" | "where" | "status">): Promise<Where> {
  const after = decodeCursor(`search-${kind}`, filters.cursor, ["whole", "text", "text", "text", "uuid"]) ?? [null, null, null, null, null];
  const found = await rows<Part>(
    tx,
    `WITH ${hits(kind)}, ${SUMMARY}, ${PLACES}
     SELECT 'whole' AS part, to_jsonb(w) AS data FROM whole w
     UNION ALL SELECT 'version', to_jsonb(v) FROM versions v
     UNION ALL SELECT 'place', to_jsonb(p) FROM placed p`,
    systemId, JSON.stringify(ids), filters.where ?? null, kind === "vulnerability" && filters.status ? RANKS.indexOf(filters.status) : null,
    ...after, filters.limit + 1,
  );
  const places = found.flatMap((row) => (row.part === "place" ? [row.data] : [])).sort((a, b) => a.nth - b.nth);
  return {
    counts: toCounts(found.flatMap((row) => (row.part === "whole" ? [row.data] : []))[0]),
    versions: toSpread(found.flatMap((row) => (row.part === "version" ? [row.data] : []))),
    ...pageFrom(places, filters.limit, toPlace, (row) => encodeCursor(`search-${kind}`, [row.older, row.image, row.digest, row.vulnerability, row.package_id])),
  };
}
