import type { PacketAdmission, PacketAttestation, PacketBuild, PacketComponent, PacketDeployment, PacketEvidence, PacketException, PacketLineageStep, PacketNeighbour, PacketProvenance, PacketRecheckStep, PacketSbom, PacketScan, PacketShapeRow, PacketSla, PacketVexStatement } from "./evidence-model";
import type { ClaimLevel, ClockState, Day, DigestText, EvidenceId, HashText, Instant, ResultWord, SeverityWord } from "./words";

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

export type * from "./evidence-model";
export type * from "./words";

export const PACKET_DOCUMENT_SCHEMA = "proofmark.packet-pdf/1";

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
