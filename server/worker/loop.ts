import { clock } from "../clock";
import type { Parser } from "../jobs/parse";
import type { ParseLimits } from "../jobs/parsed-document";
import { evaluateStoredDigest } from "../services/evaluation/evaluate-digest";
import { giveBack, processReceipt } from "../services/ingest/process-receipt";
import { buildPacket, giveBackPacket } from "../services/packet/build-packet";
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
  kind: "receipt" | "digest" | "packet";
  system_id: string;
  id: string;
}

export const WORKER: Actor = { kind: "worker", id: "worker", name: "Proofmark worker" };
const AT_ONCE = 50;
const ORDER: readonly Due["kind"][] = ["receipt", "digest", "packet"];

/**
 * One round: everything that is due now, receipts before evaluations before packets. What somebody else holds is left
 * to them. Answers how many pieces were done.
 */
export async function workOnce(parts: WorkerParts): Promise<number> {
  const due = await rows<Due>(parts.store.prisma, `SELECT kind, system_id, id FROM proofmark_due_work($1::timestamptz, $2::int)`, clock.now().toISOString(), AT_ONCE);
  let done = 0;
  // Evidence first: a digest is evaluated once for all that has arrived, and not once for each file.
  const kind = ORDER.find((one) => due.some((item) => item.kind === one));
  for (const item of due.filter((one) => one.kind === kind)) {
    if (parts.stopping()) break;
    if (await attempt(parts, item)) done += 1;
  }
  return done;
}

/** Works until nothing is due: for tests, measurements and the command line. */
export async function workUntilDone(parts: WorkerParts): Promise<void> {
  while ((await workOnce(parts)) > 0);
}

async function attempt(parts: WorkerParts, item: Due): Promise<boolean> {
  const ctx: SystemContext = { systemId: item.system_id, actor: WORKER, store: parts.store };
  let failed: unknown = null;
  const held = await parts.claims.hold(`${item.kind}/${item.system_id}/${item.id}`, async () => {
    try {
      await perform(parts, ctx, item);
    } catch (error) {
      failed = error;
      await putBack(ctx, item).catch(() => {});
    }
  });
  if (failed === null) return held;
  parts.log("error", "work failed and will be tried again", { kind: item.kind, id: item.id, error: failed instanceof Error ? failed.message : String(failed) });
  throw failed;
}

async function perform(parts: WorkerParts, ctx: SystemContext, item: Due): Promise<void> {
  if (item.kind === "receipt") await processReceipt(ctx, item.id, parts.parser, parts.limits);
  else if (item.kind === "digest") await evaluateStoredDigest(ctx, item.id);
  else await buildPacket(ctx, item.id);
  parts.log("info", `${item.kind} done`, { id: item.id, system: item.system_id });
}

async function putBack(ctx: SystemContext, item: Due): Promise<void> {
  if (item.kind === "receipt") await giveBack(ctx, item.id);
  if (item.kind === "packet") await giveBackPacket(ctx, item.id);
}
