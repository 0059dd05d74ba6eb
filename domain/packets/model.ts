/**
 * The audit packet of one image digest, as data: what `packet.json` holds and what the PDF is set from.
 *
 * Three rules hold for the whole shape.
 * 1. It is plain JSON. Anything real evidence can lack is `null` or an empty list, and a reader says so in words
 *    ("none recorded") and never as a pass.
 * 2. Sentences that claim something (`verdict`, `says`, `note`, `decision`) are written by the evaluator and are
 *    data here; a template places and counts, it asserts nothing of its own.
 * 3. All strings may be hostile. Whoever prints them cleans them first (see pdf/sanitise.ts).
 *
 * Lists are printed in the order given: the builder sorts, so that the same facts give the same bytes.
 */

export const PACKET_DOCUMENT_SCHEMA = "proofmark.packet-pdf/1";

/** RFC 3339 in UTC: "2026-11-20T09:30:00Z". Parts of seconds are allowed and not printed. */
export type Instant = string;

/** Calendar day in UTC: "2026-11-20". */
export type Day = string;

/** "sha256:" and 64 lower-case hex digits. */
export type DigestText = string;

/** 64 lower-case hex digits. */
export type HashText = string;

/** Id of a row of `evidence` ("E-02"); links to that row where it exists, else stays text. */
export type EvidenceId = string;

export type ResultWord = "pass" | "fail" | "not_applicable" | "needs_evidence" | "manual";

export type VerificationWord = "verified" | "invalid" | "unsigned" | "unknown";

export type SeverityWord = "critical" | "high" | "medium" | "low" | "none" | "unknown";

/** What the packet itself decides (image), is evidence toward (supports), or cannot answer (context). */
export type ClaimLevel = "image" | "supports" | "context";

/**
 * - breached: past its due instant, still present
 * - due_soon: running, due within the policy's warning span
 * - within: running, not yet due
 * - excepted: covered by an approved, unexpired exception; the due instant is kept
 * - stopped: by a fix or by a verified VEX statement of a trusted signer
 * - no_clock: the policy promises nothing for it (no policy, or no known severity)
 */
export type ClockState = "breached" | "due_soon" | "within" | "excepted" | "stopped" | "no_clock";

/** As in the register of evidence: how a file is tied to the digest. `context` is about the surroundings, not the digest. */
export type BindingWord = "subject" | "named" | "claimed" | "pending" | "conflict" | "context";

/** [critical, high, medium, low]; findings without a known severity are said in words elsewhere. */
export type SeverityCounts = [number, number, number, number];

export interface PacketDocument {
  schema: typeof PACKET_DOCUMENT_SCHEMA;
  /** True for invented data: a SAMPLE mark is printed on every page. */
  sample: boolean;
  packet: PacketIdentity;
  system: PacketSystem;
  subject: PacketSubject;
  /** `result` colours the rule beside the sentence; "needs_evidence" when nothing could be decided. */
  verdict: { result: ResultWord; sentence: string };
  says: PacketSentences;
  /** Frameworks in printing order; empty when no rule set applied. */
  frameworks: PacketFramework[];
  controls: PacketControl[];
  /** 0..500 and more, worst clock first. */
  findings: PacketFinding[];
  /** What stands in the way, worst first; empty when nothing does. */
  closings: PacketClosing[];
  /** From source to this digest; empty without provenance. */
  lineage: PacketLineageStep[];
  /** Digests of the same line before and after this one by recorded order; null = none known as of the as-of. */
  neighbours: { previous: PacketNeighbour | null; next: PacketNeighbour | null };
  /** Where it runs; empty without an inventory. */
  deployments: PacketDeployment[];
  /** The bill of materials the component list comes from; null = none received. */
  sbom: PacketSbom | null;
  /** Distroless, hardened and this digest compared, per dimension; empty when nothing was observed. */
  shape: PacketShapeRow[];
  /** 0..10,000 and more, sorted by layer, then name. */
  components: PacketComponent[];
  /** Scans of this digest, oldest first; empty = never scanned. */
  scans: PacketScan[];
  vex: PacketVexStatement[];
  attestations: PacketAttestation[];
  /** What provenance supports and whether it is as expected; null = the evaluation is older than this. */
  provenance: PacketProvenance | null;
  /** Image configuration and the like; empty without the image config. */
  configuration: { item: string; value: string; evidence: EvidenceId | null }[];
  /** The admission gate of the clusters; null = no evidence about one. */
  admission: PacketAdmission | null;
  /** Patch promises of the line; null = no policy with promises. */
  sla: PacketSla | null;
  /** Digests of the line, oldest first; the chart is left out with fewer than two. */
  builds: PacketBuild[];
  exceptions: PacketException[];
  evidence: PacketEvidence[];
  method: { rules: string[]; versions: [name: string, value: string][]; limits: string[] };
  recheck: PacketRecheckStep[];
}

