import { IMAGE_FACETS, type ImageFacet, type ImageFilters, type ImageSort } from "../../contracts/image";
import { rows, type Tx } from "../store";
import { decodeCursor, encodeCursor } from "./cursor";
import { IMAGE_SQL } from "./image-rows";
import { containing } from "./read";

type Rank = readonly [unknown: string, first: string, second: string, third: string, text: string];

const OPEN = (severity: string): string => `coalesce((l.open->>'${severity}')::int, 0)`;

/** Milliseconds since 1970; in days and the rest of a day it fits a cursor's whole numbers. */
const AGE = "(extract(epoch FROM l.seen) * 1000)";

/**
 * What each order goes by: 1 for a line of which it is unknown, then three numbers and a text. Numbers are negative
 * where the most comes first, so that the plain order of every column is ascending and one comparison pages them all.
 */
const RANKS: Record<ImageSort, Rank> = {
  name: ["0", "0", "0", "0", "l.name"],
  seen: ["(l.seen IS NULL)::int", `-coalesce(floor(${AGE} / 86400000), 0)::int`, `-coalesce(${AGE}::bigint % 86400000, 0)::int`, "0", "''"],
  state: ["(l.verdict IS NULL)::int", "-least(l.breached, 1)", "coalesce(array_position(ARRAY['fail', 'needs_evidence', 'manual', 'pass'], l.verdict), 9)", "-l.breached", "''"],
  open: ["(l.open IS NULL)::int", `-${OPEN("critical")}`, `-${OPEN("high")}`, `-(${["medium", "low", "negligible", "none", "unknown"].map(OPEN).join(" + ")})`, "''"],
  seals: ["(l.seals = 0)::int", "l.verified", "-l.failed", "0", "''"],
  controls: ["(l.decided = 0)::int", "-l.failing", "l.passing - l.decided", "0", "''"],
  owner: ["(l.owner_team IS NULL)::int", "0", "0", "0", "coalesce(l.owner_team, '')"],
};

const asArray = (json: string): string => `CASE jsonb_typeof(${json}) WHEN 'array' THEN ${json} ELSE '[]'::jsonb END`;
const counted = (outcome: string): string => `coalesce(sum((w->'counts'->>'${outcome}')::int), 0)::int`;

/** One row a line with what lists go by: of its current digest, from its rollup. $1 is the system. */
const LINES = `
  SELECT q.id, q.name, q.owner_team, q.verdict, q.open, coalesce(q.breached, 0) AS breached, q.seen, s.*, f.*,
    ARRAY(SELECT DISTINCT p.environment FROM deployment p WHERE p.system_id = $1::uuid AND p.image_id = q.id::uuid AND p.to_at IS NULL) AS environments
  FROM (SELECT t.id, t.name, t.owner_team, t.first_seen_at AS seen, t.rollup->'verdict'->>'result' AS verdict, t.rollup->'counts'->'findings'->'open' AS open,
      (t.rollup->'ladder'->>'breached')::int AS breached, t.rollup->'seals' AS all_seals, t.rollup->'frameworks' AS all_frameworks FROM (${IMAGE_SQL}) t) q
  CROSS JOIN LATERAL (SELECT count(*)::int AS seals, count(*) FILTER (WHERE w->>'state' = 'verified')::int AS verified, count(*) FILTER (WHERE w->>'state' = 'failed')::int AS failed,
      max(w->>'state') FILTER (WHERE w->>'kind' = 'signature') AS signature FROM jsonb_array_elements(${asArray("q.all_seals")}) w) s
  CROSS JOIN LATERAL (SELECT ${counted("pass")} AS passing, ${counted("fail")} AS failing,
      ${["pass", "fail", "needs_evidence", "manual"].map(counted).join(" + ")} AS decided,
      coalesce(array_agg(w->>'id') FILTER (WHERE (w->'counts'->>'fail')::int > 0), '{}') AS fails,
      coalesce(jsonb_object_agg(w->>'id', concat_ws(' ', w->>'title', w->>'version')) FILTER (WHERE w->>'id' IS NOT NULL), '{}') AS titles
      FROM jsonb_array_elements(${asArray("q.all_frameworks")}) w) f`;

