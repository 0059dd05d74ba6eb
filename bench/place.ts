import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { unwrapOk } from "../domain/model/problem";
import type { Ctx } from "../server/auth/principal";
import { ensureDatabase, ensureLogins } from "../server/embedded/roles";
import { startEmbedded } from "../server/embedded/start";
import { createParser } from "../server/jobs/parse";
import { ensureSystem } from "../server/services/ensure-default-system";
import { receiveEvidence } from "../server/services/receive-evidence";
import { openStore, type Store, type SystemContext } from "../server/store";
import { migrate } from "../server/store/migrate";
import { Claims } from "../server/worker/claims";
import type { WorkerParts } from "../server/worker/loop";

export interface Statement {
  sql: string;
  values: string;
}

export interface Place {
  migratorUrl: string;
  workerUrl: string;
  web: Store;
  parts: WorkerParts;
  ctx: SystemContext;
  /** Statements since the last call, with their values as JSON. */
  queries(): Statement[];
  upload(name: string, bytes: Uint8Array, digest: string): Promise<string>;
  close(): Promise<void>;
}

/** A database of its own with durable writes, as a user has it, and nothing else running. */
export async function openPlace(): Promise<Place> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "proofmark-bench-"));
  chmodSync(dataDir, 0o711);
  const server = await startEmbedded(dataDir, () => {});
  const migratorUrl = await ensureDatabase(server);
  unwrapOk(await migrate(migratorUrl, path.resolve(import.meta.dirname, "../prisma/migrations")));
  const urls = await ensureLogins(server);
  let queries: Statement[] = [];
  const web = openStore(urls.webUrl, "web", { onQuery: (sql, values) => queries.push({ sql, values }) });
  const store = openStore(urls.workerUrl, "worker");
  const parser = createParser({ heapMb: 1024, seconds: 120 });
  const claims = new Claims(urls.workerUrl);
  const systemId = await ensureSystem(migratorUrl, { name: "bench", title: "Bench", sample: false });
  const ctx: SystemContext = { systemId, store: web, actor: { kind: "token", id: "bench", name: "bench" } };
  return {
    migratorUrl, workerUrl: urls.workerUrl, web, ctx,
    parts: { store, claims, parser, limits: { maxDocumentBytes: 256e6, maxComponents: 200_000, maxRatio: 200 }, log: () => {}, stopping: () => false },
    queries() {
      const seen = queries;
      queries = [];
      return seen;
    },
    async upload(name, bytes, digest) {
      async function* stream(): AsyncIterable<Uint8Array> {
        for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
      }
      const files = [{ fileName: name, mediaType: "application/json", stream: stream() }];
      return unwrapOk(await receiveEvidence(ctx, files, { image: "registry.example/bench:1", digest }, { maxFileBytes: 1e9, maxFiles: 1 })).receiptId;
    },
    async close() {
      await parser.close();
      await claims.close();
      await web.close();
      await store.close();
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export async function timed<T>(work: () => Promise<T> | T): Promise<{ value: T; ms: number }> {
  const start = performance.now();
  const value = await work();
  return { value, ms: performance.now() - start };
}

/** Somebody who may look at everything. */
export function asReader(ctx: SystemContext): Ctx {
  return {
    ...ctx, role: "viewer", system: { id: ctx.systemId, name: "bench", title: "Bench", sample: false },
    principal: { kind: "user", id: "bench", name: "Bench", email: "bench@example.test", isAdmin: false, sessionId: "bench" },
    actor: { kind: "user", id: "bench", name: "bench" },
  };
}
