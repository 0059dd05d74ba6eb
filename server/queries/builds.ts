import type { Page } from "../../contracts/common";
import type { Build } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { encodeCursor, offsetOf, pageFrom } from "./cursor";
import { buildCounts, lineBuilds, type LineScope, type Subject } from "./line-builds";
import { lineName } from "./line-name";
import { iso, read, withPrefix } from "./read";
import { readCounts } from "./stored-json";

const MOST = 40;

/**
 * The newest builds of a line, oldest first, each with the counts of its first scan ("at build") and of its newest
 * ("now"): a rescan of an old digest is no build. Null where no scan is bound. The same list that evaluation is given.
 */
export async function buildsOf(tx: Tx, scope: LineScope, subject: Subject | null = null, most = MOST): Promise<Build[]> {
  const builds = (await lineBuilds(tx, scope, subject)).slice(-most);
  const counts = await buildCounts(tx, scope);
  return builds.map(({ digest, label, at }) => ({
    digest: withPrefix(digest), label, at,
    atBuild: readCounts(counts.get(digest)?.at_build), now: readCounts(counts.get(digest)?.now),
  }));
}

/** All builds of a line for the API, oldest first; null when the line is unknown. */
export function buildList(ctx: Ctx, { image }: { image: string }, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<Page<Build> | null> {
  return read(ctx, async (tx, now) => {
    const [line] = await rows<{ id: string }>(tx, `SELECT id::text AS id FROM image WHERE system_id = $1::uuid AND name = $2`, ctx.systemId, lineName(image));
    if (!line) return null;
    const from = offsetOf("builds", cursor);
    const all = await buildsOf(tx, { systemId: ctx.systemId, imageId: line.id, asOf: iso(now) }, null, Infinity);
    return pageFrom(all.slice(from, from + limit + 1), limit, (one) => one, () => encodeCursor("builds", [from + limit]));
  });
}
