import { clock, wallNow } from "../clock";
import type { Parser } from "../jobs/parse";
import type { ParseLimits } from "../jobs/parsed-document";
import { evaluateStoredDigest } from "../services/evaluation/evaluate-digest";
import { evaluateUnderNewRules } from "../services/evaluation/evaluate-again";
import { giveBackEvaluation } from "../services/evaluation/attempts";
import { EVALUATION_REVISION } from "../services/evaluation/evaluation-revision";
import { giveBack, processReceipt } from "../services/ingest/process-receipt";
import { applyElapsedChange } from "../services/trust/decide-trust-change";
import { verifySignedDocument } from "../services/verification/verify-signed-document";
import { buildPacket, giveBackPacket } from "../services/packet/build-packet";
import { settings } from "../settings";
import { rows, type Actor, type Store, type SystemContext } from "../store";
import type { Claims } from "./claims";

export interface WorkerParts {
  store: Store;
  claims: Claims;
  parser: Parser;
  limits: ParseLimits;
  log: (level: "info" | "warn" | "error", message: string, details: Record<string, unknown>) => void;
  /** True once the worker was asked to stop: nothing new is begun. */
  stopping: () => boolean;
}

interface Due {
  kind: "receipt" | "trust" | "signature" | "digest" | "packet" | "rules";
  system_id: string;
  id: string;
}

export const WORKER: Actor = { kind: "worker", id: "worker", name: "Proofmark worker" };
const AT_ONCE = 50;
const ORDER: readonly Due["kind"][] = ["receipt", "trust", "signature", "digest", "packet", "rules"];

/**
 * One round: everything that is due now: receipts, changes of trust, signatures, evaluations, packets, answers made by older rules, in this order. What somebody else holds is left
 * to them. Answers how many pieces were done.
 */
export async function workOnce(parts: WorkerParts): Promise<number> {
  const now = wallNow().getTime();
  const isResting = (key: string): boolean => (resting.get(key)?.until ?? 0) > now;
  // What rests is due all the same: as many more are asked for, or fifty that always fail would hide all others.
  const most = AT_ONCE + [...resting.keys()].filter(isResting).length;
  const due = await rows<Due>(parts.store.prisma, `SELECT kind, system_id, id FROM proofmark_due_work($1::timestamptz, $2::int, $3::timestamptz, $4::int)`,
    clock.now().toISOString(), most, wallNow().toISOString(), EVALUATION_REVISION);
  let done = 0;
  const ready = due.filter((item) => !isResting(keyOf(item)));
  // Evidence first: a digest is evaluated once for all that has arrived, and not once for each file.
  const kind = ORDER.find((one) => ready.some((item) => item.kind === one));
  for (const item of ready.filter((one) => one.kind === kind)) {
    if (parts.stopping()) break;
    if (await attempt(parts, item)) done += 1;
  }
  return done;
}

/** Works until nothing is due: for tests, measurements and the command line. */
export async function workUntilDone(parts: WorkerParts): Promise<void> {
  while ((await workOnce(parts)) > 0);
}

/** What failed rests for a while, longer each time, so that pieces that cannot be done do not keep the others from being done. */
const resting = new Map<string, { until: number; times: number }>();
const LONGEST_REST_MS = 3_600_000;

/** One evaluation of a digest at a time, whyever it is due. */
const keyOf = (item: Due): string => `${item.kind === "rules" ? "digest" : item.kind}/${item.system_id}/${item.id}`;

async function attempt(parts: WorkerParts, item: Due): Promise<boolean> {
  const ctx: SystemContext = { systemId: item.system_id, actor: WORKER, store: parts.store };
  const key = keyOf(item);
  let failed: { error: unknown } | null = null;
  const held = await parts.claims.hold(key, async () => {
    try {
      await perform(parts, ctx, item);
    } catch (error) {
      failed = { error };
      if (isDatabaseAway(error)) await putBack(ctx, item).catch(() => {});
    }
  });
  const before = resting.get(key)?.times ?? 0;
  resting.delete(key);
  if (failed === null) return held;
  const { error } = failed as { error: unknown };
  const times = isDatabaseAway(error) ? 0 : before + 1;
  resting.set(key, { times, until: wallNow().getTime() + Math.min(LONGEST_REST_MS, 1_000 * settings().limits.retrySeconds * 2 ** Math.max(0, Math.min(times - 1, 10))) });
  parts.log("error", "work failed and will be tried again", { kind: item.kind, id: item.id, error: error instanceof Error ? error.message : String(error) });
  return false;
}

/** Only then is a failure not the work's own and no attempt: everything else is counted, and given up after a few times. */
function isDatabaseAway(error: unknown): boolean {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return /ECONN|EPIPE|P1001|P1017|P2024|terminating connection|Connection terminated|Can't reach database|shutting down|starting up/i.test(text);
}

async function perform(parts: WorkerParts, ctx: SystemContext, item: Due): Promise<void> {
  if (item.kind === "receipt") await processReceipt(ctx, item.id, parts.parser, parts.limits);
  else if (item.kind === "trust") await applyElapsedChange(ctx, item.id);
  else if (item.kind === "signature") await verifySignedDocument(ctx, item.id, parts.parser);
  else if (item.kind === "digest") await evaluateStoredDigest(ctx, item.id);
  else if (item.kind === "rules") await evaluateUnderNewRules(ctx, item.id);
  else await buildPacket(ctx, item.id);
  parts.log("info", `${item.kind} done`, { id: item.id, system: item.system_id });
}

async function putBack(ctx: SystemContext, item: Due): Promise<void> {
  if (item.kind === "receipt") await giveBack(ctx, item.id);
  if (item.kind === "digest" || item.kind === "rules") await giveBackEvaluation(ctx, item.id);
  if (item.kind === "packet") await giveBackPacket(ctx, item.id);
}
