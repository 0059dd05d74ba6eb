import type { SignedEntity } from "@sigstore/verify";

type LibraryCertificate = Extract<SignedEntity["key"], { $case: "certificate" }>["certificate"];

/**
 * Keeps the encoding of a parsed certificate and of its signed part: the library encodes both anew for every comparison,
 * a dozen times in one verification. Parsed certificates never change, so the answer stays the same.
 */
export function keepEncoding<T extends LibraryCertificate>(certificate: T): T {
  for (const part of [certificate.root.subs[0], certificate.root]) {
    if (part === undefined) continue;
    const encode = part.toDER.bind(part);
    let der: Buffer | null = null;
    part.toDER = () => (der ??= encode());
  }
  return certificate;
}
