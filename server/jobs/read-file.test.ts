import { createHash, randomBytes } from "node:crypto";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { ParsedDocument, ParseLimits } from "./parsed-document";
import { packedForTest } from "./packed-for-test";
import { readFile } from "./read-file";

const LIMITS: ParseLimits = { maxDocumentBytes: 64 * 1024 * 1024, maxComponents: 1_000, maxRatio: 200 };
const config = Buffer.from(JSON.stringify({ os: "linux", architecture: "amd64", rootfs: { type: "layers", diff_ids: [] } }));

function read(bytes: Uint8Array, limits: Partial<ParseLimits> = {}, pieceBytes = 65_536): Promise<ParsedDocument[]> {
  const pieces = Array.from({ length: Math.ceil(bytes.byteLength / pieceBytes) }, (_, i) => bytes.subarray(i * pieceBytes, (i + 1) * pieceBytes));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return readFile({ pieces, sizeBytes: bytes.byteLength, sha256, fileName: "file", limits: { ...LIMITS, ...limits } });
}

describe("what a compressed file holds", () => {
  test.each([["gzip", gzipSync(config)], ["zstd", zstdCompressSync(config)], ["xz", packedForTest("xz")], ["bzip2", packedForTest("bzip2")]])("is read out of %s, however it is cut", async (layer, bytes) => {
    for (const size of [1, 7, 65_536]) {
      const [file, content, ...more] = await read(bytes, {}, size);
      expect(file).toMatchObject({ path: "", state: "read", carrier: layer, sizeBytes: bytes.byteLength });
      expect(content).toMatchObject({ path: "content", parentPath: "", room: "oci-config", sha256: createHash("sha256").update(config).digest("hex") });
      expect(more).toEqual([]);
    }
  });

  test.each([["xz", packedForTest("xzTwice")], ["bzip2", packedForTest("bzip2Twice")], ["gzip", Buffer.concat([gzipSync(`${config}\n`), gzipSync(`${config}\n`)])]])("is read to the end where %s has two streams", async (_layer, bytes) => {
    const [, content, first, second] = await read(bytes);
    expect(content).toMatchObject({ carrier: "json-lines", sizeBytes: 2 * (config.byteLength + 1) });
    expect([first?.room, second?.room]).toEqual(["oci-config", "oci-config"]);
  });

  test.each([["xz", packedForTest("xzTar")], ["bzip2", packedForTest("bzip2Tar")]])("may be an archive in %s", async (layer, bytes) => {
    expect((await read(bytes)).map(({ path, carrier, room }) => [path, carrier, room])).toEqual([["", layer, null], ["content", "docker-save", null], ["content/config.json", null, "oci-config"]]);
  });

  test("compressed once more is refused, and not unpacked again", async () => {
    expect(await read(gzipSync(gzipSync(config)))).toMatchObject([{ state: "read", carrier: "gzip" }, { path: "content", state: "refused", problem: { code: "ingest/compressed" } }]);
  });
});

const flipped = (bytes: Buffer, at: number): Buffer => Buffer.from(bytes.map((byte, i) => (i === at ? byte ^ 0xff : byte)));
const half = (bytes: Buffer): Buffer => bytes.subarray(0, bytes.byteLength >> 1);
const noise = randomBytes(2_000);