/** Which values a line has in each facet, and whether it passes that facet's filter ($3 on). */
const FACETS: Record<ImageFacet, { values: string; match: string }> = {
  status: { values: "ARRAY[coalesce(l.verdict, 'unevaluated')]", match: "($3::text IS NULL OR coalesce(l.verdict, 'unevaluated') = $3)" },
  owner: { values: "ARRAY[coalesce(nullif(l.owner_team, ''), 'none')]", match: "($4::text IS NULL OR coalesce(nullif(l.owner_team, ''), 'none') = $4)" },
  environment: { values: "l.environments", match: "($5::text IS NULL OR $5 = ANY (l.environments))" },
  signature: { values: "ARRAY[coalesce(l.signature, 'unevaluated')]", match: "($6::text IS NULL OR coalesce(l.signature, 'unevaluated') = $6)" },
  framework: { values: "l.fails", match: "($7::text IS NULL OR $7 = ANY (l.fails))" },
};

const MATCHED = `line AS MATERIALIZED (${LINES}),
  matched AS MATERIALIZED (SELECT l.*, ${IMAGE_FACETS.map((facet) => `${FACETS[facet].match} AS by_${facet}`).join(", ")}
    FROM line l WHERE $2::text IS NULL OR l.name ILIKE $2)`;

const all = (facets: readonly ImageFacet[]): string => facets.map((facet) => `by_${facet}`).join(" AND ") || "true";

const given = (systemId: string, { q, status, owner, environment, signature, framework }: ImageFilters) =>
  [systemId, containing(q), status ?? null, owner ?? null, environment ?? null, signature ?? null, framework ?? null] as const;

export interface FacetCount {
  facet: ImageFacet | "all";
  value: string;
  title: string | null;
  count: number;
}

/** Most values of one facet that are offered; further ones are reached by the text filter. */
const MOST_VALUES = 50;

/**
 * How many lines each choice would leave, every facet counted under all the other filters, and under "all" how many
 * match. One statement, whatever there is.
 */
export function imageFacets(tx: Tx, systemId: string, filters: ImageFilters): Promise<FacetCount[]> {
  const one = (facet: ImageFacet): string => `
    (SELECT '${facet}' AS facet, v.value, ${facet === "framework" ? "max(l.titles->>v.value)" : "NULL"} AS title, count(*)::int AS count FROM matched l CROSS JOIN LATERAL unnest(${FACETS[facet].values}) v(value)
     WHERE ${all(IMAGE_FACETS.filter((other) => other !== facet))} GROUP BY 2 ORDER BY 4 DESC, 2 LIMIT ${MOST_VALUES})`;
  return rows<FacetCount>(
    tx,
    `WITH ${MATCHED} ${IMAGE_FACETS.map(one).join(" UNION ALL ")}
     UNION ALL SELECT 'all', '', NULL, count(*)::int FROM matched WHERE ${all(IMAGE_FACETS)}`,
    ...given(systemId, filters),
  );
}

interface Ranked {
  id: string;
  name: string;
  unknown: number;
  first: number;
  second: number;
  third: number;
  text: string;
}

/** Ids of one page of lines in the order asked for, one more than the limit when there is a next page. */
export async function imagePlaces(tx: Tx, systemId: string, filters: ImageFilters): Promise<{ ids: string[]; cursorAfter: (id: string) => string }> {
  const sort = filters.sort ?? "name";
  const back = sort.startsWith("-");
  const [unknown, first, second, third, text] = RANKS[sort.replace("-", "") as ImageSort];
  const tag = `images ${sort}`;
  const after = decodeCursor(tag, filters.cursor, ["whole", "whole", "whole", "whole", "text", "text"]) ?? [null, null, null, null, null, null];
  const way = back ? "DESC" : "ASC";
  const found = await rows<Ranked>(
    tx,
    `WITH ${MATCHED}, ranked AS (SELECT l.id, l.name, ${unknown} AS unknown, ${first} AS first, ${second} AS second, ${third} AS third, ${text} COLLATE "C" AS text FROM matched l WHERE ${all(IMAGE_FACETS)})
     SELECT * FROM ranked r WHERE $8::int IS NULL OR r.unknown > $8 OR (r.unknown = $8 AND ((r.first, r.second, r.third, r.text) ${back ? "<" : ">"} ($9::int, $10::int, $11::int, $12::text COLLATE "C")
       OR ((r.first, r.second, r.third, r.text) = ($9::int, $10::int, $11::int, $12::text COLLATE "C") AND r.name COLLATE "C" > $13)))
     ORDER BY r.unknown, r.first ${way}, r.second ${way}, r.third ${way}, r.text ${way}, r.name COLLATE "C" LIMIT $14::int`,
    ...given(systemId, filters), ...after, filters.limit + 1,
  );
  const byId = new Map(found.map((row) => [row.id, row]));
  const cursorAfter = (id: string): string => {
    const row = byId.get(id);
    return row ? encodeCursor(tag, [row.unknown, row.first, row.second, row.third, row.text, row.name]) : "";
  };
  return { ids: found.map(({ id }) => id), cursorAfter };
}
