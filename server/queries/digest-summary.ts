import type { DigestSummaryTab } from "../../contracts/pages";
import type { VexStatus } from "../../domain/model/document";
import type { FindingResult } from "../../domain/model/evaluation";
import type { Ctx } from "../auth/principal";
import { contentId, rows, type Tx } from "../store";
import { buildsOf } from "./builds";
import { asOfOf, digestCore, digestHeader, lineScope, subjectOf, type DigestAsk, type DigestCore } from "./digest-core";
import { evidenceOfDigest } from "./digest-evidence-items";
import { toFinding } from "./finding-rows";
import type { KeptFinding } from "./kept-findings";
import { read } from "./read";

const URGENT = 8;

/** First tab: verdict, shape with the comparison table, most urgent findings, builds, what VEX says. */
export function digestSummary(ctx: Ctx, ask: DigestAsk): Promise<DigestSummaryTab | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    return {
      header: await digestHeader(tx, ctx, now, core, ask.asOf),
      ...(await partsOf(tx, ctx, core)),
      shape: core.evaluation?.result.shape ?? null,
      builds: core.line ? await buildsOf(tx, lineScope(ctx, now, core, ask.asOf), subjectOf(core)) : [],
      evidence: await evidenceOfDigest(tx, ctx, core),
    };
  });
}

interface StoredPart {
  part: "urgent" | "vex";
  package_id: string;
  vulnerability: string;
  detail: KeptFinding;
}

const PARTS = `
  WITH f AS (SELECT package_id::text AS package_id, vulnerability, status, due_at, severity_rank, detail FROM finding
    WHERE system_id = $1::uuid AND digest = $2 AND image_id = $3::uuid)
  (SELECT 'urgent' AS part, package_id, vulnerability, detail FROM f WHERE status IN ('open', 'under_investigation')
    ORDER BY due_at NULLS LAST, severity_rank, vulnerability, package_id LIMIT ${URGENT})
  UNION ALL
  (SELECT 'vex', package_id, vulnerability, detail FROM f
    WHERE detail->'vexDecision'->'won' <> 'null'::jsonb OR detail->'vexDecision'->'ignored' <> '[]'::jsonb
    ORDER BY severity_rank, vulnerability, package_id LIMIT 100)`;

/** The most urgent open findings, and those a VEX statement speaks about. */
async function partsOf(tx: Tx, ctx: Ctx, core: DigestCore): Promise<Pick<DigestSummaryTab, "urgent" | "vex">> {
  if (core.past) return pastParts(core, core.past.findings);
  const found = await rows<StoredPart>(tx, PARTS, ctx.systemId, core.stored.sha256, core.lineId);
  return {
    urgent: found.filter(({ part }) => part === "urgent").map(({ detail, package_id }) => toFinding(detail, package_id, asOfOf(core))),
    vex: found.filter(({ part }) => part === "vex").flatMap(({ detail }) => statementsOf(detail)),
  };
}

function pastParts(core: DigestCore, findings: FindingResult[]): Pick<DigestSummaryTab, "urgent" | "vex"> {
  const due = ({ clock }: FindingResult) => clock.dueAt ?? "9999";
  const open = findings.filter(({ status }) => status === "open" || status === "under_investigation");
  const urgent = open.toSorted((a, b) => (due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : 0)).slice(0, URGENT);
  return { urgent: urgent.map((one) => toFinding(one, contentId("past", one.packageKey), asOfOf(core))), vex: findings.flatMap(statementsOf).slice(0, 100) };
}

/** Statements about one finding, the one with effect first. */
function statementsOf({ vulnerability, vexDecision: { won, ignored } }: KeptFinding): DigestSummaryTab["vex"] {
  const entry = (one: { evidence: string; status: VexStatus; author: string | null; why: string }, counts: boolean) => ({ vulnerability, ...one, counts });
  return [...(won ? [entry(won, true)] : []), ...ignored.map((one) => entry(one, false))];
}
