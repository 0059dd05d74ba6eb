import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { build } from "esbuild";
import { expect } from "vitest";
import { ensureSystem } from "../../server/services/ensure-default-system";
import { loadEvidence, openStore, readSystem, rows, type SystemContext } from "../../server/store";
import { createTestDatabase, type TestDatabase } from "./test-database";

const ROOT = path.resolve(import.meta.dirname, "../..");
const PROGRAMS = { worker: "server/worker/main.ts", uploader: "server/worker/crash-uploader.ts", "parse-thread": "server/jobs/parse-thread.ts" };

/** What an uploader was told is held: nothing of it may be missing afterwards, whoever was killed. */
export interface Acknowledged {
  receipt: string;
  /** SHA-256 of each file. */
  files: string[];
}

export interface CrashGround {
  database: TestDatabase;
  ctx: SystemContext;
  /** A program of ours as its own process, ended by `kill -9` like by a power cut. */
  start: (program: "worker" | "uploader", extra?: Record<string, string>) => ChildProcess;
  /** The web process as it is shipped, listening. */
  startWeb: (port: number, extra?: Record<string, string>) => Promise<ChildProcess>;
  /** Lets a fresh worker do all that is left. */
  drain: () => Promise<void>;
  expectAllHeld: (acknowledged: readonly Acknowledged[]) => Promise<void>;
  close: () => Promise<void>;
}

export async function openCrashGround(name: string): Promise<CrashGround> {
  const home = path.join(ROOT, "tmp", `crash-${name}-${process.pid}`);
  const database = await createTestDatabase();
  const store = openStore(database.workerUrl, "worker", { max: 4 });
  const systemId = await ensureSystem(database.migratorUrl, { name: "crash", title: "Crash", sample: false });
  const ctx: SystemContext = { systemId, store, actor: { kind: "system", id: "test", name: "test" } };
  await buildPrograms(home);
  // So many kills in a row are no file's fault, and on a busy machine each may come before the first piece of work is done.
  const env = { ...process.env, NODE_ENV: "test", PROOFMARK_HOME: home, PROOFMARK_LOG_LEVEL: "silent", PROOFMARK_CLOCK: "", PROOFMARK_MAX_ATTEMPTS: "1000", PROOFMARK_RETRY_SECONDS: "0", PROOFMARK_WEB_DATABASE_URL: database.webUrl, PROOFMARK_WORKER_DATABASE_URL: database.workerUrl, CRASH_SYSTEM: systemId };
  const start: CrashGround["start"] = (program, extra = {}) => spawnNode([path.join(home, "dist", `${program}.mjs`)], { ...env, ...extra });
  return {
    database, ctx, start,
    startWeb: (port, extra = {}) => startWeb(port, { ...env, NODE_ENV: "production", PROOFMARK_DATA_DIR: home, PROOFMARK_ORIGIN: `http://127.0.0.1:${port}`, ...extra }),
    drain: () => drain(ctx, start),
    expectAllHeld: (acknowledged) => expectAllHeld(ctx, acknowledged),
    close: async () => {
      await store.close();
      await database.drop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function buildPrograms(home: string): Promise<void> {
  mkdirSync(path.join(home, "dist"), { recursive: true });
  writeFileSync(path.join(home, "package.json"), JSON.stringify({ name: "crash", version: "0.0.0", type: "module" }));
  await build({
    entryPoints: PROGRAMS, absWorkingDir: ROOT, outdir: path.join(home, "dist"), outExtension: { ".js": ".mjs" }, bundle: true, packages: "external",
    platform: "node", target: "node24", format: "esm", logLevel: "error",
  });
}

function spawnNode(args: string[], env: Record<string, string | undefined>): ChildProcess {
  return spawn(process.execPath, args, { cwd: ROOT, env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "inherit", "ipc"] });
}

async function startWeb(port: number, env: Record<string, string | undefined>): Promise<ChildProcess> {
  const web = spawnNode(["--disable-proto=delete", "node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)], env);
  web.stdout?.resume();
  for (let waited = 0; waited < 600; waited += 1) {
    if (web.exitCode !== null || web.signalCode !== null) break;
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.ok) return web;
    await pause(50);
  }
  throw new Error("The web process did not start: is it built (npm run build)?");
}

async function drain(ctx: SystemContext, start: CrashGround["start"]): Promise<void> {
  const worker = start("worker");
  for (let waited = 0; waited < 1200; waited += 1) {
    const [row] = await readSystem(ctx, (tx) =>
      rows<{ n: number }>(tx, `SELECT (SELECT count(*) FROM receipt WHERE state IN ('stored', 'processing'))::int + (SELECT count(*) FROM digest WHERE facts_revision > evaluated_revision)::int AS n`));
    if (row?.n === 0) break;
    await pause(100);
  }
  worker.kill("SIGTERM");
  await ended(worker);
  expect(worker.exitCode).toBe(0);
}

async function expectAllHeld(ctx: SystemContext, acknowledged: readonly Acknowledged[]): Promise<void> {
  const receipts = await readSystem(ctx, (tx) =>
    rows<{ id: string; state: string; files: string[] }>(
      tx,
      `SELECT r.id, r.state, (SELECT json_agg(s.sha256 ORDER BY s.sha256) FROM submission s JOIN document d ON d.submission_id = s.id AND d.path = ''
         WHERE s.id = ANY(r.submission_ids)) AS files FROM receipt r`,
    ));
  const held = new Map(receipts.map((one) => [one.id, one]));
  for (const { receipt, files } of acknowledged) expect(held.get(receipt), receipt).toMatchObject({ state: "done", files: [...files].sort() });
  const torn = await readSystem(ctx, (tx) =>
    rows<{ sha256: string }>(
      tx,
      `SELECT b.sha256 FROM evidence_blob b
       WHERE b.chunk_count <> (SELECT count(*) FROM evidence_chunk c WHERE c.system_id = b.system_id AND c.sha256 = b.sha256)`,
    ));
  expect(torn).toEqual([]);
  for (const sha256 of new Set(acknowledged.slice(0, 60).flatMap((one) => one.files))) {
    await readSystem(ctx, (tx) => loadEvidence(tx, ctx.systemId, sha256));
  }
  const [events] = await readSystem(ctx, (tx) => rows<{ n: number }>(tx, `SELECT count(*)::int AS n FROM audit_event WHERE action = 'evidence.received' AND system_id = $1::uuid`, ctx.systemId));
  expect(events?.n).toBe(receipts.length);
}

export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once("close", () => resolve())));

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
