import { IMAGE_FACETS, type ImageFacet, type ImageFilters, type ImageSort } from "../../contracts/image";
import type { FacetValue } from "../../contracts/pages";
import { rows, type Tx } from "../store";
import { decodeCursor, encodeCursor } from "./cursor";
import { IMAGE_SQL, takenApart } from "./image-rows";
import { containing } from "./read";
import { asArray } from "./stored-json";

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

const counted = (outcome: string): string => `coalesce(sum((w->'counts'->>'${outcome}')::int), 0)::int`;
const FAILS = "(w->'counts'->>'fail')::int > 0";

/**
 * One row a line with what lists go by: of its current digest, from its rollup. $1 is the system.
 */
const LINES = `
  SELECT t.id, t.name, t.owner_team, r.verdict->>'result' AS verdict, r.counts->'findings'->'open' AS open, coalesce((r.ladder->>'breached')::int, 0) AS breached, t.first_seen_at AS seen, s.*, f.*,
    ARRAY(SELECT DISTINCT p.environment FROM deployment p WHERE p.system_id = $1::uuid AND p.image_id = t.id::uuid AND p.to_at IS NULL) AS environments
  FROM (${IMAGE_SQL}) t
  CROSS JOIN LATERAL ${takenApart("t.rollup")}
  CROSS JOIN LATERAL (SELECT count(*)::int AS seals, count(*) FILTER (WHERE w->>'state' = 'verified')::int AS verified, count(*) FILTER (WHERE w->>'state' = 'failed')::int AS failed,
      max(w->>'state') FILTER (WHERE w->>'kind' = 'signature') AS signature FROM jsonb_array_elements(${asArray("r.seals")}) w) s
  CROSS JOIN LATERAL (SELECT ${counted("pass")} AS passing, ${counted("fail")} AS failing,
      ${["pass", "fail", "needs_evidence", "manual"].map(counted).join(" + ")} AS decided,
      coalesce(array_agg(w->>'id') FILTER (WHERE ${FAILS}), '{}') AS fails,
      coalesce(array_agg(concat_ws(' ', w->>'title', w->>'version')) FILTER (WHERE ${FAILS}), '{}') AS titles
      FROM jsonb_array_elements(${asArray("r.frameworks")}) w) f`;

const NAMELESS = "NULL::text[]";

/** Which values a line has in each facet, what they are called where they have names, and whether it passes that facet's filter ($3 on). */
const FACETS: Record<ImageFacet, { values: string; titles: string; match: string }> = {
  status: { values: "ARRAY[coalesce(l.verdict, 'unevaluated')]", titles: NAMELESS, match: "($3::text IS NULL OR coalesce(l.verdict, 'unevaluated') = $3)" },
  owner: { values: "ARRAY[coalesce(nullif(l.owner_team, ''), 'none')]", titles: NAMELESS, match: "($4::text IS NULL OR coalesce(nullif(l.owner_team, ''), 'none') = $4)" },
  environment: { values: "l.environments", titles: NAMELESS, match: "($5::text IS NULL OR $5 = ANY (l.environments))" },
  signature: { values: "ARRAY[coalesce(l.signature, 'unevaluated')]", titles: NAMELESS, match: "($6::text IS NULL OR coalesce(l.signature, 'unevaluated') = $6)" },
  framework: { values: "l.fails", titles: "l.titles", match: "($7::text IS NULL OR $7 = ANY (l.fails))" },
};

const MATCHED = `line AS MATERIALIZED (${LINES}),
  matched AS MATERIALIZED (SELECT l.*, ${IMAGE_FACETS.map((facet) => `${FACETS[facet].match} AS by_${facet}`).join(", ")}
    FROM line l WHERE $2::text IS NULL OR l.name ILIKE $2)`;

const all = (facets: readonly ImageFacet[]): string => facets.map((facet) => `by_${facet}`).join(" AND ") || "true";

/** Most values of one facet that are offered; further ones are reached by the text filter. */
const MOST_VALUES = 50;

