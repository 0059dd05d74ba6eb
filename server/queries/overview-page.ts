import type { HistoryEvent, OverviewPage } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { burnDownOf } from "./burn-down";
import { CLOCK_SQL, dueUntil, IN_7_DAYS, toClock, type StoredClock } from "./clock-rows";
import { EVENT_SQL, toEvent, type StoredEvent } from "./digest-history";
import { overviewLines } from "./overview-lines";
import { iso, read } from "./read";

const URGENT = 10;
const RECENT_READ = 60;
const RECENT_SHOWN = 6;

/** Are we inside our promises today, and what will break this week? Everything is about current digests. */
export function overviewPage(ctx: Ctx): Promise<OverviewPage> {
  return read(ctx, async (tx, now) => {
    const lines = await overviewLines(tx, ctx.systemId, now);
    const urgent = await rows<StoredClock>(
      tx, `${CLOCK_SQL} AND ${dueUntil(IN_7_DAYS)} ORDER BY c.due_at, c.severity_rank, c.id LIMIT ${URGENT}`, ctx.systemId, iso(now),
    );
    const recent = await rows<StoredEvent>(tx, `${EVENT_SQL} ORDER BY a.seq DESC LIMIT ${RECENT_READ}`, ctx.systemId);
    const steps = await firstSteps(tx, ctx.systemId);
    return {
      now: iso(now),
      ...lines,
      burnDown: await burnDownOf(tx, ctx.systemId, now),
      urgent: urgent.map((row) => toClock(row, now)),
      recent: inARow(recent.map(toEvent)).slice(0, RECENT_SHOWN),
      firstSteps: steps,
    };
  });
}

/** Events one after the other that say the same of the same digest are one, of the newest instant. */
function inARow(events: readonly HistoryEvent[]): OverviewPage["recent"] {
  const shown: OverviewPage["recent"] = [];
  for (const { at, actor, action, object, digest } of events) {
    const last = shown.at(-1);
    if (last && digest !== null && last.actor === actor && last.action === action && last.digest === digest) last.times += 1;
    else shown.push({ at, actor, action, object, digest, times: 1 });
  }
  return shown;
}

async function firstSteps(tx: Tx, systemId: string): Promise<OverviewPage["firstSteps"]> {
  const [row] = await rows<OverviewPage["firstSteps"]>(
    tx,
    `SELECT EXISTS (SELECT 1 FROM api_token WHERE system_id = $1::uuid AND revoked_at IS NULL) AS token,
       EXISTS (SELECT 1 FROM submission WHERE system_id = $1::uuid) AS upload,
       EXISTS (SELECT 1 FROM evaluation WHERE system_id = $1::uuid) AS evaluated`,
    systemId,
  );
  return row ?? { token: false, upload: false, evaluated: false };
}
