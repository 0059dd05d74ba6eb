import { createHash, type Hash } from "node:crypto";
import { fail, ok, type Result } from "../../domain/model/problem";
import { DoorError } from "./door-error";

const ALGORITHMS: Readonly<Record<string, { hash: string; bytes: number }>> = {
  "sha-256": { hash: "sha256", bytes: 32 },
  "sha-512": { hash: "sha512", bytes: 64 },
};

export interface ExpectedDigest {
  algorithm: string;
  /** Lower-case hex. */
  value: string;
}

/** Content-Digest (RFC 9530) of the algorithms we can check; others in the header are passed over. */
export function parseContentDigest(header: string): Result<ExpectedDigest[]> {
  const found: ExpectedDigest[] = [];
  for (const member of header.split(",")) {
    const match = /^\s*([a-z0-9-]+)=:([A-Za-z0-9+/=]+):\s*$/.exec(member);
    if (!match) return fail({ code: "door/content-digest", detail: "Content-Digest reads: sha-256=:<base64>:", at: "Content-Digest" });
    const [, name = "", base64 = ""] = match;
    const known = ALGORITHMS[name];
    if (known === undefined) continue;
    const bytes = Buffer.from(base64, "base64");
    if (bytes.length !== known.bytes) return fail({ code: "door/content-digest", detail: `A ${name} digest has ${known.bytes} bytes.`, at: "Content-Digest" });
    found.push({ algorithm: known.hash, value: bytes.toString("hex") });
  }
  return ok(found);
}

/** Passes the bytes on and throws DoorError `door/digest-mismatch` at their end when they are not the promised ones. */
export async function* checkContentDigest(stream: AsyncIterable<Uint8Array>, expected: readonly ExpectedDigest[]): AsyncIterable<Uint8Array> {
  const hashes: { want: ExpectedDigest; hash: Hash }[] = expected.map((want) => ({ want, hash: createHash(want.algorithm) }));
  for await (const chunk of stream) {
    for (const { hash } of hashes) hash.update(chunk);
    yield chunk;
  }
  for (const { want, hash } of hashes) {
    if (hash.digest("hex") === want.value) continue;
    throw new DoorError({ code: "door/digest-mismatch", detail: "The bytes that arrived are not the ones Content-Digest names.", at: "Content-Digest" }, 400);
  }
}