export interface PacketIdentity {
  /** SHA-256 of manifest.json; null while the manifest does not exist yet (a draft: the page says so). */
  id: DigestText | null;
  /** One sentence: what the id covers. */
  covers: string;
  /** Everything recorded up to this instant counts, nothing later. Also the creation time written into the PDF. */
  asOf: Instant;
  evaluatedAt: Instant | null;
  /** The earliest freshness, exception or due boundary; null = none is known. */
  validUntil: Instant | null;
  /** Fits after "when": "F-03 falls due". */
  validUntilWhy: string | null;
  /** Product and version: "Proofmark 1.0.0". */
  producer: string;
  /** Packet id of the packet before this one, of the same digest and line. */
  previous: DigestText | null;
  previousAsOf: Instant | null;
  /** null prints "Not sealed: " and `notSealedWhy`. */
  seal: PacketSeal | null;
  /** Why there is no seal; null prints that the origin cannot be proven from this file. */
  notSealedWhy: string | null;
  /** Last checkpoint of the audit log at the as-of; null = none. */
  checkpoint: { sequence: number; hash: DigestText; at: Instant } | null;
  /** How to verify: steps in words, then one command, one printed line per entry. Either may be empty. */
  verify: { command: string[]; steps: string[] };
}

export interface PacketSeal {
  algorithm: string;
  /** Fingerprint of the public key, "SHA256:…". */
  key: string;
  /** Path inside the packet. */
  file: string;
  signedAt: Instant;
}

export interface PacketSystem {
  id: string;
  name: string;
  organisation: string | null;
  boundary: string | null;
  policy: {
    id: string;
    version: number | string;
    effective: Day | null;
    sha256: HashText | null;
    preset: string | null;
  } | null;
}

export interface PacketSubject {
  /** Canonical name of the image line: "registry.example/payments/api". */
  line: string;
  /** Short name, the title of the document: "payments/api". */
  name: string;
  /** Version by tag or label; null = none known. */
  version: string | null;
  digest: DigestText;
  /** "unknown" until a manifest has been received. */
  kind: "platform manifest" | "index" | "unknown";
  /** "linux/amd64"; null for an index and where no config is known. */
  platform: string | null;
  /** The index that lists this platform manifest; null = none known, or this is the index. */
  index: DigestText | null;
  /** For an index: what it lists, in its own order. Empty otherwise. */
  platforms: PacketPlatform[];
  config: DigestText | null;
  /** Sum of the layers as stored, in bytes. */
  sizeBytes: number | null;
  layers: number | null;
  /** From the image config or provenance (observed). */
  builtAt: Instant | null;
  /** When this product first heard of the digest. */
  recordedAt: Instant | null;
  tags: PacketTag[];
  assetId: string | null;
  criticality: string | null;
  /** In words: "internet-reachable". */
  exposure: string | null;
  /** null = nobody is recorded as owner. */
  owner: { team: string | null; person: string | null; contact: string | null; rebuild: string | null } | null;
}

export interface PacketPlatform {
  /** "linux/arm64/v8"; "unknown/unknown" entries (attestation manifests) are left out by the builder. */
  platform: string | null;
  digest: DigestText;
  /** Roll-up result of that platform's own evaluation; null = never evaluated. */
  result: ResultWord | null;
  note: string | null;
}

export interface PacketTag {
  tag: string;
  from: Instant;
  /** null = still. */
  to: Instant | null;
  digest: DigestText;
}

/** One sentence (at most two) that answers each section. An empty string leaves the place blank. */
export interface PacketSentences {
  answer: string;
  findings: string;
  identity: string;
  inside: string;
  scans: string;
  signatures: string;
  configuration: string;
  sla: string;
  /** Caption of the builds chart; printed only with the chart. */
  builds: string;
  exceptions: string;
  recheck: string;
  register: string;
}

