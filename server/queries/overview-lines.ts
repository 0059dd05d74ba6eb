import type { SealShape } from "../../contracts/digest";
import type { ImageRow } from "../../contracts/image";
import type { SeverityCounts } from "../../contracts/common";
import type { OverviewPage } from "../../contracts/pages";
import { rows, type Tx } from "../store";
import { OPEN_BUCKET, OPEN_CLOCK, toLadder, type BucketCount } from "./clock-rows";
import { IMAGE_SQL, imageRows, toImageRow, takenApart } from "./image-rows";
import { asArray } from "./stored-json";
import { iso } from "./read";

const SHOWN_LINES = 20;
const SEALS: readonly SealShape["kind"][] = ["signature", "provenance", "sbom", "scan", "vex"];
const SEVERITIES = ["critical", "high", "medium", "low", "negligible", "none", "unknown"] as const;
const OUTCOMES = ["not_applicable", "pass", "manual", "needs_evidence", "fail"] as const;
const VERDICTS = ["fail", "needs_evidence", "manual", "pass"] as const;

const list = (words: readonly string[]): string => `ARRAY[${words.map((word) => `'${word}'`).join(", ")}]`;
/** A number that stands in JSON; what is none counts as nothing. */
const number = (json: string): string => `(CASE jsonb_typeof(${json}) WHEN 'number' THEN ${json} END)::int`;
const sums = (names: readonly string[], of: (name: string) => string): string =>
  `json_build_object(${names.map((name) => `'${name}', coalesce(sum(${number(of(name))}), 0)::int`).join(", ")})`;

/**
 * Sums over all lines and all clocks, and the lines that are worst off: what a page shows of thousands of lines is
 * counted where they are. Parts of a rollup in another shape count as nothing, as in `readRollup`. A framework is called
 * as in the first line by name, where they also stand in order. $1 is the system, $2 the instant.
 */
const FIGURES = `WITH clock AS MATERIALIZED (
    SELECT image_id, bucket, count(*)::int AS count FROM (SELECT c.image_id, ${OPEN_BUCKET} AS bucket FROM patch_sla c WHERE c.system_id = $1::uuid AND ${OPEN_CLOCK}) b GROUP BY 1, 2),
  line AS MATERIALIZED (
    SELECT t.id, t.name, CASE WHEN t.sha256 IS NOT NULL THEN t.basis END AS basis, t.sha256 IS NOT NULL AS known, array_position(${list(VERDICTS)}, r.verdict->>'result') AS verdict,
      r.counts->'findings'->'open' AS open, ${asArray("r.seals")} AS seals, ${asArray("r.frameworks")} AS frameworks
    FROM (${IMAGE_SQL}) t CROSS JOIN LATERAL ${takenApart("t.rollup")}),
  worst AS (
    SELECT l.id, coalesce(c.count, 0) AS breached, row_number() OVER (ORDER BY coalesce(c.count, 0) DESC, coalesce(l.verdict, 2), l.name COLLATE "C") AS place
    FROM line l LEFT JOIN clock c ON c.image_id = l.id::uuid AND c.bucket = 'breached' ORDER BY place LIMIT ${SHOWN_LINES})
  SELECT (SELECT count(*)::int FROM line) AS lines, (SELECT count(*)::int FROM line WHERE verdict IS NULL) AS unevaluated, (SELECT count(*)::int FROM line WHERE known) AS known,
    (SELECT count(*)::int FROM line l WHERE verdict IS NOT NULL AND NOT (seals @> '[{"kind": "scan", "state": "verified"}]' OR seals @> '[{"kind": "scan", "state": "present"}]')
      AND NOT EXISTS (SELECT 1 FROM clock c WHERE c.image_id = l.id::uuid AND c.bucket = 'breached')) AS unscanned,
    (SELECT coalesce(json_object_agg(basis, count), '{}') FROM (SELECT basis, count(*)::int AS count FROM line WHERE basis IS NOT NULL GROUP BY 1) b) AS bases,
    (SELECT coalesce(json_agg(s), '[]') FROM (SELECT w->>'kind' AS kind, w->>'state' AS state, count(*)::int AS count FROM line l CROSS JOIN LATERAL jsonb_array_elements(l.seals) w GROUP BY 1, 2) s) AS seals,
    (SELECT coalesce(json_agg(f ORDER BY f.place), '[]') FROM (
      SELECT min(g.place) AS place, g.id, (array_agg(g.title ORDER BY g.place))[1] AS title, (array_agg(g.version ORDER BY g.place))[1] AS version,
        json_build_object(${OUTCOMES.map((name) => `'${name}', sum(g.${name})::int`).join(", ")}) AS counts, max(g.worst) AS worst, sum(g.lines)::int AS lines
      FROM (SELECT x.id, x.title, x.version, min(x.place) AS place, max(x.worst) AS worst, count(*) AS lines, ${OUTCOMES.map((name) => `coalesce(sum(${number(`x.counts->'${name}'`)}), 0) AS ${name}`).join(", ")}
        FROM (SELECT (l.name || chr(1) || lpad(w.nth::text, 4, '0')) COLLATE "C" AS place, w.w->>'id' AS id, w.w->>'title' AS title, w.w->>'version' AS version, w.w->'counts' AS counts,
            array_position(${list(OUTCOMES)}, w.w->>'worst') AS worst
          FROM line l CROSS JOIN LATERAL jsonb_array_elements(l.frameworks) WITH ORDINALITY AS w(w, nth) OFFSET 0) x
        WHERE x.id IS NOT NULL AND x.worst IS NOT NULL GROUP BY 1, 2, 3) g GROUP BY g.id) f) AS frameworks,
    (SELECT ${sums(SEVERITIES, (name) => `l.open->'${name}'`)} FROM line l) AS open,
    (SELECT coalesce(json_agg(b), '[]') FROM (SELECT bucket, sum(count)::int AS count FROM clock GROUP BY 1) b) AS buckets,
    (SELECT count(*)::int FROM clock WHERE bucket = 'breached') AS breached,
    (SELECT count(DISTINCT image_id)::int FROM clock WHERE bucket IN ('within24h', 'within7d')) AS due,
    (SELECT coalesce(json_agg(json_build_object('id', id, 'breached', breached) ORDER BY place), '[]') FROM worst) AS worst`;

