import type { DigestSummaryTab } from "../../contracts/pages";
import type { VexStatus } from "../../domain/model/document";
import type { FindingResult } from "../../domain/model/evaluation";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { buildsOf } from "./builds";
import { digestCore, digestHeader, type DigestAsk, type DigestCore } from "./digest-core";
import { evidenceOfDigest } from "./digest-evidence-items";
import { findingPage } from "./findings";
import { toFinding } from "./finding-rows";
import { read } from "./read";

const URGENT = 8;

/** First tab: verdict, shape with the comparison table, most urgent findings, builds, what VEX says. */
export function digestSummary(ctx: Ctx, ask: DigestAsk): Promise<DigestSummaryTab | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    return {
      header: await digestHeader(tx, ctx, now, core, ask.asOf),
      urgent: await urgent(tx, ctx, core, ask),
      shape: core.evaluation?.result.shape ?? null,
      builds: core.line ? await buildsOf(tx, ctx.systemId, core.line.id) : [],
      evidence: await evidenceOfDigest(tx, ctx, core),
      vex: await vexOf(tx, ctx, core),
    };
  });
}

async function urgent(tx: Tx, ctx: Ctx, core: DigestCore, ask: DigestAsk): Promise<DigestSummaryTab["urgent"]> {
  if (ask.asOf !== undefined) {
    const page = await findingPage(tx, ctx, core, ask, { status: "open", limit: 500 });
    return page.items.sort((a, b) => ((a.clock.dueAt ?? "9") < (b.clock.dueAt ?? "9") ? -1 : 1)).slice(0, URGENT);
  }
  const found = await rows<{ package_id: string; detail: FindingResult }>(
    tx,
    `SELECT package_id::text AS package_id, detail FROM finding
     WHERE system_id = $1::uuid AND digest = $2 AND image_id = $3::uuid AND status IN ('open', 'under_investigation')
     ORDER BY due_at NULLS LAST, severity_rank, vulnerability LIMIT ${URGENT}`,
    ctx.systemId, core.stored.sha256, core.lineId,
  );
  return found.map(({ detail, package_id }) => toFinding(detail, package_id));
}

interface StoredVex {
  vulnerability: string;
  decision: FindingResult["vexDecision"];
}

/** Statements that speak about findings of this digest, the ones with effect first. */
async function vexOf(tx: Tx, ctx: Ctx, core: DigestCore): Promise<DigestSummaryTab["vex"]> {
  const found = await rows<StoredVex>(
    tx,
    `SELECT vulnerability, detail->'vexDecision' AS decision FROM finding WHERE system_id = $1::uuid AND digest = $2 AND image_id = $3::uuid
       AND (detail->'vexDecision'->'won' <> 'null'::jsonb OR detail->'vexDecision'->'ignored' <> '[]'::jsonb)
     ORDER BY severity_rank, vulnerability LIMIT 100`,
    ctx.systemId, core.stored.sha256, core.lineId,
  );
  return found.flatMap(({ vulnerability, decision }) => {
    const entry = (one: { evidence: string; status: VexStatus; author: string | null; why: string }, counts: boolean) => ({ vulnerability, ...one, counts });
    return [...(decision.won ? [entry(decision.won, true)] : []), ...decision.ignored.map((one) => entry(one, false))];
  });
}
