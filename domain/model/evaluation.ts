import type { BindingState, Platform, Sha256Hex } from "./identity";
import type { ProvenanceAssessment, ProvenanceExpectation } from "../provenance/model";
import type { ComponentFact, ImageConfigFacts, ProvenanceFacts, Severity, VexStatus } from "./document";

/** All instants are ISO 8601 UTC strings ("2026-11-23T09:00:00Z"); evaluation never reads a clock. */
export type Instant = string;

export type VerificationState = "verified" | "invalid" | "unsigned" | "unknown";

/** One piece of evidence as evaluation sees it. `id` is stable in one packet: "E-01" … in recorded order. */
export interface EvidenceRef {
  id: string;
  documentId: string;
  sha256: Sha256Hex;
  fileName: string;
  room: string;
  title: string;
  kind: EvidenceKind;
  sizeBytes: number;
  binding: BindingState;
  bindingWhy: string;
  verification: VerificationState;
  observedAt: Instant | null;
  recordedAt: Instant;
  submittedBy: string;
  tool: string | null;
  /** A claimed or unsigned document counts toward a pass only when accepted (policy or recorded decision). */
  accepted: { by: string; at: Instant; reason: string } | null;
  /** Of a verified document: who signed it, and when by a trusted clock (else when it was verified). */
  signedBy?: { signer: string; at: Instant | null };
  /** Of an invalid one: the first step that failed. */
  failedStep?: string;
}

export type EvidenceKind =
  | "image_index" | "image_manifest" | "image_config" | "sbom" | "vuln_scan" | "secret_scan" | "config_scan" | "report" | "advisory" | "vex"
  | "signature" | "attestation" | "provenance" | "envelope" | "opaque";

/** Everything known about one digest in one image line at one as-of: the only input of evaluation. */
export interface DigestFacts {
  system: { id: string; name: string; title: string };
  sample: boolean;
  asOf: Instant;
  digest: Sha256Hex;
  kind: "index" | "manifest" | "unknown";
  platform: Platform | null;
  /** For an index: its platform manifests; for a manifest: empty. */
  platforms: { digest: Sha256Hex; platform: Platform | null }[];
  /** Indexes that list this manifest. */
  parents: Sha256Hex[];
  configDigest: Sha256Hex | null;
  sizeBytes: number | null;
  layerCount: number | null;
  annotations: Record<string, string>;
  line: LineFacts | null;
  lines: string[];
  tags: { image: string; tag: string; from: Instant; to: Instant | null }[];
  current: { is: boolean; basis: "deployment" | "tag" | "none"; since: Instant | null };
  firstSeenAt: Instant;
  predecessor: { digest: Sha256Hex; firstSeenAt: Instant; openBySeverity: SeverityCounts } | null;
  successor: { digest: Sha256Hex; firstSeenAt: Instant } | null;
  /** Every digest of the line in time order, with counts from its first and its newest scan. */
  builds: { digest: Sha256Hex; label: string; at: Instant; atBuild: SeverityCounts | null; now: SeverityCounts | null }[];
  evidence: EvidenceRef[];
  config: (ImageConfigFacts & { evidence: string }) | null;
  sboms: SbomRecord[];
  scans: ScanRecord[];
  findings: FindingFact[];
  vex: VexRecord[];
  attestations: AttestationRecord[];
  policy: PolicyFacts;
  exceptions: ExceptionFact[];
  /** What the line's team expects of its builds; absent or null where nobody said. */
  expectation?: ProvenanceExpectation | null;
}

export type SeverityCounts = Record<Severity, number>;

export interface LineFacts {
  image: string;
  owner: { team: string; person: string | null; contact: string | null } | null;
  criticality: string | null;
  exposure: "internet-reachable" | "internal" | "unknown";
}

export interface SbomRecord {
  evidence: string;
  format: string;
  tool: string | null;
  observedAt: Instant | null;
  componentCount: number;
  withoutPurl: number;
  withoutVersion: number;
  withoutLicence: number;
  os: { id: string; version: string | null } | null;
  complete: boolean | null;
  /** All components of the newest counted SBOM; empty for older ones. */
  components: ComponentFact[];
}

export interface ScanRecord {
  evidence: string;
  scanner: string;
  databaseUpdatedAt: Instant | null;
  startedAt: Instant | null;
  finishedAt: Instant | null;
  status: "complete" | "partial" | "failed" | "undetermined";
  os: { id: string; version: string | null; supported: boolean | null } | null;
  packagesSeen: number | null;
  counts: SeverityCounts;
  secrets: number | null;
  misconfigurations: { id: string; status: "pass" | "fail" | "exception"; severity: Severity; title: string }[] | null;
}

