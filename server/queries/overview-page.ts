import type { HistoryEvent, OverviewPage } from "../../contracts/pages";
import type { ImageRow } from "../../contracts/image";
import type { SealShape } from "../../contracts/digest";
import type { SeverityCounts } from "../../contracts/common";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { burnDownOf } from "./burn-down";
import { BUCKET, bucketCounts, CLOCK_SQL, toClock, toLadder, type BucketCount, type StoredClock } from "./clock-rows";
import { EVENT_SQL, toEvent, type StoredEvent } from "./digest-history";
import { IMAGE_SQL, toImageRow, withBreached, type StoredImage } from "./image-rows";
import { iso, read } from "./read";

const MOST_LINES = 2_000;
const SHOWN_LINES = 20;
const URGENT = 10;
const RECENT_READ = 60;
const RECENT_SHOWN = 6;
const SEALS: readonly SealShape["kind"][] = ["signature", "provenance", "sbom", "scan", "vex"];

/** Are we inside our promises today, and what will break this week? Everything is about current digests. */
export function overviewPage(ctx: Ctx): Promise<OverviewPage> {
  return read(ctx, async (tx, now) => {
    const found = await rows<StoredImage>(tx, `${IMAGE_SQL} ORDER BY i.name COLLATE "C" LIMIT ${MOST_LINES}`, ctx.systemId);
    const lines = await withBreached(tx, ctx.systemId, now, found.map(toImageRow));
    const counts = await rows<BucketCount>(tx, bucketCounts(), ctx.systemId, iso(now));
    const [perLine] = await rows<{ breached: number; due: number }>(
      tx,
      `SELECT count(DISTINCT image_id) FILTER (WHERE bucket = 'breached')::int AS breached,
         count(DISTINCT image_id) FILTER (WHERE bucket IN ('within24h', 'within7d'))::int AS due
       FROM (SELECT c.image_id, ${BUCKET} AS bucket FROM patch_sla c WHERE c.system_id = $1::uuid) t`,
      ctx.systemId, iso(now),
    );
    const urgent = await rows<StoredClock>(
      tx, `${CLOCK_SQL} AND ${BUCKET} IN ('breached', 'within24h', 'within7d') ORDER BY c.due_at, c.severity_rank, c.id LIMIT ${URGENT}`, ctx.systemId, iso(now),
    );
    const recent = await rows<StoredEvent>(tx, `${EVENT_SQL} ORDER BY a.seq DESC LIMIT ${RECENT_READ}`, ctx.systemId);
    const steps = await firstSteps(tx, ctx.systemId);
    return {
      now: iso(now),
      empty: lines.length === 0,
      current: {
        lines: lines.length,
        breachedLines: perLine?.breached ?? 0,
        dueWithin7dLines: perLine?.due ?? 0,
        unscanned: lines.filter(({ current, breached }) => breached === 0 && current?.verdict && !hasScan(current)).length,
        unevaluated: lines.filter(({ current }) => !current?.verdict).length,
        basis: basisOf(lines),
      },
      ladder: toLadder(counts),
      burnDown: await burnDownOf(tx, ctx.systemId, now),
      urgent: urgent.map((row) => toClock(row, now)),
      lines: lines.toSorted(worstFirst).slice(0, SHOWN_LINES),
      frameworks: frameworksOf(lines),
      freshness: SEALS.map((kind) => freshnessOf(kind, lines)),
      open: openOf(lines),
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

/** A scan that is held, verified or not; one that failed verification shows nothing. */
const hasScan = ({ seals }: NonNullable<ImageRow["current"]>): boolean => seals.some(({ kind, state }) => kind === "scan" && (state === "verified" || state === "present"));

function basisOf(lines: ImageRow[]): string {
  const by = (basis: ImageRow["currentBasis"]) => lines.filter(({ currentBasis }) => currentBasis === basis).length;
  const parts = [
    by("deployment") > 0 ? `${by("deployment")} deployed` : "",
    by("tag") > 0 ? `${by("tag")} by what a tag last named` : "",
    by("newest") > 0 ? `${by("newest")} by the newest digest` : "",
  ].filter(Boolean);
  return parts.length === 0 ? "no digest is current" : parts.join(", ");
}

const RANK: Record<string, number> = { fail: 0, needs_evidence: 1, manual: 2, pass: 3 };

function worstFirst(a: ImageRow, b: ImageRow): number {
  const breached = b.breached - a.breached;
  const rank = (row: ImageRow) => RANK[row.current?.verdict?.result ?? "needs_evidence"] ?? 1;
  return breached || rank(a) - rank(b) || (a.name < b.name ? -1 : 1);
}

/** A control counts as its worst line; here lines are counted by their own worst result. */
function frameworksOf(lines: ImageRow[]): OverviewPage["frameworks"] {
  const all = new Map<string, OverviewPage["frameworks"][number]>();
  const order = ["not_applicable", "pass", "manual", "needs_evidence", "fail"];
  for (const framework of lines.flatMap(({ current }) => current?.frameworks ?? [])) {
    const sum = all.get(framework.id) ?? { ...framework, counts: { pass: 0, fail: 0, not_applicable: 0, needs_evidence: 0, manual: 0 }, lines: 0 };
    for (const outcome of Object.keys(sum.counts) as (keyof typeof sum.counts)[]) sum.counts[outcome] += framework.counts[outcome];
    if (order.indexOf(framework.worst) > order.indexOf(sum.worst)) sum.worst = framework.worst;
    sum.lines += 1;
    all.set(framework.id, sum);
  }
  return [...all.values()];
}

function freshnessOf(kind: SealShape["kind"], lines: ImageRow[]): OverviewPage["freshness"][number] {
  const counts = { kind, verified: 0, present: 0, missing: 0, failed: 0 };
  for (const { current } of lines) {
    if (current) counts[current.seals.find((seal) => seal.kind === kind)?.state ?? "missing"] += 1;
  }
  return counts;
}

function openOf(lines: ImageRow[]): SeverityCounts {
  const sum: SeverityCounts = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, none: 0, unknown: 0 };
  for (const { current } of lines) {
    for (const name of Object.keys(sum) as (keyof SeverityCounts)[]) sum[name] += current?.open?.[name] ?? 0;
  }
  return sum;
}
