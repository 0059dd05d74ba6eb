import type { Page } from "../../../contracts/common";
import type { SearchCounts, SearchFilters, SearchPlace, VersionSpread } from "../../../contracts/search";
import { rows, type Tx } from "../../store";
import { decodeCursor, encodeCursor, pageFrom } from "../cursor";
import { hits, type HitKind } from "./hits";
import { PLACES, RANKS, toPlace, type StoredPlace } from "./places";
import { VERSIONS, toCounts, toSpread, type StoredVersion, type StoredWhole } from "./summary";

export interface Where extends Page<SearchPlace> {
  counts: SearchCounts;
  versions: VersionSpread[];
}

/** $1 the system, $2 ids or package ids as an array in order, the rest as in `PLACES`. All ways give the same answer. */
export const whereSql = (kind: HitKind, many: boolean, alone: boolean): string => `WITH ${hits(kind, many, alone)}, ${VERSIONS}, ${PLACES}
  SELECT 'whole' AS part, to_jsonb(w) AS data FROM whole w
  UNION ALL SELECT 'version', to_jsonb(v) FROM versions v
  UNION ALL SELECT 'place', to_jsonb(p) FROM placed p`;

type Part = { part: "whole"; data: StoredWhole } | { part: "version"; data: StoredVersion } | { part: "place"; data: StoredPlace };

/**
 * Counts, versions and one page of places in one statement, because finding the places is what costs: they are found
 * once. Current ones come first, then by image, digest, flaw and package; whole findings are opened for the page alone.
 * Comes last in its transaction, because it changes how the planner works there.
 */
export async function whereIs(tx: Tx, systemId: string, kind: HitKind, ids: readonly string[], filters: Pick<SearchFilters, "cursor" | "limit" | "where" | "status">): Promise<Where> {
  const after = decodeCursor(`search-${kind}`, filters.cursor, ["whole", "text", "text", "text", "uuid"]) ?? [null, null, null, null, null];
  const asked = arrayText(ids.toSorted());
  const many = await prepare(tx, systemId, kind === "package" ? asked : arrayText([]));
  const found = await rows<Part>(
    tx,
    whereSql(kind, many, ids.length === 1),
    systemId, asked, filters.where ?? null, kind === "vulnerability" && filters.status ? RANKS.indexOf(filters.status) : null,
    ...after, filters.limit + 1,
  );
  const places = found.flatMap((row) => (row.part === "place" ? [row.data] : [])).sort((a, b) => a.nth - b.nth);
  return {
    counts: toCounts(found.flatMap((row) => (row.part === "whole" ? [row.data] : []))[0]),
    versions: toSpread(found.flatMap((row) => (row.part === "version" ? [row.data] : []))),
    ...pageFrom(places, filters.limit, toPlace, (row) => encodeCursor(`search-${kind}`, [row.older, row.image, row.digest, row.vulnerability, row.package_id])),
  };
}

/** Rows of components up to which each is looked up; more are joined to whole tables. */
const MANY = 5_000;
const WORK_BYTES = 32 * 1024 * 1024;

/**
 * Readies the rest of the transaction for the statement of `whereIs`, and answers whether the packages have many
 * components. The planner cannot guess how many rows come out of a WITH list, and guessing one it would go through all
 * digests for each of them; so tables are joined by hash or in order, and what is to be looked up says so itself. The
 * hashes of a hundred thousand digests fit in the memory given here, of which PostgreSQL takes what it needs. Compiling
 * the statement would cost more than it; and the indexes it reads from end to end are mostly in memory.
 */
async function prepare(tx: Tx, systemId: string, packageIds: string): Promise<boolean> {
  const [row] = await rows<{ components: number }>(
    tx,
    `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM component c WHERE c.system_id = $1::uuid AND c.package_id = ANY ($2::uuid[]) LIMIT ${MANY}) x) AS components,
       set_config('enable_nestloop', 'off', true), set_config('jit', 'off', true), set_config('random_page_cost', '1.1', true),
       set_config('work_mem', greatest(pg_size_bytes(current_setting('work_mem')), ${WORK_BYTES}) / 1024 || 'kB', true)`,
    systemId, packageIds,
  );
  return (row?.components ?? 0) >= MANY;
}

/** A list as text of an array, every member quoted: `{"a","b"}`. */
const arrayText = (list: readonly string[]): string => `{${list.map((one) => `"${one.replace(/[\\"]/g, "\\$&")}"`).join(",")}}`;
