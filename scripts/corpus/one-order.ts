import type { RouteHandler } from "../../server/http/route";
import { createParser } from "../../server/jobs/parse";
import { closeStores, openStore } from "../../server/store";
import { Claims } from "../../server/worker/claims";
import { workOnce, workUntilDone, type WorkerParts } from "../../server/worker/loop";
import type { Upload } from "./uploads";

const ORIGIN = "http://127.0.0.1:3000";
/** As the worker reads, at its default limits. */
const LIMITS: WorkerParts["limits"] = { maxDocumentBytes: 128 * 1024 * 1024, maxComponents: 200_000, maxRatio: 200, maxArchiveBytes: 1024 * 1024 * 1024 };
/** Files between two rounds of the worker, at most. */
const AT_ONCE = 20;
/** How often, about, all that has arrived until then is also evaluated. */
const WHOLLY = 5;

export interface Ground {
  webUrl: string;
  workerUrl: string;
  system: string;
  token: string;
  /** POST of the evidence collection. */
  submit: RouteHandler;
  /** GET of one receipt. */
  receipt: RouteHandler;
}

export interface Handed {
  /** By content hash: the receipt's id, and what the receipt says after everything was done. */
  receipts: Map<string, { id: string; says: string }>;
  refused: string[];
  failures: string[];
}

/** Hands everything in through the door in this order, the worker reading in between, and lets it finish. */
export async function ingestInOrder(ground: Ground, uploads: readonly Upload[], random: () => number): Promise<Handed> {
  const handed: Handed = { receipts: new Map(), refused: [], failures: [] };
  await withWorker(ground, handed.failures, async (parts) => {
    for (let from = 0; from < uploads.length; ) {
      const some = uploads.slice(from, from + 1 + Math.floor(random() * AT_ONCE));
      from += some.length;
      for (const upload of some) await handIn(ground, upload, handed);
      if (random() < (WHOLLY * AT_ONCE) / 2 / uploads.length) await workUntilDone(parts);
      else await workOnce(parts);
    }
    await workUntilDone(parts);
  });
  for (const held of handed.receipts.values()) held.says = await ask(ground, held.id);
  return handed;
}

/** The same again: what the door answers now, and a worker that should find nothing to do. Answers what differs. */
export async function ingestAgain(ground: Ground, uploads: readonly Upload[], before: Handed): Promise<string[]> {
  const again: Handed = { receipts: new Map(), refused: [], failures: [] };
  await withWorker(ground, again.failures, async (parts) => {
    for (const upload of uploads) await handIn(ground, upload, again);
    await workUntilDone(parts);
  });
  const differing = uploads.filter(({ sha256 }) => {
    const first = before.receipts.get(sha256);
    const second = again.receipts.get(sha256);
    return first?.id !== second?.id || first?.says !== second?.says;
  });
  return [...differing.map(({ name }) => `${name}: another receipt than the first time`), ...again.failures];
}

async function withWorker(ground: Ground, failures: string[], work: (parts: WorkerParts) => Promise<void>): Promise<void> {
  await closeStores();
  process.env["PROOFMARK_WEB_DATABASE_URL"] = ground.webUrl;
  const store = openStore(ground.workerUrl, "worker");
  const claims = new Claims(ground.workerUrl);
  const parser = createParser({ heapMb: 1024, seconds: 60 });
  const log: WorkerParts["log"] = (level, message, details) => {
    if (level === "error") failures.push(`${message} ${JSON.stringify(details)}`);
  };
  try {
    await work({ store, claims, parser, limits: LIMITS, log, stopping: () => false });
  } finally {
    await parser.close();
    await claims.close();
    await store.close();
  }
}

async function handIn(ground: Ground, upload: Upload, handed: Handed): Promise<void> {
  const query = new URLSearchParams({ filename: upload.name, ...(upload.image ? { image: upload.image } : {}), ...(upload.digest ? { digest: upload.digest } : {}) });
  const response = await ground.submit(new Request(`${ORIGIN}/api/v1/systems/${ground.system}/evidence?${query}`, {
    method: "POST", body: upload.bytes() as Uint8Array<ArrayBuffer>, headers: headersOf(ground),
  }));
  const body = (await response.json()) as { id?: string; code?: string };
  if (response.status === 202 && body.id) handed.receipts.set(upload.sha256, { id: body.id, says: JSON.stringify(body) });
  else handed.refused.push(`${upload.name}: ${response.status} ${body.code ?? ""}`);
}

async function ask(ground: Ground, id: string): Promise<string> {
  const response = await ground.receipt(new Request(`${ORIGIN}/api/v1/receipts/${id}`, { headers: headersOf(ground) }));
  return JSON.stringify(await response.json());
}

const headersOf = ({ token }: Ground): Record<string, string> => ({ host: "127.0.0.1:3000", authorization: `Bearer ${token}` });