interface Figures {
  lines: number;
  unevaluated: number;
  /** Evaluated, nothing past its deadline, and no scan is held, verified or not; one that failed verification shows nothing. */
  unscanned: number;
  /** Lines in which a digest is current. */
  known: number;
  bases: Partial<Record<ImageRow["currentBasis"], number>>;
  seals: { kind: string; state: string; count: number }[];
  /** `worst` counts from 1 in `OUTCOMES`. */
  frameworks: (Omit<OverviewPage["frameworks"][number], "worst"> & { worst: number })[];
  open: SeverityCounts;
  buckets: BucketCount[];
  breached: number;
  due: number;
  worst: { id: string; breached: number }[];
}

/** What the overview says of lines as a whole and the worst of them: two statements, whatever their number. */
export async function overviewLines(tx: Tx, systemId: string, now: Date): Promise<Pick<OverviewPage, "empty" | "current" | "ladder" | "lines" | "frameworks" | "freshness" | "open">> {
  const [figures] = await rows<Figures>(tx, FIGURES, systemId, iso(now));
  if (!figures) throw new Error("The database counted no lines and gave no zero.");
  const breached = new Map(figures.worst.map(({ id, breached }) => [id, breached]));
  const worst = await imageRows(tx, systemId, [...breached.keys()]);
  return {
    empty: figures.lines === 0,
    current: { lines: figures.lines, breachedLines: figures.breached, dueWithin7dLines: figures.due, unscanned: figures.unscanned, unevaluated: figures.unevaluated, basis: basisOf(figures.bases) },
    ladder: toLadder(figures.buckets),
    lines: worst.map((row) => ({ ...toImageRow(row), breached: breached.get(row.id) ?? 0 })),
    frameworks: figures.frameworks.map(({ id, title, version, counts, worst, lines }) => ({ id, title, version, counts, worst: OUTCOMES[worst - 1] ?? "fail", lines })),
    freshness: SEALS.map((kind) => freshnessOf(kind, figures)),
    open: figures.open,
  };
}

function basisOf(bases: Figures["bases"]): string {
  const parts = [
    bases.deployment ? `${bases.deployment} deployed` : "",
    bases.tag ? `${bases.tag} by what a tag last named` : "",
    bases.newest ? `${bases.newest} by the newest digest` : "",
  ].filter(Boolean);
  return parts.length === 0 ? "no digest is current" : parts.join(", ");
}

/** A line that says nothing of a seal has none. */
function freshnessOf(kind: SealShape["kind"], { seals, known }: Figures): OverviewPage["freshness"][number] {
  const of = (state: SealShape["state"]) => seals.find((one) => one.kind === kind && one.state === state)?.count ?? 0;
  const [verified, present, failed] = [of("verified"), of("present"), of("failed")];
  return { kind, verified, present, missing: known - verified - present - failed, failed };
}
