import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { isAlive, readHolder, thisProcess, withLock } from "../../scripts/lock.mjs";
import { ensureCluster, explain, runProgram, type Secrets } from "./cluster";
import { findPlace, type Place } from "./place";
import { disownDeadPostmaster, readPostmaster, runningPort } from "./postmaster";
import { StartError, type Log } from "./start-error";

/** A running embedded server. `stop` ends it when no other process uses it. */
export interface Embedded {
  adminUrl: string;
  port: number;
  secrets: Secrets;
  /** True when this call started the server, false when it found it running. */
  started: boolean;
  /** Starts the server again, on the same port, when it has died; true when it had. */
  revive: () => Promise<boolean>;
  stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  /** False for tests: nothing survives a power cut, everything is faster. */
  durable?: boolean;
}

const START_SECONDS = 60;
const ATTEMPTS = 3;

/**
 * Starts the embedded PostgreSQL of a data directory, or joins the one that already runs on it. Every user of the
 * server notes itself in `users/`; the last one to leave stops it. Problem codes: embedded/*.
 */
export async function startEmbedded(dataDir: string, log: Log, options: EmbeddedOptions = {}): Promise<Embedded> {
  const absolute = path.resolve(dataDir);
  const lockFile = path.join(absolute, "postgres.lock");
  const waiting = (pid: number) => log(`Waiting for process ${pid}, which is starting the database.`);
  return withLock(
    lockFile,
    async () => {
      const place = findPlace(absolute, log);
      const secrets = await ensureCluster(place, log);
      const found = await joinRunning(place, secrets);
      const port = found ?? (await launch(place, secrets, options));
      const leave = join(absolute);
      const stop = () => withLock(lockFile, () => leave(() => halt(place)));
      const revive = () => withLock(lockFile, () => startAgain(place, secrets, port, options));
      const adminUrl = `postgresql://proofmark_admin:${secrets.admin}@127.0.0.1:${port}/postgres`;
      return { adminUrl, port, secrets, started: found === undefined, revive, stop };
    },
    { onWait: waiting },
  );
}

/** Notes this process as a user of the server; the answer takes the note back and stops the server for the last user. */
function join(dataDir: string): (stop: () => Promise<void>) => Promise<void> {
  const folder = path.join(dataDir, "postgres-users");
  mkdirSync(folder, { recursive: true });
  const note = path.join(folder, `${process.pid}-${process.hrtime.bigint()}.json`);
  writeFileSync(note, JSON.stringify(thisProcess()));
  return async (stop) => {
    rmSync(note, { force: true });
    if (liveUsers(folder) === 0) await stop();
  };
}

function liveUsers(folder: string): number {
  let live = 0;
  for (const name of readdirSync(folder)) {
    const holder = readHolder(path.join(folder, name));
    if (holder && isAlive(holder)) live += 1;
    else rmSync(path.join(folder, name), { force: true });
  }
  return live;
}

/** A server that is still recovering from a kill, or shutting down, is waited for. */
async function joinRunning(place: Place, secrets: Secrets): Promise<number | undefined> {
  for (let waited = 0; waited < START_SECONDS * 10; waited += 1) {
    const port = await runningPort(place, secrets.admin);
    if (port) return port;
    disownDeadPostmaster(place);
    const postmaster = readPostmaster(place);
    if (!postmaster || !isAlive({ pid: postmaster.pid })) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new StartError(
    "embedded/stuck",
    `A PostgreSQL server holds ${place.cluster} but does not answer. Its log: ${place.logFile}`,
  );
}

async function startAgain(place: Place, secrets: Secrets, port: number, options: EmbeddedOptions): Promise<boolean> {
  const postmaster = readPostmaster(place);
  if (postmaster && isAlive({ pid: postmaster.pid })) return false;
  disownDeadPostmaster(place);
  await launch(place, secrets, options, port);
  return true;
}

async function launch(place: Place, secrets: Secrets, options: EmbeddedOptions, samePort?: number): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const logStart = statSync(place.logFile, { throwIfNoEntry: false })?.size ?? 0;
    const args = ["-D", place.cluster, "-l", place.logFile, "-w", "-t", String(START_SECONDS)];
    const chosen = serverOptions(samePort ?? (await freePort()), options);
    const { code } = await runProgram(place, "pg_ctl", [...args, "-o", chosen, "start"], true);
    const port = await runningPort(place, secrets.admin);
    if (code === 0 && port) return port;
    const problem = explain(place, "pg_ctl start", readFrom(place.logFile, logStart));
    // Orphaned backends of a killed server leave within moments; a port can be taken between choosing and using it.
    const passing = problem.code === "embedded/port" || /shared memory block/.test(problem.message);
    if (!passing || attempt >= ATTEMPTS) throw problem;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

function serverOptions(port: number, { durable = true }: EmbeddedOptions): string {
  const settings: Record<string, string | number> = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 100,
    shared_buffers: "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(durable ? {} : { fsync: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}='${value}'`)
    .join(" ");
}

async function halt(place: Place): Promise<void> {
  const { code, output } = await runProgram(place, "pg_ctl", [
    "-D",
    place.cluster,
    "-m",
    "fast",
    "-w",
    "-t",
    "60",
    "stop",
  ]);
  if (code !== 0 && readPostmaster(place)) throw explain(place, "pg_ctl stop", output);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function readFrom(file: string, offset: number): string {
  try {
    const fd = openSync(file, "r");
    const bytes = Buffer.alloc(Math.max(0, Math.min(fstatSync(fd).size - offset, 16_384)));
    readSync(fd, bytes, 0, bytes.length, offset);
    closeSync(fd);
    return bytes.toString("utf8");
  } catch {
    return "";
  }
}
