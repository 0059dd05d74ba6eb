import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { isAlive } from "../../scripts/lock.mjs";
import type { Place } from "./place";

/** What `postmaster.pid` says (PostgreSQL, storage/file layout: pid, folder, start, port, socket, address, key, status). */
export interface Postmaster {
  pid: number;
  port: number;
  ready: boolean;
}

/** A process number no system hands out. */
const NO_PROCESS = "2147483646";

export function readPostmaster(place: Place): Postmaster | undefined {
  try {
    const lines = readFileSync(path.join(place.cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** Port of the server that runs on this very cluster, undefined when none does. A process number or an open port proves nothing. */
export async function runningPort(place: Place, password: string): Promise<number | undefined> {
  const postmaster = readPostmaster(place);
  if (!postmaster?.port || !postmaster.ready) return undefined;
  const client = new Client({
    host: "127.0.0.1",
    port: postmaster.port,
    user: "proofmark_admin",
    password,
    database: "postgres",
    connectionTimeoutMillis: 3000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>("show data_directory");
    return rows[0]?.data_directory === place.cluster ? postmaster.port : undefined;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * After a kill, `postmaster.pid` may name a zombie (nobody reaps in many containers) or an unrelated process that got
 * the number: PostgreSQL takes either for a living server and refuses to start. The file is not deleted, because
 * PostgreSQL also reads from it whether orphaned backends still use the shared memory: only the number is replaced.
 */
export function disownDeadPostmaster(place: Place): boolean {
  const postmaster = readPostmaster(place);
  if (!postmaster || String(postmaster.pid) === NO_PROCESS) return false;
  if (isAlive({ pid: postmaster.pid }) && !isForeign(postmaster.pid)) return false;
  const file = path.join(place.cluster, "postmaster.pid");
  const [, ...rest] = readFileSync(file, "utf8").split("\n");
  writeFileSync(file, [NO_PROCESS, ...rest].join("\n"));
  return true;
}

function isForeign(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0]?.includes("postgres");
  } catch {
    return false;
  }
}
