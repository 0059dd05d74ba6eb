import type { Page } from "../../contracts/common";
import type { ControlFilters, ControlResultShape } from "../../contracts/control";
import type { ControlResult } from "../../domain/model/evaluation";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { encodeCursor, offsetOf, pageFrom } from "./cursor";
import { digestCore, type DigestAsk, type DigestCore } from "./digest-core";
import { read } from "./read";

/** Results of the evaluation in force, in the frameworks' own order; empty before the first evaluation. */
export async function controlResults(tx: Tx, ctx: Ctx, core: DigestCore): Promise<ControlResultShape[]> {
  if (core.past) return core.past.results;
  if (!core.evaluation) return [];
  const [row] = await rows<{ results: ControlResult[] | null }>(
    tx, `SELECT result->'results' AS results FROM evaluation WHERE system_id = $1::uuid AND id = $2::uuid`, ctx.systemId, core.evaluation.id,
  );
  return row?.results ?? [];
}

export function keepControls(results: ControlResultShape[], filters: Pick<ControlFilters, "q" | "framework" | "status">): ControlResultShape[] {
  const text = filters.q?.toLowerCase();
  return results.filter(
    (one) =>
      (!filters.framework || one.framework === filters.framework) &&
      (!filters.status || one.outcome === filters.status) &&
      (!text || `${one.control} ${one.title} ${one.says}`.toLowerCase().includes(text)),
  );
}

/** Controls of a digest for the API; null when there is no such digest. */
export function controlList(ctx: Ctx, ask: DigestAsk, filters: ControlFilters): Promise<Page<ControlResultShape> | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    const from = offsetOf("controls", filters.cursor);
    const kept = keepControls(await controlResults(tx, ctx, core), filters).slice(from, from + filters.limit + 1);
    return pageFrom(kept, filters.limit, (one) => one, () => encodeCursor("controls", [from + filters.limit]));
  });
}
