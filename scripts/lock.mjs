/**
 * Locks between processes of one machine: a file that names its holder. A lock whose holder has died is taken over.
 * Plain JavaScript without dependencies, because the first start needs it before anything is installed.
 */
import { linkSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import path from "node:path";

const STEAL_TIMEOUT_MS = 10_000;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** State letter and start time of a process where /proc tells them: a zombie is dead, and a number may be used again. */
function procStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0], startTicks: fields[19] };
  } catch {
    return undefined;
  }
}

/**
 * Whether the process lives and is the one that was recorded.
 * @param {{ pid: number, startTicks?: string }} holder
 * @returns {boolean}
 */
export function isAlive({ pid, startTicks }) {
  if (process.platform === "linux") {
    const stat = procStat(pid);
    return stat !== undefined && stat.state !== "Z" && (!startTicks || stat.startTicks === startTicks);
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/**
 * This process as a lock names it.
 * @returns {{ pid: number, startTicks?: string }}
 */
export function thisProcess() {
  return { pid: process.pid, startTicks: procStat(process.pid)?.startTicks };
}

/**
 * The holder a lock file names, undefined when there is none.
 * @param {string} file
 * @returns {{ pid: number, startTicks?: string } | undefined}
 */
export function readHolder(file) {
  try {
    const holder = JSON.parse(readFileSync(file, "utf8"));
    return Number.isInteger(holder.pid) ? holder : undefined;
  } catch {
    return undefined;
  }
}

function create(file) {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(thisProcess()));
  try {
    linkSync(draft, file); // a link appears with its content or not at all
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Removes a lock left by a dead process. One at a time: otherwise the second would remove the first one's new lock. */
function removeIfDead(file) {
  const guard = `${file}.steal`;
  try {
    mkdirSync(guard);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const age = Date.now() - (statSync(guard, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > STEAL_TIMEOUT_MS) rmSync(guard, { recursive: true, force: true });
    return;
  }
  try {
    const holder = readHolder(file);
    if (!holder || !isAlive(holder)) rmSync(file, { force: true });
  } finally {
    rmdirSync(guard);
  }
}

/**
 * Takes the lock, or answers who holds it.
 * @param {string} file
 * @returns {{ release: () => void } | { holder: { pid: number } }}
 */
export function tryLock(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (create(file)) return { release: () => rmSync(file, { force: true }) };
    const holder = readHolder(file);
    if (holder && isAlive(holder)) return { holder };
    removeIfDead(file);
  }
  return { holder: readHolder(file) ?? { pid: 0 } };
}

/**
 * Waits for the lock, does the work, gives the lock back.
 * @template T
 * @param {string} file
 * @param {() => Promise<T> | T} work
 * @param {{ timeoutMs?: number, onWait?: (pid: number) => void }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { timeoutMs = 600_000, onWait } = {}) {
  const deadline = Date.now() + timeoutMs;
  for (let told = false; ; told = true) {
    const lock = tryLock(file);
    if ("release" in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    if (Date.now() > deadline) throw new Error(`Process ${lock.holder.pid} still holds ${file}.`);
    if (!told) onWait?.(lock.holder.pid);
    await pause(100);
  }
}
