import { spawn } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import path from "node:path";
import { openDatabase, type OpenDatabase } from "../../server/embedded/open";
import { ensureSecret } from "../../server/embedded/secret";
import { ensureDefaultSystem } from "../../server/services/ensure-default-system";
import { StartError, type Log } from "../../server/embedded/start-error";
import type { Settings } from "../../server/settings";
import { supervise, type Supervised } from "./child";

/** The running product: database, web, worker. */
export interface Stack {
  /** Asks politely, in order: web, worker, database. */
  stop: () => Promise<void>;
  /** Ends web and worker at once. */
  kill: () => void;
  /** Runs the command line program on the same database and answers what it printed. */
  cli: (args: string[], input?: string) => Promise<string>;
  waitUntilReady: () => Promise<void>;
}

const READY_SECONDS = 60;
const WATCH_MS = 2_000;
const DATABASE_VARIABLES = ["DATABASE_URL", "PROOFMARK_WEB_DATABASE_URL", "PROOFMARK_WORKER_DATABASE_URL"];

export async function startStack(settings: Settings, env: NodeJS.ProcessEnv, dev: boolean, log: Log): Promise<Stack> {
  const database = await openDatabase(settings, path.resolve("prisma/migrations"), log);
  await ensureDefaultSystem(database.migratorUrl, settings.sample);
  const secret = settings.secret ?? ensureSecret(settings.dataDir);
  const common = {
    ...env,
    PROOFMARK_SECRET: secret,
    PROOFMARK_DATA_DIR: settings.dataDir,
    PORT: String(settings.port),
  };
  const web = supervise(
    { name: "web", args: webArguments(settings, dev), env: webEnv(common, database, dev), graceMs: 10_000 },
    log,
  );
  const worker = supervise(
    {
      name: "worker",
      args: ["--enable-source-maps", "dist/worker.mjs"],
      env: workerEnv(common, database),
      graceMs: 20_000,
    },
    log,
  );
  const watch = watchDatabase(database, log);
  const children: Supervised[] = [web, worker];
  return {
    stop: async () => {
      clearInterval(watch);
      for (const child of children) await child.stop();
      await database.close();
    },
    kill: () => children.forEach((child) => child.kill()),
    cli: (args, input) => runCli(args, common, input),
    waitUntilReady: () => waitUntilReady(settings),
  };
}

function webArguments({ host, port }: Settings, dev: boolean): string[] {
  const next = "node_modules/next/dist/bin/next";
  return dev
    ? [next, "dev", "-H", host, "-p", String(port)]
    : ["--disable-proto=delete", next, "start", "-H", host, "-p", String(port)];
}

/** Each process gets the account that is its own, and no other. */
function without(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !DATABASE_VARIABLES.includes(name)),
  ) as NodeJS.ProcessEnv;
}

function webEnv(env: NodeJS.ProcessEnv, { webUrl }: OpenDatabase, dev: boolean): NodeJS.ProcessEnv {
  return {
    ...without(env),
    PROOFMARK_WEB_DATABASE_URL: webUrl,
    NEXT_TELEMETRY_DISABLED: "1",
    NODE_ENV: dev ? "development" : "production",
  };
}

function workerEnv(env: NodeJS.ProcessEnv, { workerUrl }: OpenDatabase): NodeJS.ProcessEnv {
  return { ...without(env), PROOFMARK_WORKER_DATABASE_URL: workerUrl, NODE_ENV: "production" };
}

/** Web and worker reconnect by themselves: the server comes back on the same port with the same passwords. */
function watchDatabase(database: OpenDatabase, log: Log): NodeJS.Timeout {
  let busy = false;
  const look = async () => {
    if (busy) return;
    busy = true;
    try {
      if (await database.revive()) log("The database had ended; it was started again.");
    } catch (error) {
      log(`The database has ended and does not start again: ${(error as Error).message}`);
    } finally {
      busy = false;
    }
  };
  return setInterval(() => void look(), WATCH_MS);
}

async function waitUntilReady({ port, host }: Settings): Promise<void> {
  const address = `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/readyz`;
  for (let waited = 0; waited < READY_SECONDS * 5; waited += 1) {
    const response = await fetch(address, { redirect: "manual" }).catch(() => undefined);
    if (response?.ok) return;
    await pause(200);
  }
  throw new StartError(
    "start/not-ready",
    `The web process did not become ready within ${READY_SECONDS} s; its lines above may say why.`,
  );
}

function runCli(args: string[], env: NodeJS.ProcessEnv, input = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--enable-source-maps", "dist/cli.mjs", ...args], {
      env,
      stdio: ["pipe", "pipe", "pipe"],
    });
    let said = "";
    let complaint = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk));
    child.stderr.on("data", (chunk: Buffer) => (complaint += chunk));
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(said.trim());
      else
        reject(
          new StartError(
            "start/cli",
            `proofmark ${args.slice(0, 2).join(" ")} failed: ${complaint.trim() || said.trim()}`,
          ),
        );
    });
  });
}