/** How many lines each choice would leave, every facet counted under all the other filters, and under "all" how many match. */
const COUNTS = `${IMAGE_FACETS.map((facet) => `
    (SELECT '${facet}' AS part, v.value, max(v.title) AS title, count(*)::int AS count, NULL::jsonb AS place FROM matched l CROSS JOIN LATERAL unnest(${FACETS[facet].values}, ${FACETS[facet].titles}) v(value, title)
     WHERE ${all(IMAGE_FACETS.filter((other) => other !== facet))} GROUP BY 2 ORDER BY 4 DESC, 2 LIMIT ${MOST_VALUES})`).join(" UNION ALL ")}
  UNION ALL SELECT 'all', '', NULL, count(*)::int, NULL FROM matched WHERE ${all(IMAGE_FACETS)}`;

/** Ids of one page of lines in the order asked for, `count` the place in it, `place` what its cursor is made of. */
function page(sort: ImageSort, back: boolean): string {
  const [unknown, first, second, third, text] = RANKS[sort];
  const way = back ? "DESC" : "ASC";
  return `ranked AS (SELECT l.id, l.name, ${unknown} AS unknown, ${first} AS first, ${second} AS second, ${third} AS third, ${text} COLLATE "C" AS text FROM matched l WHERE ${all(IMAGE_FACETS)}),
    page AS (SELECT r.*, row_number() OVER (ORDER BY r.unknown, r.first ${way}, r.second ${way}, r.third ${way}, r.text ${way}, r.name COLLATE "C")::int AS nth FROM ranked r
     WHERE $8::int IS NULL OR r.unknown > $8 OR (r.unknown = $8 AND ((r.first, r.second, r.third, r.text) ${back ? "<" : ">"} ($9::int, $10::int, $11::int, $12::text COLLATE "C")
       OR ((r.first, r.second, r.third, r.text) = ($9::int, $10::int, $11::int, $12::text COLLATE "C") AND r.name COLLATE "C" > $13)))
     ORDER BY nth LIMIT $14::int)`;
}

const PAGE = "SELECT 'page' AS part, id AS value, NULL::text AS title, nth AS count, jsonb_build_array(unknown, first, second, third, text, name) AS place FROM page";

interface Part {
  part: ImageFacet | "all" | "page";
  value: string;
  title: string | null;
  count: number;
  place: (string | number)[] | null;
}

export interface ImagePlaces {
  /** In the order asked for, one more than the limit when there is a next page. */
  ids: string[];
  cursorAfter: (id: string) => string;
  /** Lines that match all filters, and what each choice would leave; empty where not asked for. */
  total: number;
  facets: Record<ImageFacet, FacetValue[]>;
}

/** Which lines a page shows and, with `counted`, how many each filter would leave: in one statement, because what costs is to look at every line. */
export async function imagePlaces(tx: Tx, systemId: string, filters: ImageFilters, counted: boolean): Promise<ImagePlaces> {
  const { q, status, owner, environment, signature, framework } = filters;
  const sort = filters.sort ?? "name";
  const tag = `images ${sort}`;
  const after = decodeCursor(tag, filters.cursor, ["whole", "whole", "whole", "whole", "text", "text"]) ?? [null, null, null, null, null, null];
  const found = await rows<Part>(
    tx,
    `WITH ${MATCHED}, ${page(sort.replace("-", "") as ImageSort, sort.startsWith("-"))} ${PAGE}${counted ? ` UNION ALL ${COUNTS}` : ""}`,
    systemId, containing(q), status ?? null, owner ?? null, environment ?? null, signature ?? null, framework ?? null, ...after, filters.limit + 1,
  );
  const of = (part: Part["part"]): Part[] => found.filter((row) => row.part === part);
  const shown = of("page").sort((a, b) => a.count - b.count);
  const places = new Map(shown.map(({ value, place }) => [value, place]));
  return {
    ids: shown.map(({ value }) => value),
    cursorAfter: (id) => encodeCursor(tag, places.get(id) ?? []),
    total: of("all")[0]?.count ?? 0,
    facets: Object.fromEntries(IMAGE_FACETS.map((facet) => [facet, of(facet).map(({ value, title, count }) => ({ value, title, count }))])) as ImagePlaces["facets"],
  };
}
