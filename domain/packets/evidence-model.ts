import type { BindingWord, Day, DigestText, EvidenceId, HashText, Instant, SeverityCounts, SeverityWord, VerificationWord } from "./words";

/** What a packet shows of the evidence itself, beside what is concluded from it (`model.ts`). */

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
