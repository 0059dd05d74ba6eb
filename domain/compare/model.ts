import type { Severity } from "../model/document";
import type { FindingStatus, Instant, VerificationState } from "../model/evaluation";

/** The newest complete scan of one scanner: what a side's findings rest on. */
export interface ScanBasis {
  scanner: string;
  version: string | null;
  databaseUpdatedAt: Instant | null;
  scannedAt: Instant | null;
  /** False: nothing vouches for it (`domain/controls/basis/standing.ts`), so its silence proves nothing. */
  counts: boolean;
  /** Why it does not count ("it is not verified, …"); null where it does. */
  why: string | null;
}

export interface SbomBasis {
  format: string;
  tool: string | null;
  observedAt: Instant | null;
  componentCount: number;
  /** False: nothing vouches for it. */
  counts: boolean;
  /** Why it does not count; null where it does. */
  why: string | null;
}

export interface ComparedFinding {
  vulnerability: string;
  aliases: readonly string[];
  packageKey: string;
  packageName: string;
  version: string | null;
  fixedVersion: string | null;
  severity: Severity;
  status: FindingStatus;
  /** Ids that count for each way it was seen; one with all its names where they are not told apart. */
  seenAs: readonly (readonly string[])[];
  /** Scanners that saw it; empty where that is not known. */
  scanners: readonly string[];
}

/** unknown = only one side shows it, and the other side's scans could not have shown it. */
export type FindingChange = "fixed" | "new" | "status" | "unknown" | "unchanged";

export interface FindingDifference {
  change: FindingChange;
  vulnerability: string;
  packageKey: string;
  packageName: string;
  severity: Severity;
  a: FindingSide | null;
  b: FindingSide | null;
  why: string | null;
}

export interface FindingSide {
  version: string | null;
  fixedVersion: string | null;
  status: FindingStatus;
}

export interface ComparedPackage {
  key: string;
  type: string;
  name: string;
  version: string | null;
}

/** changed = both sides hold it in other versions, and no rule says which is newer. */
export type PackageChange = "added" | "removed" | "up" | "down" | "changed" | "same";

export interface PackageDifference {
  change: PackageChange;
  key: string;
  type: string;
  name: string;
  a: string[];
  b: string[];
}

export type FactChange = "added" | "removed" | "changed" | "same" | "unknown";

export interface FactDifference {
  change: FactChange;
  field: string;
  /** Of a list: which item. */
  name: string | null;
  a: string | null;
  b: string | null;
}

export interface ProvenanceSide {
  builder: string | null;
  source: string | null;
  revision: string | null;
  bases: readonly string[];
  verification: VerificationState;
  signer: string | null;
}
