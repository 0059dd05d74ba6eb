import type { BurnDownDay } from "../../contracts/burn-down";
import type { Page } from "../../contracts/common";
import { burnDown, burnDownInstants, type ClockGroup } from "../../domain/clocks/burn-down";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { OPEN_CLOCK } from "./clock-rows";
import { encodeCursor, offsetOf, pageFrom } from "./cursor";
import { iso, read } from "./read";

const BACK_DAYS = 30;
/** The rest of today, and thirty days. */
const AHEAD_DAYS = 31;

/** A clock is past due at its due instant, and stopped at its stop: what equals a bound lies before it. */
const before = (column: string): string => `width_bucket(${column} - interval '1 microsecond', bounds.list)`;

const placed = (stop: string, which: string): string => `SELECT CASE WHEN c.start_at IS NULL THEN 0 ELSE ${before("c.start_at")} END AS start, ${before("c.due_at")} AS due, ${stop} AS stop
       FROM patch_sla c, bounds WHERE c.system_id = $1::uuid AND c.due_at IS NOT NULL AND c.state <> 'excepted' AND ${which}`;

/**
 * Open clocks per day, 30 days back and 30 ahead of today, from the clocks as they are known today: one statement, whatever
 * their number. What stopped before the first of these days is in none of them and is not read. Today agrees with the ladder: clocks that are accepted or have no due instant are in neither.
 */
export async function burnDownOf(tx: Tx, systemId: string, now: Date): Promise<BurnDownDay[]> {
  const instants = burnDownInstants(now, BACK_DAYS, AHEAD_DAYS);
  const groups = await rows<ClockGroup>(
    tx,
    `WITH bounds AS MATERIALIZED (SELECT array_agg(at::timestamptz ORDER BY n) AS list FROM json_array_elements_text($2::json) WITH ORDINALITY AS e(at, n))
     SELECT start, due, stop, count(*)::int AS count FROM (
       ${placed("cardinality(bounds.list)", OPEN_CLOCK)}
       UNION ALL ${placed(before("c.stopped_at"), "c.stopped_at > (SELECT list[1] FROM bounds)")}) t
     GROUP BY 1, 2, 3`,
    systemId, JSON.stringify(instants.map(({ at }) => iso(at))),
  );
  const points = burnDown(groups, instants.length, BACK_DAYS);
  return instants.map(({ day, at, ahead }, i) => ({ day, at: iso(at), ahead, ...(points[i] ?? { inside: 0, breached: 0, due: 0 }) }));
}

/** The same for the API. */
export function burnDownList(ctx: Ctx, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<Page<BurnDownDay>> {
  return read(ctx, async (tx, now) => {
    const from = offsetOf("burn-down", cursor);
    const all = await burnDownOf(tx, ctx.systemId, now);
    return pageFrom(all.slice(from, from + limit + 1), limit, (one) => one, () => encodeCursor("burn-down", [from + limit]));
  });
}
