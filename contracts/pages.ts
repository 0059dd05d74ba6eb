import type { BurnDownDay } from "./burn-down";
import type { ExpectationDetail } from "./expectation";
import type { Page, SeverityCounts } from "./common";
import type { Component } from "./component";
import type { ControlResultShape } from "./control";
import type { ProvenanceFacts } from "../domain/model/document";
import type { DigestDetail, FrameworkResult, LadderShape, SealShape, VerdictShape } from "./digest";
import type { EvidenceItem } from "./evidence";
import type { Clock, Finding } from "./finding";
import type { Build, HistoryEvent } from "./history";
import type { ImageDetail, ImageFacet, ImageRow } from "./image";
import type { SbomReport } from "./quality";
import type { Receipt, ReceiptRow } from "./receipt";
import type { TrustStep } from "./trust";

export type { Build, HistoryEvent } from "./history";

/** What every page's frame shows: whose system, what is loud in it, and how far the work is behind. */
export interface ShellFrame {
  system: { name: string; title: string; sample: boolean };
  systems: { name: string; title: string }[];
  person: { name: string; email: string; role: string };
  /** The instant the page speaks about, by the product's clock. */
  now: string;
  counts: { images: number; breached: number; evidence: number };
  /** Receipts not done yet and the oldest of them; evaluations that are due; digests whose evaluation was given up. */
  queue: { receipts: number; oldestRecordedAt: string | null; evaluations: number; givenUp: number };
}

export interface OverviewPage {
  now: string;
  empty: boolean;
  /** Digests that are current in their line. */
  current: { lines: number; breachedLines: number; dueWithin7dLines: number; unscanned: number; unevaluated: number; basis: string };
  ladder: LadderShape;
  /** Days back, today, days ahead. */
  burnDown: BurnDownDay[];
  urgent: Clock[];
  lines: ImageRow[];
  frameworks: (FrameworkResult & { lines: number })[];
  /** Per seal kind, how many current digests are in which state. */
  freshness: { kind: SealShape["kind"]; verified: number; present: number; missing: number; failed: number }[];
  open: SeverityCounts;
  /** Newest first; `times` says how often the same happened in a row. */
  recent: { at: string; actor: string; action: string; object: string; digest: string | null; times: number }[];
  /** The three steps of the first ingest, as far as they are done. */
  firstSteps: { token: boolean; upload: boolean; evaluated: boolean };
}

/** A value a list can be narrowed to, and how many rows that would leave beside the other filters in force. */
export interface FacetValue {
  value: string;
  /** Where the value has a name of its own. */
  title: string | null;
  count: number;
}

export interface ImagesPage extends Page<ImageRow> {
  /** Lines that match all filters. */
  total: number;
  facets: Record<ImageFacet, FacetValue[]>;
}

export interface ImagePage {
  image: ImageDetail;
  builds: Build[];
  clocks: Clock[];
  ladder: LadderShape;
  expectation: ExpectationDetail;
}

/** Head of the audit packet: the same on each tab. */
export interface DigestHeader {
  detail: DigestDetail;
  verdict: VerdictShape | null;
  /** Why the digest is current or not: "tag 1.4 names it since …". */
  current: { is: boolean; basis: "deployment" | "tag" | "none"; since: string | null };
  predecessor: { digest: string; firstSeenAt: string } | null;
  successor: { digest: string; firstSeenAt: string } | null;
  owner: { team: string | null; person: string | null; contact: string | null } | null;
  sample: boolean;
  now: string;
  /** Set when the page shows the past. */
  asOf: string | null;
  builtAt: string | null;
  tabs: { vulnerabilities: number; packages: number; controls: number; evidence: number };
  /** Documents about this digest that are still being read. */
  reading: { done: number; total: number };
  says: Record<string, string>;
}

export interface DigestSummaryTab {
  header: DigestHeader;
  urgent: Finding[];
  shape: {
    kind: string;
    title: string;
    debug: boolean;
    reasons: { fact: string; points: string; evidence: string[] }[];
    table: { dimension: string; distroless: string; hardened: string; observed: string; met: boolean | null; evidence: string[] }[];
  } | null;
  builds: Build[];
  evidence: EvidenceItem[];
  vex: { vulnerability: string; status: string; why: string; author: string | null; evidence: string; counts: boolean }[];
}

export interface DigestVulnerabilitiesTab extends Page<Finding> {
  header: DigestHeader;
  /** Newest scan per scanner: "none found" differs from "no scan". */
  scans: ScanRow[];
  evidence: EvidenceItem[];
}

export interface ScanRow {
  documentId: string;
  evidence: string | null;
  /** Flaws listed by a bill of materials: no run of the scanner for its own sake. */
  inSbom: boolean;
  scanner: string;
  scannerVersion: string | null;
  databaseUpdatedAt: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  status: string;
  os: string | null;
  packagesSeen: number | null;
  counts: SeverityCounts;
}

export interface DigestPackagesTab extends Page<Component> {
  header: DigestHeader;
  sboms: {
    documentId: string;
    evidence: string | null;
    format: string;
    tool: string | null;
    componentCount: number;
    withoutPurl: number;
    withoutVersion: number;
    withoutLicence: number;
    specVersion: string | null;
    observedAt: string | null;
    report: SbomReport;
    /** The one whose components are listed. */
    shown: boolean;
  }[];
  byType: { type: string; count: number }[];
  evidence: EvidenceItem[];
}

