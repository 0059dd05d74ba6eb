import { createHash, randomBytes } from "node:crypto";
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
  const items = `[${Array.from({ length: 400_000 }, (_, i) => `{"a${i}":[${i}]}`).join(",")}]`;
  parser = createParser({ heapMb: 64, seconds: 200 });
  const heavy = await parser.parse(request(Buffer.from(items)));
  expect(heavy).toMatchObject({ ok: false, problem: { code: "ingest/memory" } });
  await parser.close();
  parser = createParser({ heapMb: 1024, seconds: 0.001 });
  expect(await parser.parse(request(config))).toMatchObject({ ok: false, problem: { code: "ingest/timeout" } });
  await parser.close();
  parser = createParser({ heapMb: 256, seconds: 20 });
  expect((await parser.parse(request(config))).ok).toBe(true);
}, 300_000);
