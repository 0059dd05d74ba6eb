import type { ReadLimits } from "../formats/room";

/** What one document may cost before anything of it is believed. Sizes in bytes, the rest in pieces. */
export interface ScanLimits {
  maxDepth: number;
  maxStringBytes: number;
  /** For values that carry a document of their own (a DSSE payload, a predicate written as text). */
  maxPayloadBytes: number;
  maxNumberChars: number;
  maxKeysPerObject: number;
  maxItemsPerArray: number;
  maxTokens: number;
}

export const DEFAULT_SCAN_LIMITS: ScanLimits = {
  maxDepth: 64,
  maxStringBytes: 1024 * 1024,
  maxPayloadBytes: 96 * 1024 * 1024,
  maxNumberChars: 64,
  maxKeysPerObject: 100_000,
  maxItemsPerArray: 1_000_000,
  maxTokens: 20_000_000,
};

/** Memory an empty list or object takes once it is built, in bytes, with its place in what holds it. */
const BYTES_PER_VALUE = 64;

let fitted = DEFAULT_SCAN_LIMITS;

/** Limits of a scan where nobody gives others. */
export const scanLimits = (): ScanLimits => fitted;

/**
 * Fits what is built from JSON to the memory there is, once per thread: a heap that overflows inside `JSON.parse` ends
 * the whole process, so it must not come to that. `heapMb` in MiB.
 */
export function fitScansTo(heapMb: number): void {
  fitted = { ...DEFAULT_SCAN_LIMITS, maxTokens: Math.min(DEFAULT_SCAN_LIMITS.maxTokens, Math.floor((heapMb * 1024 * 1024) / BYTES_PER_VALUE)) };
}

/** Members whose value may be a whole document in one string. */
export const PAYLOAD_KEYS: ReadonlySet<string> = new Set([
  "payload", "content", "predicate", "Data", "data", "body", "canonicalizedBody", "base64Content", "attestation", "rawBytes",
]);

export interface TreeLimits {
  maxDepth: number;
  maxDocuments: number;
}

export const DEFAULT_TREE_LIMITS: TreeLimits = { maxDepth: 8, maxDocuments: 10_000 };

export const DEFAULT_READ_LIMITS: ReadLimits = { maxComponents: 200_000, maxFindings: 500_000 };

/** YAML costs the parser about a hundred times what JSON costs: larger reports are handed in as JSON. */
export interface YamlLimits {
  maxChars: number;
  maxDepth: number;
  maxNodes: number;
  maxKeysPerMap: number;
  maxKeyChars: number;
}

export const DEFAULT_YAML_LIMITS: YamlLimits = { maxChars: 8 * 1024 * 1024, maxDepth: 64, maxNodes: 2_000_000, maxKeysPerMap: 100_000, maxKeyChars: 4096 };