export interface PacketFramework {
  /** Key of `controls[].framework`. */
  id: string;
  title: string;
  version: string;
  note: string | null;
}

export interface PacketControl {
  framework: string;
  /** Id within the framework: "4.1", "RA-5(2)". */
  id: string;
  title: string;
  result: ResultWord;
  claim: ClaimLevel;
  /** "image-owned", "deployment-configured", "platform-inherited", "organisation-inherited". */
  responsibility: string;
  because: PacketReason[];
  /** Id of an exception in force for this control: the result keeps its word. */
  exception: string | null;
}

export interface PacketReason {
  lookedFor: string;
  found: string;
  evidence: EvidenceId[];
}

export interface PacketFinding {
  /** Number within this packet: "F-02". */
  id: string;
  /** Primary vulnerability id: a CVE where there is one. */
  cve: string;
  severity: SeverityWord;
  /** As printed: "7.5"; null = not scored. */
  score: string | null;
  /** Where severity and score come from: "NVD CVSS 3.1", "vendor (NVD not scored)"; null = unknown. */
  basis: string | null;
  package: string;
  purl: string | null;
  installed: string | null;
  /** null = no fixed version known. */
  fixed: string | null;
  /** Start of the clock on the line; null without one. */
  startAt: Instant | null;
  dueAt: Instant | null;
  state: ClockState;
  /** In words: "9 d past", "18 d left", "on 2026-11-16"; null without a clock. */
  remaining: string | null;
  seenBy: EvidenceId[];
  /** Id of the statement in `vex` that speaks of it, with or without effect. */
  vex: string | null;
  exception: string | null;
  stoppedAt: Instant | null;
  owner: string | null;
  /** Listed as known exploited as of the as-of; null = the feed is not known. */
  kev: boolean | null;
  /** What was decided, in one or two sentences; null = nothing recorded. */
  decision: string | null;
}

export interface PacketClosing {
  id: string;
  kind: "fail" | "needs_evidence" | "manual";
  text: string;
  /** What would close it; null = nobody has said. */
  next: string | null;
  owner: string | null;
  /** Controls and findings concerned: "F-02; CIS 4.4, SI-2". */
  refs: string | null;
}

export interface PacketLineageStep {
  /** "Source", "Build", "Base", "Digest", … */
  step: string;
  what: string;
  /** Commit, URL or digest; null = not stated. */
  id: string | null;
  /** How it is known: "Provenance A-2, verified". */
  by: string;
  evidence: EvidenceId | null;
}

export interface PacketNeighbour {
  digest: DigestText;
  version: string | null;
  builtAt: Instant | null;
  /** What differs, in words; null = not compared. */
  change: string | null;
}

export interface PacketDeployment {
  environment: string;
  cluster: string | null;
  workload: string | null;
  replicas: number | null;
  since: Instant | null;
  /** Reachable from the internet, in words: "yes", "no"; null = not stated. */
  reachable: string | null;
  /** Whether the image that runs equals this digest; null = not observed. */
  equal: boolean | null;
}

export interface PacketSbom {
  format: string;
  tool: string | null;
  createdAt: Instant | null;
  state: VerificationWord;
  evidence: EvidenceId | null;
  /** Files that belong to no package, in words; null = not stated. */
  unowned: string | null;
  withoutLicence: number;
  withoutPurl: number;
}

export interface PacketShapeRow {
  dimension: string;
  distroless: string;
  hardened: string;
  /** null = no evidence. */
  observed: string | null;
  evidence: EvidenceId[];
}

export interface PacketComponent {
  name: string;
  version: string | null;
  /** Package type: "deb", "maven", "binary". */
  type: string | null;
  purl: string | null;
  licence: string | null;
  /** "base", "application"; null = unknown. */
  layer: string | null;
}

export interface PacketScan {
  evidence: EvidenceId;
  /** When it ran, by its own word; null = not stated. */
  when: Instant | null;
  /** Why it ran: "at build", "registry rescan"; null = not stated. */
  purpose: string | null;
  scanner: string;
  /** Build time of the vulnerability database, as printed; null = not stated. */
  database: string | null;
  /** Age of the database at the scan, as printed: "4 h"; null = unknown. */
  age: string | null;
  /** Operating system the scanner recognised; null = none. */
  os: string | null;
  /** null = the report does not say. */
  complete: boolean | null;
  components: number | null;
  counts: SeverityCounts;
}

