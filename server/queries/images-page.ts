import type { ImageFilters } from "../../contracts/image";
import type { ImagesPage } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { rollupIn } from "./digest-rows";
import { decodeCursor, encodeCursor, pageFrom } from "./cursor";
import { IMAGE_SQL, toImageRow, withBreached, type StoredImage } from "./image-rows";
import { containing, read } from "./read";

const COUNT_TO = 10_000;

const WHERE = `
    AND ($2::text IS NULL OR i.name ILIKE $2)
    AND ($3::text IS NULL OR coalesce(i.owner_team, '') = CASE $3 WHEN 'none' THEN '' ELSE $3 END)
    AND ($4::text IS NULL OR coalesce((${rollupIn("d", "i.id")})->'verdict'->>'result', 'unevaluated') = $4)`;

/** Image lines by name. */
export function imagesPage(ctx: Ctx, filters: ImageFilters): Promise<ImagesPage> {
  return read(ctx, async (tx, now) => {
    const list = await imageList(tx, ctx.systemId, now, filters);
    const given = [ctx.systemId, containing(filters.q), filters.owner ?? null, filters.status ?? null];
    const [total] = await rows<{ count: number }>(tx, `SELECT count(*)::int AS count FROM (${IMAGE_SQL}${WHERE} LIMIT ${COUNT_TO + 1}) t`, ...given);
    const owners = await rows<{ team: string }>(
      tx, `SELECT DISTINCT owner_team AS team FROM image WHERE system_id = $1::uuid AND owner_team IS NOT NULL ORDER BY 1 LIMIT 200`, ctx.systemId,
    );
    const count = total?.count ?? 0;
    return { ...list, total: { count: Math.min(count, COUNT_TO), more: count > COUNT_TO }, owners: owners.map(({ team }) => team) };
  });
}

async function imageList(tx: Tx, systemId: string, now: Date, filters: ImageFilters) {
  const [after] = decodeCursor("images", filters.cursor, ["text"]) ?? [null];
  const found = await rows<StoredImage>(
    tx,
    `${IMAGE_SQL}${WHERE} AND ($5::text IS NULL OR i.name COLLATE "C" > $5) ORDER BY i.name COLLATE "C" LIMIT $6::int`,
    systemId, containing(filters.q), filters.owner ?? null, filters.status ?? null, after ?? null, filters.limit + 1,
  );
  const page = pageFrom(found, filters.limit, toImageRow, (row) => encodeCursor("images", [row.name]));
  return { ...page, items: await withBreached(tx, systemId, now, page.items) };
}