export interface FindingFact {
  /** Preferred id of the alias set (CVE before GHSA before others). */
  vulnerability: string;
  aliases: string[];
  packageKey: string;
  package: { purl: string | null; type: string; namespace: string | null; name: string; version: string | null };
  /** Every version of the package that was seen with the flaw, with its epoch; one finding may stand for several. */
  installedVersions?: (string | null)[];
  severity: Severity;
  severityBasis: string;
  score: number | null;
  /** By the scheme of the package: the smallest that is later than the installed one comes first. */
  fixedVersions: string[];
  title: string | null;
  url: string | null;
  publishedAt: Instant | null;
  /** Evidence ids of every report that saw it; `lastSeenIn` names those that are the newest of their scanner. */
  seenBy: string[];
  firstObservedAt: Instant;
  firstRecordedAt: Instant;
  /** Seen by the newest complete scan of this digest. */
  inLatestScan: boolean;
  /** Earliest observation on any digest of the line: what the clock starts from. */
  lineFirstObservedAt: Instant;
  lineFirstRecordedAt: Instant;
  kev: { addedAt: Instant; dueAt: Instant } | null;
  epss: number | null;
  /** How it was seen here, where that is not simply under all its names alike. */
  seenAs?: SeenAs[];
  /** Names, the one it is shown under among them, that no evidence with standing gives what the reports with most standing saw. */
  unverified?: UnverifiedName[];
}

/** One id under which reports saw a finding. */
export interface SeenAs {
  /** As the reports have it. */
  id: string;
  /** Ids that count for it: what evidence with standing, or these reports themselves, say is the same flaw. */
  ids: string[];
  /** Evidence ids of the reports. */
  evidence: string[];
}

export interface UnverifiedName {
  id: string;
  /** Evidence ids of reports of this digest that state it; none: other documents do. */
  says: string[];
}

export interface VexRecord {
  evidence: string;
  vulnerability: string;
  aliases: string[];
  status: VexStatus;
  justification: string | null;
  impact: string | null;
  action: string | null;
  author: string | null;
  observedAt: Instant | null;
  recordedAt: Instant;
  verification: VerificationState;
  /** The statement's products name this digest (or its index / purl inside it). */
  productMatch: "digest" | "index" | "package" | "unmatched";
  /** Package keys the statement is limited to; empty = the whole image. */
  packageKeys: string[];
  /** The bill of materials (evidence id) in which a BOM-Link of the statement found its product. */
  through?: string;
  /** BOM-Links of an unmatched statement that no bill of materials held for the digest answers yet. */
  openLinks?: string[];
  /** Of those packages, the versions it is limited to; a package without an entry in any version. */
  packageVersions?: { packageKey: string; version: string | null; range: string | null }[];
}

export interface AttestationRecord {
  evidence: string;
  predicateType: string;
  title: string;
  state: VerificationState;
  signer: string | null;
  issuer: string | null;
  signatures: number;
  subjectMatches: boolean | null;
  builderId: string | null;
  source: string | null;
  sourceRevision: string | null;
  materials: { uri: string; digest: string | null }[];
  buildStartedAt: Instant | null;
  buildFinishedAt: Instant | null;
  /** Of provenance: how it was built, and all that it says; absent from other attestations. */
  buildType?: string | null;
  provenance?: ProvenanceFacts;
  /** Every step of its verification about this digest; empty where none has been made. */
  checks: { id: string; name: string; expected: string; got: string; ok: boolean | null; required: boolean }[];
  /** Times of signing that a trusted party signed; only of a verified one. */
  signedAt: Instant[];
  /** Proven transparency log entries; only of a verified one. */
  log: { logId: string; index: string; kind: string }[];
  /** Version of the trust settings, rule and trust root that the verdict was reached under. */
  policy: string | null;
  rule: string | null;
  root: string | null;
  verifiedAt: Instant | null;
}

export interface PolicyFacts {
  id: string;
  version: number;
  preset: string;
  effectiveFrom: Instant;
  /** ISO 8601 durations in days, resolved. */
  scanMaxAgeDays: number;
  dbMaxAgeHours: number;
  failSeverities: Severity[];
  kevFails: boolean;
  allowShell: boolean | null;
  allowPackageManager: boolean | null;
  maxPackages: number | null;
  requireHealthcheck: "none" | "docker" | "orchestrator-probe" | null;
  requireNumericUser: boolean;
  uidMin: number | null;
  acceptUnsignedFrom: string[];
  approved: {
    bases: { digest: string; name: string; expiresAt: Instant | null }[] | null;
    signers: string[] | null;
    builders: string[] | null;
    packagesDenied: string[];
    packagesAllowed: string[] | null;
    setuidAllow: string[];
    ports: string[] | null;
    vexIssuers: string[];
  };
}

export interface ExceptionFact {
  id: string;
  type: string;
  scope: { vulnerability: string | null; packageKey: string | null; control: string | null };
  reason: string;
  compensatingControls: string | null;
  requestedBy: string;
  approvedBy: string | null;
  approvedAt: Instant | null;
  expiresAt: Instant;
}

