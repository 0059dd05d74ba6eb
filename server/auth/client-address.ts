import { isIP } from "node:net";

/**
 * The address a request came from, when a proxy in front is trusted to say it (PROOFMARK_TRUST_PROXY=1): the last
 * entry, which that proxy wrote. Without one the header is anybody's to write, and nobody's address is known.
 */
export function clientAddress(headers: Headers, trusted = process.env["PROOFMARK_TRUST_PROXY"] === "1"): string | null {
  if (!trusted) return null;
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "";
  return isIP(last) === 0 ? null : last;
}
