import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../tests/setup/test-database";
import { ensureSystem } from "../services/ensure-default-system";
import { loadEvidence, openStore, readSystem, rows, type Store, type SystemContext } from "../store";

const TRIALS = 50;
const ROOT = path.resolve(import.meta.dirname, "../..");
const HOME = path.join(ROOT, "tmp", `crash-${process.pid}`);
const WORKER_POINTS = ["worker.taken", "worker.document", "worker.before-commit", "worker.submission", "worker.before-done", "worker.evaluated", "worker.before-evaluation-commit"];
const DOOR_POINTS = ["door.before-transaction", "door.chunk", "door.before-commit"];

let database: TestDatabase;
let store: Store;
let ctx: SystemContext;

interface Acknowledged {
  receipt: string;
  files: string[];
}

const acknowledged: Acknowledged[] = [];
let diedAtPoint = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  store = openStore(database.workerUrl, "worker", { max: 4 });
  const systemId = await ensureSystem(database.migratorUrl, { name: "crash", title: "Crash", sample: false });
  ctx = { systemId, store, actor: { kind: "system", id: "test", name: "test" } };
  mkdirSync(path.join(HOME, "dist"), { recursive: true });
  writeFileSync(path.join(HOME, "package.json"), JSON.stringify({ name: "crash", version: "0.0.0", type: "module" }));
  await build({
    entryPoints: { worker: "server/worker/main.ts", uploader: "server/worker/crash-uploader.ts", "parse-thread": "server/jobs/parse-thread.ts" },
    absWorkingDir: ROOT, outdir: path.join(HOME, "dist"), outExtension: { ".js": ".mjs" }, bundle: true, packages: "external",
    platform: "node", target: "node24", format: "esm", logLevel: "error",
  });
}, 120_000);

afterAll(async () => {
  await store?.close();
  await database?.drop();
  rmSync(HOME, { recursive: true, force: true });
});

function start(program: "worker" | "uploader", extra: Record<string, string>): ChildProcess {
  const env: Record<string, string | undefined> = {
    ...process.env, NODE_ENV: "test", PROOFMARK_HOME: HOME, PROOFMARK_LOG_LEVEL: "silent", PROOFMARK_CLOCK: "", PROOFMARK_WEB_DATABASE_URL: database.webUrl,
    PROOFMARK_WORKER_DATABASE_URL: database.workerUrl, CRASH_SYSTEM: ctx.systemId, ...extra,
  };
  const child = spawn(process.execPath, [path.join(HOME, "dist", `${program}.mjs`)], { cwd: ROOT, env: env as NodeJS.ProcessEnv, stdio: ["ignore", "pipe", "inherit", "ipc"] });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (line.startsWith("{")) acknowledged.push(JSON.parse(line) as Acknowledged);
    });
  }
  return child;
}

const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once("close", () => resolve())));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One process is killed at a failpoint or at some moment, the other one at the end of the trial. */
async function trial(n: number): Promise<void> {
  const atPoint = n % 2 === 0;
  const door = n % 4 >= 2;
  const points = door ? DOOR_POINTS : WORKER_POINTS;
  const point = { PROOFMARK_FAILPOINT: `${points[(n >> 2) % points.length] ?? ""}#${2 + (n % 5)}` };
  const worker = start("worker", atPoint && !door ? point : {});
  const uploader = start("uploader", { CRASH_SEED: String(n), ...(atPoint && door ? point : {}) });
  const victim = door ? uploader : worker;
  await Promise.race([atPoint ? ended(victim) : pause(300 + ((n * 397) % 1500)), pause(4000)]);
  if (atPoint && victim.signalCode === "SIGKILL") diedAtPoint += 1;
  victim.kill("SIGKILL");
  await pause((n * 131) % 300);
  worker.kill("SIGKILL");
  uploader.kill("SIGKILL");
  await Promise.all([ended(worker), ended(uploader)]);
}

async function drained(): Promise<void> {
  const worker = start("worker", {});
  for (let waited = 0; waited < 600; waited += 1) {
    const [row] = await readSystem(ctx, (tx) => rows<{ n: number }>(tx, `SELECT (SELECT count(*) FROM receipt WHERE state IN ('stored', 'processing'))::int + (SELECT count(*) FROM digest WHERE facts_revision > evaluated_revision)::int AS n`));
    if (row?.n === 0) break;
    await pause(100);
  }
  worker.kill("SIGTERM");
  await ended(worker);
  expect(worker.exitCode).toBe(0);
}

test(`${TRIALS} kills of worker and uploader at failpoints and at random lose no acknowledged receipt`, async () => {
  for (let n = 0; n < TRIALS; n += 1) await trial(n);
  await drained();
  expect(diedAtPoint).toBeGreaterThan(TRIALS / 5);
  expect(acknowledged.length).toBeGreaterThan(TRIALS);
  const receipts = await readSystem(ctx, (tx) => rows<{ id: string; state: string; files: string[] }>(
    tx,
    `SELECT r.id, r.state, (SELECT json_agg(s.sha256 ORDER BY s.sha256) FROM submission s JOIN document d ON d.submission_id = s.id AND d.path = ''
       WHERE s.id = ANY(r.submission_ids)) AS files FROM receipt r`,
  ));
  const held = new Map(receipts.map((one) => [one.id, one]));
  for (const { receipt, files } of acknowledged) expect(held.get(receipt), receipt).toMatchObject({ state: "done", files: [...files].sort() });
  const whole = await readSystem(ctx, (tx) => rows<{ sha256: string; whole: boolean }>(
    tx,
    `SELECT b.sha256, b.chunk_count = (SELECT count(*) FROM evidence_chunk c WHERE c.system_id = b.system_id AND c.sha256 = b.sha256) AS whole FROM evidence_blob b`,
  ));
  expect(whole.filter((one) => !one.whole)).toEqual([]);
  for (const sha256 of new Set(acknowledged.slice(0, 60).flatMap((one) => one.files))) {
    await readSystem(ctx, (tx) => loadEvidence(tx, ctx.systemId, sha256));
  }
  const events = await readSystem(ctx, (tx) => rows<{ n: number }>(tx, `SELECT count(*)::int AS n FROM audit_event WHERE action = 'evidence.received' AND system_id = $1::uuid`, ctx.systemId));
  expect(events[0]?.n).toBe(receipts.length);
}, 400_000);