export interface DigestProvenanceTab {
  header: DigestHeader;
  /** What each piece of provenance says; what it is worth stands at its evidence item. The one the level rests on comes first. */
  records: { documentId: string; evidence: string | null; predicateType: string; facts: ProvenanceFacts }[];
  /** Base images (64 hex digits) that have a page of their own here. */
  held: string[];
  evidence: EvidenceItem[];
}

export interface DigestConfigurationTab {
  header: DigestHeader;
  /** null: the image config is not among the evidence. */
  config: {
    documentId: string;
    user: string | null;
    entrypoint: string[] | null;
    cmd: string[] | null;
    workingDir: string | null;
    env: { name: string; value: string }[];
    exposedPorts: string[];
    volumes: string[];
    labels: Record<string, string>;
    healthcheck: { test: string[]; interval: number | null } | null;
    stopSignal: string | null;
    created: string | null;
    history: { created: string | null; createdBy: string | null; comment: string | null; emptyLayer: boolean }[];
    diffIds: string[];
  } | null;
  layers: { sha256: string; sizeBytes: number | null; mediaType: string | null }[];
  annotations: Record<string, string>;
  controls: ControlResultShape[];
  evidence: EvidenceItem[];
}

export interface DigestControlsTab {
  header: DigestHeader;
  frameworks: FrameworkResult[];
  results: ControlResultShape[];
  evidence: EvidenceItem[];
}

export interface DigestEvidenceTab {
  header: DigestHeader;
  items: EvidenceItem[];
  /** Quarantined: handed in under this digest and in conflict with it. */
  conflicts: EvidenceItem[];
}

export interface DigestHistoryTab extends Page<HistoryEvent> {
  header: DigestHeader;
  /** How far the chain of audit rows is sealed. */
  sealed: { upToSeq: string | null; at: string | null };
}

/** Where a clock is still open: the tags of the build, else the start of its digest, and why that build counts. */
export interface ClockStanding {
  build: string;
  /** "older" = no current digest of the line has been scanned to the end, so nothing shows the flaw gone. */
  basis: "deployment" | "tag" | "newest" | "older";
}

export interface SlaPage {
  now: string;
  ladder: LadderShape;
  /** Open clocks by owner, the unowned first. */
  owners: { team: string | null; open: number; breached: number; within7d: number }[];
  /** In buckets, most urgent first; at most 50 of each. */
  buckets: { bucket: Clock["bucket"]; total: number; clocks: Clock[] }[];
  policy: { id: string; version: number; preset: string; rows: { severity: string; days: number | null }[] } | null;
  closed: { met: number; late: number };
  /** Of the clocks shown, by their id. */
  standings: Record<string, ClockStanding>;
}

/** One column of the board as a list of its own, page by page. */
export interface SlaColumn extends Page<Clock> {
  bucket: Clock["bucket"];
  standings: Record<string, ClockStanding>;
}

export interface EvidenceRegister extends Page<EvidenceItem> {
  /** Bound digests that have a page of their own; an attestation's or a config's has none. */
  pages: string[];
  kinds: { kind: string; count: number }[];
  conflicts: number;
  pending: number;
  total: number;
}

export interface EvidenceFile {
  sha256: string;
  sizeBytes: number;
  recordedAt: string;
  /** First bytes as text, when they are text; at most 64 KiB. Draw as text only. */
  excerpt: { text: string; truncated: boolean } | null;
  items: EvidenceItem[];
  /** What its bills of materials state and lack, by document. */
  reports: Record<string, SbomReport>;
  /** Reports of checks in the file: shown as context, never evaluated. */
  checks: EvidenceReport[];
  /** Of what carries signatures in it, per digest and image line. */
  verdicts: EvidenceVerdicts[];
  /** Bound digests that have a page of their own. */
  pages: string[];
}

/** How the signatures of one document were judged under one digest and image line: what is in force, and what was before. */
export interface EvidenceVerdicts {
  documentId: string;
  path: string;
  room: string;
  digest: string;
  /** null: shown in no line. */
  image: string | null;
  /** Why the document is in conflict with this digest; null where it is not. */
  conflict: string | null;
  current: EvidenceVerdict;
  /** Newest first. */
  earlier: EvidenceVerdict[];
}

export interface EvidenceVerdict {
  generation: number;
  state: "verified" | "invalid" | "unsigned" | "unknown";
  steps: TrustStep[];
  /** Version of the trust settings that were asked. */
  policy: string | null;
  rule: string | null;
  root: string | null;
  signer: string | null;
  issuer: string | null;
  signedAt: string[];
  log: { logId: string; index: string; kind: string }[];
  predicateType: string | null;
  at: string;
}

/** Results of a report, those that did not pass first; at most 200 are shown. Every text is untrusted. */
export interface EvidenceReport {
  documentId: string;
  path: string;
  kind: string;
  tool: string;
  target: string | null;
  total: number;
  totals: Record<string, number>;
  results: { id: string; title: string; result: string; severity: string; target: string | null; at: string }[];
}

export interface ReceiptsPage extends Page<ReceiptRow> {
  waiting: number;
  /** Of all receipts, whatever the filter. */
  total: number;
  states: { state: Receipt["state"]; count: number }[];
}