describe("a compressed file that is broken is refused and kept", () => {
  test.each<[string, Buffer]>([
    ["gzip cut in half", half(gzipSync(noise))],
    ["gzip with a flipped byte", flipped(gzipSync(noise), 900)],
    ["gzip with a wrong checksum", flipped(gzipSync(noise), gzipSync(noise).byteLength - 6)],
    ["gzip with text behind it", Buffer.concat([gzipSync(config), Buffer.from("text")])],
    ["gzip of its magic alone", Buffer.from([0x1f, 0x8b])],
    ["zstd cut in half", half(zstdCompressSync(noise))],
    ["zstd with text behind it", Buffer.concat([zstdCompressSync(config), Buffer.from("text")])],
    ["zstd of its magic alone", Buffer.from([0x28, 0xb5, 0x2f, 0xfd])],
    ["xz cut in half", half(packedForTest("xz"))],
    ["xz without its footer", packedForTest("xz").subarray(0, -12)],
    ["xz with a flipped byte", flipped(packedForTest("xz"), 40)],
    ["xz with text behind it", Buffer.concat([packedForTest("xz"), Buffer.from("text")])],
    ["xz of its magic alone", Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])],
    ["xz with a dictionary of 3 GiB", packedForTest("xzLargeDictionary")],
    ["xz with a check nobody reads here", packedForTest("xzSha256")],
    ["bzip2 cut in half", half(packedForTest("bzip2"))],
    ["bzip2 cut by one byte", packedForTest("bzip2").subarray(0, -1)],
    ["bzip2 with a flipped byte", flipped(packedForTest("bzip2"), 40)],
    ["bzip2 with a wrong checksum", flipped(packedForTest("bzip2"), 12)],
    ["bzip2 with text behind it", Buffer.concat([packedForTest("bzip2"), Buffer.from("text")])],
    ["bzip2 of its magic alone", Buffer.from("BZh")],
    ["bzip2 of its header alone", Buffer.from("BZh9")],
    ["bzip2 of block size 0", Buffer.from("BZh0rest")],
  ])("%s", async (_name, bytes) => {
    const documents = await read(bytes);
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ path: "", state: "refused", identities: [], problem: { code: "ingest/unpack", at: expect.stringMatching(/^(?:gzip|zstd|xz|bzip2) content$/) } });
  });
});

describe("a compressed file that grows too large is refused with the limit by name", () => {
  test.each<[string, Buffer, string]>([
    ["gzip", gzipSync(Buffer.alloc(50_000_000)), "unpacked bytes of this file"],
    ["zstd", zstdCompressSync(Buffer.alloc(50_000_000)), "unpacked bytes of this file"],
    ["xz", packedForTest("xzBomb"), "unpacked bytes of this file"],
    ["bzip2", packedForTest("bzip2Bomb"), "unpacked bytes of this file"],
  ])("%s beyond the ratio", async (_layer, bytes, name) => {
    expect(await read(bytes)).toMatchObject([{ state: "refused", problem: { code: "ingest/unpack", limit: { name } } }]);
  });

  test.each<[string, Buffer]>([
    ["gzip", gzipSync(Buffer.alloc(2_000_000))], ["zstd", zstdCompressSync(Buffer.alloc(2_000_000))], ["xz", packedForTest("xzBomb")], ["bzip2", packedForTest("bzip2Bomb")],
  ])("%s beyond the size of a document", async (_layer, bytes) => {
    const limits = { maxDocumentBytes: 1_500_000, maxRatio: 10_000_000 };
    expect(await read(bytes, limits)).toMatchObject([{ state: "refused", problem: { code: "ingest/unpack", limit: { name: "bytes of a document", max: 1_500_000 } } }]);
  });

  test.each<[string, Buffer]>([
    ["gzip", gzipSync(Buffer.alloc(2_000_000))], ["xz", packedForTest("xzBomb")], ["bzip2", packedForTest("bzip2Bomb")],
  ])("%s beyond its time", async (_layer, bytes) => {
    const limits = { maxUnpackSeconds: 0, maxRatio: 10_000_000 };
    expect(await read(bytes, limits)).toMatchObject([{ state: "refused", problem: { code: "ingest/unpack", limit: { name: "seconds of unpacking a file", max: 0 } } }]);
  });
});

test("a file that is no archive and larger than a document is refused without being held", async () => {
  let taken = 0;
  function* endless(): Generator<Uint8Array> {
    for (;;) {
      taken += 1;
      yield Buffer.alloc(1024, "x");
    }
  }
  const documents = await readFile({ pieces: endless(), sizeBytes: 1e12, sha256: "0".repeat(64), fileName: "endless", limits: { ...LIMITS, maxDocumentBytes: 100_000 } });
  expect(documents).toMatchObject([{ state: "refused", problem: { code: "ingest/too-large", limit: { name: "bytes of a document", max: 100_000 } } }]);
  expect(taken).toBeLessThan(110);
});