export interface PacketVexStatement {
  /** Number within this packet: "V-1". */
  id: string;
  cve: string;
  product: string;
  /** "not affected", "affected", "fixed", "under investigation". */
  status: string;
  justification: string | null;
  author: string | null;
  at: Instant | null;
  state: VerificationWord;
  /** What it does to the clock and why. */
  effect: string;
  evidence: EvidenceId | null;
}

export interface PacketAttestation {
  /** Number within this packet: "A-1". */
  id: string;
  evidence: EvidenceId | null;
  title: string;
  predicateType: string | null;
  /** Identity in the certificate, or the key's fingerprint; null = none found. */
  signer: string | null;
  issuer: string | null;
  state: VerificationWord;
  /** Time of signing that a trusted party signed; null = none is proven. */
  signedAt: Instant | null;
  /** Proven entries of transparency logs: "123456 (dsse)". */
  log: string[];
  /** Trust root and the version of the trust settings that were asked; null = never asked. */
  root: string | null;
  policy: string | null;
  /** Every check, in the order they were made; empty = none could be made. */
  steps: PacketCheck[];
  /** Whether it counts, and why: "Counts.". */
  note: string;
}

export interface PacketProvenance {
  /** SLSA build level that the evidence supports, 0 to 3. */
  level: number;
  says: string;
  reasons: { level: string; lookedFor: string; found: string; ok: boolean | null; evidence: EvidenceId | null }[];
  expected: string;
  /** Empty where nobody said what is expected. */
  expectations: { what: string; expected: string; got: string | null; ok: boolean | null; evidence: EvidenceId | null }[];
}

export interface PacketCheck {
  name: string;
  expected: string;
  got: string;
  /** null = not reached, because an earlier check failed. */
  ok: boolean | null;
}

export interface PacketAdmission {
  policy: string;
  mode: string;
  scope: string | null;
  evidence: EvidenceId | null;
  tests: {
    attempt: string;
    outcome: string;
    cluster: string | null;
    at: Instant | null;
    evidence: EvidenceId | null;
  }[];
}

export interface PacketSla {
  /** The promise in words. */
  promise: string;
  start: string;
  stop: string;
  /** "2025-12-01 to 2026-11-20". */
  period: string;
  rows: PacketSlaRow[];
  /** By quarter of closing; empty = no chart. */
  trend: { label: string; met: number; late: number }[];
}

export interface PacketSlaRow {
  severity: SeverityWord;
  /** Calendar days promised; null = no promise for this severity. */
  days: number | null;
  /** closed = met + late. */
  closed: number;
  met: number;
  late: number;
  open: number;
  /** Open and past due. */
  breached: number;
  excepted: number;
  /** Days from start to stop over closed findings; null with none closed. */
  median: number | null;
  p90: number | null;
}

export interface PacketBuild {
  version: string;
  builtAt: Day | null;
  /** As scanned when built; null = not scanned then. */
  atBuild: SeverityCounts | null;
  /** The same digest as of the as-of; null = not known. */
  now: SeverityCounts | null;
}

export interface PacketException {
  id: string;
  scope: string;
  state: "active" | "expired" | "requested" | "rejected" | "revoked";
  reason: string;
  compensating: string | null;
  requester: string | null;
  approver: string | null;
  approvedAt: Day | null;
  expires: Day | null;
}

export interface PacketEvidence {
  /** Number within this packet: "E-01". */
  id: EvidenceId;
  kind: string;
  /** Name of the attached file, or what holds it ("inside E-05-x.json"); the name it was received under where it is not attached. */
  file: string;
  sha256: HashText;
  bytes: number;
  /** The document's own time; null = it states none. */
  observedAt: Instant | null;
  recordedAt: Instant;
  binding: BindingWord;
  verification: VerificationWord;
  /** Freshness window of its kind in days; null = it does not age. */
  windowDays: number | null;
  /** Whole days from observed to the as-of; null where the document states no time. */
  ageDays: number | null;
  stale: boolean;
}

/** A file that travels inside the PDF. */
export interface AttachedFile {
  /** Name inside the PDF, safe in a shell. */
  name: string;
  /** Of the file as it is attached. */
  sha256: HashText;
  /** Register rows that were read from it, the file itself among them. */
  evidence: EvidenceId[];
}

export interface PacketRecheckStep {
  title: string;
  /** One printed line per entry. */
  command: string[];
  expect: string;
}
