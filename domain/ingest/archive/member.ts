import type { Sha256Hex } from "../../model/identity";
import type { Entry } from "./entry";

/** A file of an archive after it has run through: hashed, and kept where it may be a document. */
export interface Member extends Entry {
  sha256: Sha256Hex;
  /** Its bytes where they look like a document, else null. */
  bytes: Uint8Array | null;
  /** A tar that is not compressed: its hash is then the layer's diff id. */
  plainTar: boolean;
}

/**
 * Whether bytes that begin so may be a document: JSON, XML or SPDX tag-value text, after white space and marks.
 * Layers are tar, gzip or zstd and never begin so.
 */
export function looksLikeDocument(head: Uint8Array): boolean {
  const wide = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (wide) return true;
  let at = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  while (at < head.byteLength && [0x20, 0x09, 0x0a, 0x0d].includes(head[at] ?? 0)) at += 1;
  const first = head[at];
  if (first === 0x7b || first === 0x5b || first === 0x3c) return true;
  return [..."SPDXVersion:"].every((sign, i) => head[at + i] === sign.charCodeAt(0));
}