/* ── What evaluation answers ─────────────────────────────────────────────────────────────────────────────────── */

export type ControlOutcome = "pass" | "fail" | "not_applicable" | "needs_evidence" | "manual";
export type ClaimLevel = "image" | "supports" | "context";

export interface Because {
  lookedFor: string;
  found: string;
  /** What follows from it for this control. */
  so: "pass" | "fail" | "not_applicable" | "needs_evidence" | "manual" | "note";
  /** Evidence ids ("E-03"), possibly with a JSON pointer ("E-03#/config/User"). */
  evidence: string[];
}

export interface ControlResult {
  framework: string;
  control: string;
  title: string;
  section: string | null;
  claim: ClaimLevel;
  responsibility: "image-owned" | "deployment-configured" | "platform-inherited" | "organisation-inherited" | "undetermined";
  outcome: ControlOutcome;
  /** One sentence: the answer. */
  says: string;
  because: Because[];
  /** Evidence kinds that would decide a needs_evidence or manual result. */
  wouldDecide: string[];
  /** Links to other frameworks (NIST SP 800-53 ids). */
  mapsTo: string[];
  rule: { id: string; revision: number };
}

export type ClockState =
  | "within" | "due-soon" | "breached" | "met" | "met-late" | "excepted" | "exception-expired" | "no-clock" | "stopped";

export interface ClockResult {
  vulnerability: string;
  aliases: string[];
  packageKey: string;
  startAt: Instant | null;
  startBasis: string;
  dueAt: Instant | null;
  /** Rule that gave the due instant: preset id and row ("fedramp-conmon-legacy/high"). */
  rule: string;
  stoppedAt: Instant | null;
  stopReason: string | null;
  state: ClockState;
  /** Whole hours until due, negative when past; null without a due instant. */
  remainingHours: number | null;
}

export type FindingStatus = "open" | "vex_not_affected" | "vex_fixed" | "under_investigation" | "excepted" | "gone";

export interface FindingResult extends FindingFact {
  status: FindingStatus;
  /** What does not fit between the fixed and the installed version; null where all fits. Evaluations of before have none. */
  fixNote?: string | null;
  clock: ClockResult;
  /** Which statement won, why, who signed it, and which were ignored and why. */
  vexDecision: { won: { evidence: string; status: VexStatus; author: string | null; why: string } | null; ignored: { evidence: string; status: VexStatus; author: string | null; why: string }[]; /** Further statements without effect, which are not listed. */ more?: number };
  exception: string | null;
  /** Exceptions about one of its names that do not cover it, and why. Absent: none. */
  exceptionsAside?: { exception: string; why: string }[];
}

export type SealKind = "signature" | "provenance" | "sbom" | "scan" | "vex";
export interface Seal {
  kind: SealKind;
  /** verified = proven; present = held, not verified; missing; failed. `unverified` is louder than verified. */
  state: "verified" | "present" | "missing" | "failed";
  /** "Present, not verified" */
  stateWords: string;
  why: string;
  evidence: string[];
  /** The state in full: "Verified by {identity} · {time}", "Failed: {step}". Absent where there is no more to say. */
  line?: string;
}

export type ShapeKind = "full-os" | "minimal-with-shell" | "distroless" | "scratch-static" | "undetermined";
export interface Shape {
  kind: ShapeKind;
  title: string;
  debug: boolean;
  reasons: { fact: string; points: string; evidence: string[] }[];
  /** BACKGROUND's distroless-against-hardened table filled in for this digest. */
  table: { dimension: string; distroless: string; hardened: string; observed: string; met: boolean | null; evidence: string[] }[];
}

export interface SeverityStages {
  raw: SeverityCounts;
  afterVex: SeverityCounts;
  open: SeverityCounts;
}

export interface DigestEvaluation {
  schema: "proofmark.evaluation/1";
  asOf: Instant;
  /** Nothing is shown past it: the earliest freshness, exception or due boundary; null when nothing can change it. */
  validUntil: Instant | null;
  validUntilWhy: string | null;
  policy: { id: string; version: number; preset: string };
  verdict: { result: "fail" | "needs_evidence" | "manual" | "pass"; sentence: string; basis: string };
  says: Record<SectionId, string>;
  seals: Seal[];
  shape: Shape;
  counts: { components: number; findings: SeverityStages };
  ladder: { breached: number; within24h: number; within7d: number; later: number; accepted: number; noClock: number };
  findings: FindingResult[];
  results: ControlResult[];
  frameworks: { id: string; title: string; version: string; counts: Record<ControlOutcome, number>; worst: ControlOutcome }[];
  /** Absent from evaluations made before it existed. */
  provenance?: ProvenanceAssessment;
}

/** Sections of the packet that open with a sentence of their own. */
export type SectionId =
  | "answer" | "findings" | "identity" | "inside" | "scans" | "signatures" | "configuration" | "sla" | "builds" | "exceptions" | "register" | "recheck";
