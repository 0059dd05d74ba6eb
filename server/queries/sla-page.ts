import type { Clock, ClockFilters } from "../../contracts/finding";
import type { SlaPage } from "../../contracts/pages";
import { clockPreset } from "../../domain/clocks/registry";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { BUCKET, CLOCK_SQL, toClock, toLadder, type BucketCount, type StoredClock } from "./clock-rows";
import { clockStandings } from "./clock-standing";
import { containing, iso, read } from "./read";

const SHOWN = 50;
const BUCKETS: readonly Clock["bucket"][] = ["breached", "within24h", "within7d", "later", "accepted", "noClock"];

type SlaFilters = Pick<ClockFilters, "q" | "severity" | "owner" | "image">;

const FILTER = `
  AND ($3::text IS NULL OR c.vulnerability ILIKE $3 OR c.package_name ILIKE $3 OR i.name ILIKE $3)
  AND ($4::text IS NULL OR c.severity = $4)
  AND ($5::text IS NULL OR coalesce(i.owner_team, c.owner_team, '') = CASE $5 WHEN 'none' THEN '' ELSE $5 END)
  AND ($6::text IS NULL OR i.name = $6)`;

/** What is due, and whose it is: clocks in buckets, most urgent first, counts over all of them. */
export function slaPage(ctx: Ctx, filters: SlaFilters = {}): Promise<SlaPage> {
  return read(ctx, async (tx, now) => {
    const given = [containing(filters.q), filters.severity ?? null, filters.owner ?? null, filters.image ?? null];
    const totals = await rows<BucketCount & { owner: string | null; late: boolean }>(
      tx,
      `SELECT bucket, owner, state = 'met-late' AS late, count(*)::int AS count FROM (${CLOCK_SQL}${FILTER}) t GROUP BY 1, 2, 3`,
      ctx.systemId, iso(now), ...given,
    );
    const shown = await rows<StoredClock>(
      tx,
      `SELECT * FROM (SELECT t.*, row_number() OVER (PARTITION BY bucket ORDER BY due_at NULLS LAST, id) AS place
         FROM (${CLOCK_SQL}${FILTER} AND ${BUCKET} <> 'closed') t) p WHERE place <= ${SHOWN} ORDER BY due_at NULLS LAST, id`,
      ctx.systemId, iso(now), ...given,
    );
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

