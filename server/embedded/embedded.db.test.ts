import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withAdmin } from "./roles";
import { startEmbedded, type Embedded } from "./start";

const options = { durable: false };
const quiet = () => {};
const root = process.getuid?.() === 0;
let dataDir: string;
let running: Embedded[];

async function up(): Promise<Embedded> {
  const server = await startEmbedded(dataDir, quiet, options);
  running.push(server);
  return server;
}

async function stopAll(): Promise<void> {
  for (const server of running.splice(0)) await server.stop();
}

const postmasterPid = (): number =>
  Number(readFileSync(path.join(home(), "cluster/postmaster.pid"), "utf8").split("\n")[0]);

function home(): string {
  const pointer = path.join(dataDir, "postgres-home");
  return existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : path.join(dataDir, "postgres");
}

/** Another process that starts the same server, says so, and keeps it until it is told to end. */
function startElsewhere(): { child: ChildProcess; ready: Promise<string> } {
  const script = `
    import { startEmbedded } from ${JSON.stringify(path.resolve(import.meta.dirname, "start.ts"))};
    const server = await startEmbedded(${JSON.stringify(dataDir)}, () => {}, { durable: false });
    process.stdout.write("ready " + server.port + " " + server.started + "\\n");
    process.stdin.on("data", async () => { await server.stop(); process.exit(0); });`;
  const tsx = path.resolve(import.meta.dirname, "../../node_modules/tsx/dist/cli.mjs");
  const child = spawn(process.execPath, [tsx, "--input-type=module", "--eval", script], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.on("exit", (code) => reject(new Error(`ended with ${code}`)));
  });
  return { child, ready };
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once("close", resolve));
  child.stdin?.write("end\n");
  await gone;
}

describe("startEmbedded", () => {
  beforeEach(() => {
    running = [];
    dataDir = mkdtempSync(path.join(tmpdir(), "proofmark-embedded-"));
    chmodSync(dataDir, 0o711);
  });
  afterEach(async () => {
    await stopAll();
    if (existsSync(path.join(dataDir, "postgres-home"))) rmSync(home(), { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("makes a UTF-8 cluster with checksums, reached by password on loopback only", async () => {
    const server = await up();
    const rows = await withAdmin(server.adminUrl, async (client) => {
      const settings = [
        "data_checksums",
        "server_encoding",
        "listen_addresses",
        "unix_socket_directories",
        "password_encryption",
      ];
      return (
        await client.query("SELECT name, setting FROM pg_settings WHERE name = ANY($1) ORDER BY name", [settings])
      ).rows;
    });
    expect(Object.fromEntries(rows.map((row: { name: string; setting: string }) => [row.name, row.setting]))).toEqual({
      data_checksums: "on",
      listen_addresses: "127.0.0.1",
      password_encryption: "scram-sha-256",
      server_encoding: "UTF8",
      unix_socket_directories: "",
    });
    expect(statSync(path.join(home(), "secrets.json")).mode & 0o777).toBe(0o600);
    await expect(withAdmin(server.adminUrl.replace(/:[^:@]+@/, ":wrong@"), async () => {})).rejects.toThrow(/password/);
  });

  it("keeps what was committed when the server is killed, and starts again", async () => {
    const first = await up();
    await withAdmin(first.adminUrl, async (client) => {
      await client.query("CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
      process.kill(postmasterPid(), "SIGKILL");
    }).catch(() => {});
    const second = await startEmbedded(dataDir, quiet, options);
    running.push(second);
    expect(second.started).toBe(true);
    const count = await withAdmin(
      second.adminUrl,
      async (client) => (await client.query("SELECT count(*)::int AS n FROM kept")).rows[0],
    );
    expect(count).toEqual({ n: 1000 });
  });

  it("starts when the recorded number belongs to another process by now", async () => {
    const first = await up();
    const pidFile = path.join(home(), "cluster/postmaster.pid");
    const text = readFileSync(pidFile, "utf8");
    await first.stop();
    running = [];
    writeFileSync(pidFile, text.replace(/^\d+/, String(process.pid)));
    expect((await up()).started).toBe(true);
  });

  it("lets two first starts at once share one server, which the last one to leave stops", async () => {
    const [a, b] = [startElsewhere(), startElsewhere()];
    const said = await Promise.all([a.ready, b.ready]);
    const [one, two] = said.map((line) => line.split(" "));
    expect(one?.[1]).toBe(two?.[1]);
    expect([one?.[2], two?.[2]].sort()).toEqual(["false", "true"]);
    await end(a.child);
    const third = await up();
    expect(third.started).toBe(false);
    await end(b.child);
    await withAdmin(third.adminUrl, async (client) => void (await client.query("SELECT 1")));
    await stopAll();
    expect(existsSync(path.join(home(), "cluster/postmaster.pid"))).toBe(false);
  });

  it("is not stopped by the note of a process that was killed", async () => {
    const other = startElsewhere();
    await other.ready;
    const gone = new Promise((resolve) => other.child.once("close", resolve));
    // tsx runs the program in a child of its own: end both.
    for (const pid of childrenOf(other.child.pid ?? 0)) process.kill(pid, "SIGKILL");
    other.child.kill("SIGKILL");
    await gone;
    const mine = await up();
    expect(mine.started).toBe(false);
    await stopAll();
    expect(existsSync(path.join(home(), "cluster/postmaster.pid"))).toBe(false);
  });

  it.runIf(root)("runs as an unprivileged account under root, also where that account may not enter", async () => {
    const server = await up();
    const uid = statSync(`/proc/${postmasterPid()}`).uid;
    expect(uid).not.toBe(0);
    await server.stop();
    running = [];
    const closed = mkdtempSync(path.join(tmpdir(), "proofmark-closed-"));
    const lines: string[] = [];
    const moved = await startEmbedded(path.join(closed, "data"), (line) => lines.push(line), options);
    expect(lines.join()).toContain(`cannot enter ${closed}`);
    await moved.stop();
    const again = await startEmbedded(path.join(closed, "data"), quiet, options);
    await again.stop();
    rmSync(readFileSync(path.join(closed, "data/postgres-home"), "utf8").trim(), { recursive: true, force: true });
    rmSync(closed, { recursive: true, force: true });
  });
});

function childrenOf(pid: number): number[] {
  const { stdout } = spawnSync("cat", [`/proc/${pid}/task/${pid}/children`], { encoding: "utf8" });
  return stdout.trim().split(" ").filter(Boolean).map(Number);
}
