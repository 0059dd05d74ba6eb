import type { Page } from "../../contracts/common";
import type { Clock, ClockFilters } from "../../contracts/finding";
import type { Ctx } from "../auth/principal";
import type { SlaColumn } from "../../contracts/pages";
import { rows, type Tx } from "../store";
import { BUCKET, CLOCK_SQL, toClock, type StoredClock } from "./clock-rows";
import { clockStandings } from "./clock-standing";
import { decodeCursor, encodeCursor, pageFrom } from "./cursor";
import { containing, iso, read } from "./read";

const NEVER = "9999-12-31T00:00:00.000Z";

/** Clocks of the image lines, the earliest due first; those without a due instant last. */
export const clockList = (ctx: Ctx, filters: ClockFilters): Promise<Page<Clock>> => read(ctx, (tx, now) => clockPage(tx, ctx, now, filters));

/** One column of the board, page by page, with the build that keeps each clock open. */
export function slaColumn(ctx: Ctx, filters: ClockFilters & { due: Clock["bucket"] }): Promise<SlaColumn> {
  return read(ctx, async (tx, now) => {
    const page = await clockPage(tx, ctx, now, filters);
    return { ...page, bucket: filters.due, standings: await clockStandings(tx, ctx.systemId, page.items.map(({ id }) => id)) };
  });
}

async function clockPage(tx: Tx, ctx: Ctx, now: Date, filters: ClockFilters): Promise<Page<Clock>> {
  const [due, id] = decodeCursor("clocks", filters.cursor, ["instant", "uuid"]) ?? [null, null];
  const found = await rows<StoredClock>(
    tx,
    `SELECT * FROM (${CLOCK_SQL}
       AND ($3::text IS NULL OR c.vulnerability ILIKE $3 OR c.package_name ILIKE $3 OR i.name ILIKE $3 OR $3 ILIKE ANY (c.aliases))
       AND ($4::text IS NULL OR c.state = $4) AND ($5::text IS NULL OR ${BUCKET} = $5) AND ($6::text IS NULL OR c.severity = $6)
       AND ($7::text IS NULL OR coalesce(i.owner_team, c.owner_team, '') = CASE $7 WHEN 'none' THEN '' ELSE $7 END)
       AND ($8::text IS NULL OR i.name = $8)
       AND ($9::timestamptz IS NULL OR (coalesce(c.due_at, '${NEVER}'::timestamptz), c.id) > ($9, $10::uuid))) t
     ORDER BY coalesce(due_at, '${NEVER}'::timestamptz), id::uuid LIMIT $11::int`,
    ctx.systemId, iso(now), containing(filters.q), filters.state ?? null, filters.due ?? null, filters.severity ?? null,
    filters.owner ?? null, filters.image ?? null, due ?? null, id ?? null, filters.limit + 1,
  );
  return pageFrom(found, filters.limit, (row) => toClock(row, now), (row) => encodeCursor("clocks", [row.due_at ? iso(row.due_at) : NEVER, row.id]));
}
