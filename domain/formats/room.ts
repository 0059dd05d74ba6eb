import type { Reading } from "../model/document";
import type { Result } from "../model/problem";

/** What every room is handed: the exact bytes of one document, and JSON already scanned and parsed where it is JSON. */
export interface RawDocument {
  bytes: Uint8Array;
  /** SHA-256 of `bytes`, lower-case hex; computed by the caller. */
  sha256: string;
  /** Parsed JSON after the byte-level pre-scan; undefined when the bytes are not JSON. */
  json: unknown;
  /**
   * Value of one YAML document (core schema, no aliases), undefined when the bytes are JSON or no YAML. Apart from
   * `json`, so that only rooms whose format is written in YAML as well ask for it: `valueOf` in shared/values.
   */
  yaml?: unknown;
  /** Numbers of `yaml` that were written otherwise than they print ("1.10", "0x1F"), as written, by JSON pointer. */
  yamlNumbers?: ReadonlyMap<string, string>;
  /** Decoded text when the bytes are text (UTF-8 or UTF-16 by BOM), null for binary. */
  text: string | null;
  /** Carrier's hint (media type, predicateType) or the file's name: never a proof. */
  hint: string | null;
  /** JSON pointers of duplicate keys found by the pre-scan (at most 32). */
  duplicateKeys: string[];
  limits: ReadLimits;
}

export interface ReadLimits {
  maxComponents: number;
  maxFindings: number;
}

/**
 * A format room: one folder, one line in registry.ts. `sniff` decides by content alone; exactly one room may claim
 * a document. `read` never throws on input: a refusal is a Problem that names limit and pointer.
 */
export interface FormatRoom {
  id: string;
  title: string;
  /** Raised when the same bytes would read differently. */
  revision: number;
  /** Duplicate keys refuse the document (signed documents, VEX) or are noted (SBOMs, scans). */
  duplicateKeys: "refuse" | "note";
  sniff(document: RawDocument): boolean;
  read(document: RawDocument): Result<Reading>;
}
