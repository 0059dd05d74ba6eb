import { hash } from "node:crypto";

/**
 * A UUID from the first 128 bits of SHA-256 over the parts, each led by its length: the same content has the same id
 * in every database, and no two lists of parts share one text.
 */
export function contentId(...parts: readonly string[]): string {
  return uuidOf(sha256Hex(parts.map((part) => `${Buffer.byteLength(part)}:${part}`).join("")));
}

/** The first 128 bits of a SHA-256 in hex, spelt as a UUID. */
export function uuidOf(sha256: string): string {
  const h = sha256.slice(0, 32);
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}

/** Stands for "no image line" where a key needs a value. */
export const NO_LINE = "00000000-0000-0000-0000-000000000000";

export const systemIdOf = (name: string): string => contentId("system", name);

export const imageIdOf = (systemId: string, name: string): string => contentId("image", systemId, name);

export function sha256Hex(bytes: Uint8Array | string): string {
  return hash("sha256", bytes, "hex");
}

export const policyVersionIdOf = (systemId: string, policyId: string, version: number): string => contentId("policy", systemId, policyId, String(version));
