import type { ClockFilters } from "../../contracts/finding";
import type { SlaPage } from "../../contracts/pages";
import { clockPreset } from "../../domain/clocks/registry";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { BUCKET, CLOCK_SQL, dueUntil, IN_24_HOURS, IN_7_DAYS, NOW, OPEN_CLOCK, toClock, toLadder, type BucketCount, type StoredClock } from "./clock-rows";
import { clockStandings } from "./clock-standing";
import { containing, iso, read } from "./read";

const SHOWN = 50;
const BUCKETS = ["breached", "within24h", "within7d", "later", "accepted", "noClock"] as const;

type SlaFilters = Pick<ClockFilters, "q" | "severity" | "owner" | "image">;

const FILTER = `
  AND ($3::text IS NULL OR c.vulnerability ILIKE $3 OR c.package_name ILIKE $3 OR i.name ILIKE $3)
  AND ($4::text IS NULL OR c.severity = $4)
  AND ($5::text IS NULL OR coalesce(i.owner_team, c.owner_team, '') = CASE $5 WHEN 'none' THEN '' ELSE $5 END)
  AND ($6::text IS NULL OR i.name = $6)`;

const WHICH: Record<(typeof BUCKETS)[number], string> = {
  breached: dueUntil(NOW),
  within24h: `${dueUntil(IN_24_HOURS)} AND c.due_at > ${NOW}`,
  within7d: `${dueUntil(IN_7_DAYS)} AND c.due_at > ${IN_24_HOURS}`,
  later: `${OPEN_CLOCK} AND c.state <> 'excepted' AND c.due_at > ${IN_7_DAYS}`,
  accepted: `${OPEN_CLOCK} AND c.state = 'excepted'`,
  noClock: `${OPEN_CLOCK} AND c.state <> 'excepted' AND c.due_at IS NULL`,
};

/** The most urgent of each bucket, found by the index that holds open clocks in the order of their deadlines, then opened. */
const SHOWN_OF_ALL = `WITH shown AS MATERIALIZED (${BUCKETS.map((bucket) => `
    (SELECT c.id FROM patch_sla c WHERE c.system_id = $1::uuid AND ${WHICH[bucket]} ORDER BY c.due_at, c.id LIMIT ${SHOWN})`).join(" UNION ALL ")})
  ${CLOCK_SQL} AND c.id = ANY (ARRAY(SELECT id FROM shown)) ORDER BY c.due_at, c.id`;

/** The same of those that a filter leaves, in one pass: that index knows nothing of filters, and each bucket would be walked to its end. */
const SHOWN_OF_SOME = `SELECT * FROM (SELECT t.*, row_number() OVER (PARTITION BY bucket ORDER BY due_at NULLS LAST, id) AS place
  FROM (${CLOCK_SQL}${FILTER} AND ${OPEN_CLOCK}) t) p WHERE place <= ${SHOWN} ORDER BY due_at NULLS LAST, id`;

/** How many clocks of each bucket each team has: by line first, so that lines are joined to the sums. */
const totals = (from: string): string => `SELECT g.bucket, coalesce(i.owner_team, g.owner_team) AS owner, g.late, sum(g.count)::int AS count
  FROM (SELECT c.image_id, c.owner_team, ${BUCKET} AS bucket, c.state = 'met-late' AS late, count(*) AS count FROM ${from} GROUP BY 1, 2, 3, 4) g
  JOIN image i ON i.system_id = $1::uuid AND i.id = g.image_id GROUP BY 1, 2, 3`;
const TOTALS_OF_ALL = totals("patch_sla c WHERE c.system_id = $1::uuid");
const TOTALS_OF_SOME = totals(`patch_sla c JOIN image i ON i.system_id = c.system_id AND i.id = c.image_id WHERE c.system_id = $1::uuid${FILTER}`);

/** What is due, and whose it is: clocks in buckets, most urgent first, counts over all of them. */
export function slaPage(ctx: Ctx, { q, severity, owner, image }: SlaFilters = {}): Promise<SlaPage> {
  return read(ctx, async (tx, now) => {
    const filters = [containing(q), severity ?? null, owner ?? null, image ?? null];
    const [ofTotals, ofShown, given] = filters.every((one) => one === null) ? [TOTALS_OF_ALL, SHOWN_OF_ALL, []] : [TOTALS_OF_SOME, SHOWN_OF_SOME, filters];
    const totals = await rows<BucketCount & { owner: string | null; late: boolean }>(tx, ofTotals, ctx.systemId, iso(now), ...given);
    const shown = await rows<StoredClock>(tx, ofShown, ctx.systemId, iso(now), ...given);
    const count = (bucket: string, late?: boolean) =>
      totals.filter((one) => one.bucket === bucket && (late === undefined || one.late === late)).reduce((sum, one) => sum + one.count, 0);
    return {
      now: iso(now),
      ladder: toLadder(BUCKETS.map((bucket) => ({ bucket, count: count(bucket) }))),
      owners: byOwner(totals),
      buckets: BUCKETS.map((bucket) => ({
        bucket,
        total: count(bucket),
        clocks: shown.filter((row) => row.bucket === bucket).map((row) => toClock(row, now)),
      })),
      policy: await slaPolicy(tx, ctx.systemId, now),
      standings: await clockStandings(tx, ctx.systemId, shown.map(({ id }) => id)),
      closed: { met: count("closed", false), late: count("closed", true) },
    };
  });
}

function byOwner(totals: (BucketCount & { owner: string | null })[]): SlaPage["owners"] {
  const teams = new Map<string | null, SlaPage["owners"][number]>();
  for (const { owner, bucket, count } of totals) {
    if (bucket === "closed" || bucket === "noClock" || bucket === "accepted") continue;
    const row = teams.get(owner) ?? { team: owner, open: 0, breached: 0, within7d: 0 };
    row.open += count;
    if (bucket === "breached") row.breached += count;
    if (bucket === "within24h" || bucket === "within7d") row.within7d += count;
    teams.set(owner, row);
  }
  return [...teams.values()].sort((a, b) => Number(a.team !== null) - Number(b.team !== null) || b.breached - a.breached || b.open - a.open);
}

async function slaPolicy(tx: Tx, systemId: string, now: Date): Promise<SlaPage["policy"]> {
  const [row] = await rows<{ policy_id: string; version: number; preset: string }>(
    tx,
    `SELECT policy_id, version, preset FROM policy_version
     WHERE system_id = $1::uuid AND effective_from <= $2::timestamptz ORDER BY effective_from DESC, version DESC LIMIT 1`,
    systemId, iso(now),
  );
  if (!row) return null;
  const promised = Object.entries(clockPreset(row.preset)?.days ?? {}).map(([severity, days]) => ({ severity, days }));
  return { id: row.policy_id, version: row.version, preset: row.preset, rows: promised };
}

