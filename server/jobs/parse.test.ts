import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { createParser, type Parser } from "./parse";
import { readFile } from "./read-file";

const LIMITS = { maxDocumentBytes: 64 * 1024 * 1024, maxComponents: 1_000, maxRatio: 200 };
let parser: Parser | undefined;
afterEach(() => parser?.close());

const request = (bytes: Uint8Array, fileName = "file.json") => ({ pieces: [bytes], sizeBytes: bytes.byteLength, fileName, limits: LIMITS, sha256: createHash("sha256").update(bytes).digest("hex") });
const config = Buffer.from(JSON.stringify({ os: "linux", architecture: "amd64", rootfs: { type: "layers", diff_ids: [] } }));

test("a compressed file is evidence of its own, and what it holds is its child", async () => {
  const [file, content] = await readFile(request(gzipSync(config), "config.json.gz"));
  expect(file).toMatchObject({ path: "", state: "read", carrier: "gzip", parentPath: null });
  expect(content).toMatchObject({ path: "content", parentPath: "", room: "oci-config", sha256: createHash("sha256").update(config).digest("hex") });
  expect(file?.identities).toEqual(content?.identities);
});

test("a file that unpacks beyond the ratio, or is broken, is refused and kept", async () => {
  const [bomb] = await readFile(request(gzipSync(Buffer.alloc(50_000_000))));
  expect(bomb).toMatchObject({ state: "refused", problem: { code: "ingest/unpack", limit: { max: expect.any(Number) } } });
  const [broken] = await readFile(request(gzipSync(randomBytes(10_000)).subarray(0, 5_000)));
  expect(broken).toMatchObject({ state: "refused", problem: { code: "ingest/unpack" } });
});

test("the thread reads one file after the other", async () => {
  parser = createParser({ heapMb: 256, seconds: 20 });
  for (const bytes of [config, randomBytes(500), config]) expect((await parser.parse(request(bytes))).ok).toBe(true);
});

test("a file that takes too long or too much memory is answered with a problem, and the next one is read", async () => {
  const items = `[${Array.from({ length: 340_000 }, (_, i) => `{"a${i}":[${i}]}`).join(",")}]`;
  parser = createParser({ heapMb: 64, seconds: 200 });
  const heavy = await parser.parse(request(Buffer.from(items)));
  expect(heavy).toMatchObject({ ok: false, problem: { code: "ingest/memory" } });
  await parser.close();
  const home = homeWith(`parentPort.on("message", () => parentPort.postMessage({ type: "begun" }));`);
  parser = createParser({ heapMb: 64, seconds: 0.001, home, built: true });
  expect(await parser.parse(request(config))).toMatchObject({ ok: false, problem: { code: "ingest/timeout" } });
  await parser.close();
  rmSync(home, { recursive: true });
  parser = createParser({ heapMb: 256, seconds: 20 });
  expect((await parser.parse(request(config))).ok).toBe(true);
}, 300_000);

test("a file whose values would not fit into the memory there is, is refused before any of it is built", async () => {
  parser = createParser({ heapMb: 64, seconds: 60 });
  const lists = Buffer.from(`[${"[[]],".repeat(900_000)}0]`);
  const answer = await parser.parse(request(lists));
  expect(answer.ok && answer.value[0]).toMatchObject({ state: "refused", problem: { code: "json/limit", limit: { name: "values", max: 1_048_576 } } });
  expect((await parser.parse(request(config))).ok).toBe(true);
}, 120_000);

/** A home whose thread is this program. */
function homeWith(program: string): string {
  const home = mkdtempSync(path.join(tmpdir(), "proofmark-thread-"));
  mkdirSync(path.join(home, "dist"));
  writeFileSync(path.join(home, "dist", "parse-thread.mjs"), `import { parentPort } from "node:worker_threads"; import { existsSync, writeFileSync } from "node:fs";\n${program}`);
  return home;
}

const ANSWERS = `parentPort.on("message", ({ type }) => {
  if (type === "file") parentPort.postMessage({ type: "begun" }), parentPort.postMessage({ type: "documents", documents: [] });
});`;

test("a thread that dies before it began is replaced once, and the file does not pay for it", async () => {
  const home = homeWith(`const mark = new URL("died", import.meta.url); if (!existsSync(mark)) { writeFileSync(mark, ""); process.exit(7); }\n${ANSWERS}`);
  parser = createParser({ heapMb: 64, seconds: 20, home, built: true });
  expect(await parser.parse(request(config))).toEqual({ ok: true, value: [] });
  rmSync(home, { recursive: true });
});

test("when no thread begins it is an error of ours and no problem of the file", async () => {
  const home = homeWith(`parentPort.on("message", () => {});`);
  parser = createParser({ heapMb: 64, seconds: 0.001, startSeconds: 0.05, home, built: true });
  await expect(parser.parse(request(config))).rejects.toThrow("No reading thread began");
  rmSync(home, { recursive: true });
});

test("a thread that died between two files is not asked for the next one", async () => {
  const home = homeWith(`${ANSWERS}\nparentPort.on("message", () => setTimeout(() => process.exit(3), 20));`);
  parser = createParser({ heapMb: 64, seconds: 1_000, startSeconds: 1_000, home, built: true });
  for (let n = 0; n < 3; n += 1) {
    expect(await parser.parse(request(config))).toEqual({ ok: true, value: [] });
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  rmSync(home, { recursive: true });
});

test("the time of a file does not run while its bytes are waited for", async () => {
  async function* slow(): AsyncGenerator<Uint8Array> {
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    yield config;
  }
  const home = homeWith(`parentPort.on("message", ({ type }) => {
    if (type === "file") parentPort.postMessage({ type: "begun" }), parentPort.postMessage({ type: "next" });
    else parentPort.postMessage({ type: "documents", documents: [] });
  });`);
  parser = createParser({ heapMb: 64, seconds: 1, home, built: true });
  expect(await parser.parse({ ...request(config), pieces: slow() })).toEqual({ ok: true, value: [] });
  rmSync(home, { recursive: true });
});
