import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../..");
const READY_MS = 90_000;

/** The whole product on a data directory of its own, as `npm start` runs it. */
export interface RunningServer {
  url: string;
  dataDir: string;
  /** Everything it has written so far, the set-up link among it. */
  output: () => string;
  /** Runs `proofmark …` on the same data directory and answers its stdout. */
  cli: (args: string[], input?: string) => string;
  stop: () => Promise<void>;
}

/** Starts dist/start.mjs (built before) on a free port and an empty data directory; `stop` removes both. */
export async function startServer(settings: Record<string, string> = {}): Promise<RunningServer> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "proofmark-e2e-"));
  chmodSync(dataDir, 0o711);
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), PROOFMARK_DATA_DIR: dataDir, DATABASE_URL: "", ...settings };
  const child = spawn(process.execPath, ["dist/start.mjs"], { cwd: ROOT, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
    const pointer = path.join(dataDir, "postgres-home");
    if (existsSync(pointer)) rmSync(readFileSync(pointer, "utf8").trim(), { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
  const until = performance.now() + READY_MS;
  while (!output.includes("Ctrl-C stops it.")) {
    if (child.exitCode !== null || performance.now() > until) {
      await stop();
      throw new Error(`The server did not start:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const cli = (args: string[], input = "") => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/cli.mjs", ...args], {
      cwd: ROOT,
      env,
      input,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`proofmark ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  };
  return { url: `http://127.0.0.1:${port}`, dataDir, output: () => output, cli, stop };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
