import { randomBytes } from "node:crypto";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, test } from "vitest";
import { checkContentDigest, parseContentDigest } from "./content-digest";
import { decodeContentEncoding } from "./decode-content-encoding";
import { DoorError } from "./door-error";

const LIMITS = { maxBytes: 8 * 1024 * 1024, maxRatio: 200 };

async function* inPieces(bytes: Uint8Array, size = 1000): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(bytes: Uint8Array, encoding: string | null, limits = LIMITS): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of decodeContentEncoding(inPieces(bytes), encoding, limits)) parts.push(part);
  return Buffer.concat(parts);
}

async function refusal(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof DoorError) return error.problem.code;
    throw error;
  }
  return "accepted";
}

test("identity, gzip and zstd come out as they went in", async () => {
  const bytes = randomBytes(300_000);
  expect((await decode(bytes, null)).equals(bytes)).toBe(true);
  expect((await decode(gzipSync(bytes), "gzip")).equals(bytes)).toBe(true);
  expect((await decode(zstdCompressSync(bytes), "zstd")).equals(bytes)).toBe(true);
});

test("another encoding, or two layers, is refused", async () => {
  for (const encoding of ["br", "deflate", "gzip, gzip", "gzip,zstd"]) expect(await refusal(() => decode(new Uint8Array(3), encoding))).toBe("door/encoding");
});

test("a body that grows beyond the ratio or the size is refused while it streams", async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
  expect(await refusal(() => decode(bomb, "gzip", { maxBytes: 1e9, maxRatio: 200 }))).toBe("door/ratio");
  expect(await refusal(() => decode(bomb, "gzip", { maxBytes: 1_000_000, maxRatio: 5_000 }))).toBe("door/too-large");
  expect(await refusal(() => decode(randomBytes(2000), null, { maxBytes: 1000, maxRatio: 200 }))).toBe("door/too-large");
});

test("broken and cut-off compression is refused", async () => {
  const packed = gzipSync(randomBytes(50_000));
  expect(await refusal(() => decode(packed.subarray(0, 20_000), "gzip"))).toBe("door/encoding");
  expect(await refusal(() => decode(randomBytes(5_000), "zstd"))).toBe("door/encoding");
});

test("a Content-Digest is checked at the end of the bytes, and unknown algorithms are passed over", async () => {
  const digest = (text: string) => {
    const parsed = parseContentDigest(text);
    if (!parsed.ok) throw new DoorError(parsed.problem, 400);
    return parsed.value;
  };
  const read = async (header: string) => {
    for await (const _part of checkContentDigest(inPieces(Buffer.from("hello")), digest(header)));
  };
  const right = "sha-256=:LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=:";
  expect(await refusal(() => read(right))).toBe("accepted");
  expect(await refusal(() => read(`crc32=:AAAA:, ${right}`))).toBe("accepted");
  expect(await refusal(() => read(`sha-256=:${Buffer.alloc(32).toString("base64")}:`))).toBe("door/digest-mismatch");
  expect(await refusal(() => read("sha-256=nonsense"))).toBe("door/content-digest");
});
