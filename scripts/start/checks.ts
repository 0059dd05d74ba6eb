import { createServer } from "node:net";
import path from "node:path";
import { StartError } from "../../server/embedded/start-error";
import { loadSettings, type Settings } from "../../server/settings";
import { tryLock } from "../lock.mjs";

export function settingsOrThrow(env: NodeJS.ProcessEnv): Settings {
  const result = loadSettings(env);
  if (!result.ok) throw new StartError(result.problem.code, result.problem.detail);
  return result.value;
}

/** One instance per data directory: two workers' supervisors on one would stop each other's database. */
export function lockInstance(dataDir: string): () => void {
  const lock = tryLock(path.join(dataDir, "instance.lock"));
  if ("release" in lock) return lock.release;
  throw new StartError(
    "start/already-running",
    `Proofmark already runs on ${dataDir} (process ${lock.holder.pid}). Stop it first, or give this one its own PROOFMARK_DATA_DIR.`,
  );
}

/** Whether the port can be had: asked before anything is started. */
export function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(new StartError("start/port", portMessage(port, host, error)));
    });
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

function portMessage(port: number, host: string, error: NodeJS.ErrnoException): string {
  if (error.code === "EACCES") return `Port ${port} may not be used by this user. Choose one above 1023 with PORT=….`;
  return `Cannot listen on ${host}:${port}: ${error.message}`;
}

export async function demandPort(port: number, host: string): Promise<void> {
  if (await isPortFree(port, host)) return;
  throw new StartError(
    "start/port-in-use",
    `Port ${port} is already in use. Stop what uses it, or choose another: PORT=${port + 1}`,
  );
}
