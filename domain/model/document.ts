import type { IdentityEdge, NamedIdentity, Platform, Sha256Hex } from "./identity";
import type { Problem } from "./problem";

/** Severity words of all sources, normalised; the word of the source is kept beside it as `severityWord`. */
export type Severity = "critical" | "high" | "medium" | "low" | "negligible" | "none" | "unknown";
export const SEVERITIES: readonly Severity[] = ["critical", "high", "medium", "low", "negligible", "none", "unknown"];

/** What a room understood of one document. Only the fact groups the document really carries are present. */
export interface Reading {
  /** Room id, e.g. "cyclonedx-json". */
  room: string;
  /** Version of the format as the document states it ("1.5", "2"), null when it states none. */
  formatVersion: string | null;
  /** Room revision that produced this reading. */
  revision: number;
  /** One line for people: "CycloneDX 1.5 SBOM by Trivy 0.55.0, 214 components". */
  summary: string;
  identities: NamedIdentity[];
  edges: IdentityEdge[];
  /** The document's own time (ISO 8601 UTC), null when it states none. */
  observedAt: string | null;
  tool: { name: string; version: string | null } | null;
  facts: Facts;
  children: Child[];
  /** Things read with reservation: ignored parts, gaps, duplicates. Nothing is dropped in silence. */
  notes: Note[];
  /** Raw counts before any de-duplication of ours; keys as the corpus index names them. */
  counts: Record<string, unknown>;
}

export interface Note extends Problem {
  level: "info" | "warning" | "ignored";
  /** How many places the note stands for (default 1). */
  count?: number;
}

/** A document inside a document (DSSE payload, statement predicate): read as evidence of its own by the same registry. */
export interface Child {
  /** Path step for ids and display: "payload", "predicate", "layers/0". */
  path: string;
  bytes: Uint8Array;
  /** What the carrier says it is (media type or predicateType); a hint, never a proof. */
  hint: string | null;
  /** Digests the carrier names for it (statement subjects). They bind the child like identities of its own. */
  identities: NamedIdentity[];
}

export interface Facts {
  sbom?: SbomFacts;
  scan?: ScanFacts;
  vex?: VexFacts;
  index?: IndexFacts;
  archive?: ArchiveFacts;
  manifest?: ManifestFacts;
  config?: ImageConfigFacts;
  envelope?: EnvelopeFacts;
  statement?: StatementFacts;
  provenance?: ProvenanceFacts;
  report?: ReportFacts;
  advisory?: AdvisoryFacts;
}

/** One flaw under its names, as a vulnerability database describes it: no scan, and nothing about an image. */
export interface AdvisoryFacts {
  id: string;
  /** Other names of the same flaw; none where the advisory is withdrawn. */
  aliases: string[];
  title: string | null;
  modifiedAt: string | null;
  publishedAt: string | null;
  withdrawn: boolean;
  withdrawnAt: string | null;
  /** All entries, also those that are not listed. */
  affectedTotal: number;
  /** `name` is null where only commits are named. */
  affected: { purl: string | null; type: string; namespace: string | null; name: string | null; fixedVersions: string[]; at: string }[];
}

/** A report of checks (lint, benchmark, policy, errata): evidence of context, shown and counted, never evaluated. */
export interface ReportFacts {
  kind: "lint" | "policy" | "benchmark" | "errata";
  tool: string;
  /** What was checked, in the tool's words (file, host, cluster, image tag). */
  target: string | null;
  /** All results, also those that are not listed. */
  total: number;
  totals: Record<string, number>;
  results: ReportResult[];
}

export interface ReportResult {
  id: string;
  title: string;
  result: "pass" | "fail" | "warn" | "error" | "skipped" | "not_applicable" | "info" | "unknown";
  severity: Severity;
  target: string | null;
  at: string;
}

export interface SbomFacts {
  components: ComponentFact[];
  dependencyCount: number;
  /** Whether the document says its inventory is complete; null when it does not say. */
  complete: boolean | null;
  os: { id: string; version: string | null } | null;
  serialNumber: string | null;
  /** Version of the document under its serial number: what a BOM-Link names. Absent where the format has none. */
  bomVersion?: number | null;
  /** Id inside the document of what it is about: what a BOM-Link to the whole may name. */
  subjectRef?: string | null;
  /** Who needs whom, counted; absent where the room does not read it. */
  graph?: DependencyGraph;
  /** Components with a hash of their content; absent where the room does not read it. */
  withHash?: number;
}

/** What an inventory says of who needs whom, over its own ids. */
export interface DependencyGraph {
  /** Statements "this needs that". */
  relations: number;
  /** Components that at least one statement speaks of, one that needs nothing included. */
  covered: number;
  /** Relations with an end that the document does not have. */
  dangling: number;
  /** Components that stand on a cycle. */
  cyclic: number;
}

export interface ComponentFact {
  /** Id inside the document (bom-ref, SPDXID), null when absent. */
  ref: string | null;
  /** Canonical purl where there is one that parses, else null (then `purlText` keeps what stood there). */
  purl: string | null;
  purlText: string | null;
  cpe: string | null;
  /** Ecosystem: purl type, or a guess of the tool ("deb", "golang", "npm", "file", "application"). */
  type: string;
  namespace: string | null;
  name: string;
  version: string | null;
  supplier: string | null;
  licences: string[];
  /** Layer digest where the tool says so. */
  layer: Sha256Hex | null;
  /** Paths in the image where the tool says so (at most 8). */
  paths: string[];
  at: string;
}

export interface ScanFacts {
  scanner: { name: string; version: string | null };
  database: { version: string | null; updatedAt: string | null };
  startedAt: string | null;
  finishedAt: string | null;
  /** complete: the scanner says or shows it ran to the end; undetermined: the format cannot say. */
  status: "complete" | "partial" | "failed" | "undetermined";
  os: { id: string; version: string | null; supported: boolean | null } | null;
  /** Package sources the scanner says it looked at ("debian", "gobinary", "lockfile:/go.mod"). */
  targets: { name: string; type: string; findings: number }[];
  /** Number of packages the scanner says it saw, null when the format does not carry it. */
  packagesSeen: number | null;
  detections: DetectionFact[];
  secrets: { rule: string; severity: Severity; target: string; at: string }[] | null;
  misconfigurations: { id: string; status: "pass" | "fail" | "exception"; severity: Severity; title: string; at: string }[] | null;
}

/** One row of a scan: this vulnerability in this package, as this scanner saw it. */
export interface DetectionFact {
  vulnerability: string;
  /** Other ids of the same flaw that the document states (CVE, GHSA, GO-, vendor ids). */
  aliases: string[];
  package: { purl: string | null; type: string; namespace: string | null; name: string; version: string | null };
  fixedVersions: string[];
  /** Vendor's state when there is no fix: "will_not_fix", "end_of_life" …; null when unknown. */
  fixState: string | null;
  severity: Severity;
  severityWord: string | null;
  /** Who gave the severity ("nvd", "debian", "ghsa", "go"), null when the document does not say. */
  severitySource: string | null;
  cvss: { source: string; version: string; vector: string | null; score: number | null }[];
  publishedAt: string | null;
  title: string | null;
  url: string | null;
  at: string;
}

export type VexStatus = "not_affected" | "affected" | "fixed" | "under_investigation";

export interface VexFacts {
  id: string | null;
  author: string | null;
  role: string | null;
  version: string | null;
  statements: VexStatementFact[];
}

export interface VexStatementFact {
  vulnerability: string;
  aliases: string[];
  status: VexStatus;
  justification: string | null;
  impact: string | null;
  action: string | null;
  /** Products the statement is about: image digests and package purls; empty = whole document's subject. */
  products: VexProduct[];
  /** Only where a format names an author for each statement; else the document's speaks. */
  author?: string | null;
  observedAt: string | null;
  at: string;
}

/** `range` is a VERS range that stands beside the purl; where it is missing the version of the purl says it all. */
export interface VexProduct {
  id: string;
  purl: string | null;
  range?: string | null;
  sha256: Sha256Hex | null;
  subcomponents: { id: string; purl: string | null; range?: string | null }[];
}

export interface IndexFacts {
  mediaType: string;
  sha256: Sha256Hex;
  manifests: {
    sha256: Sha256Hex;
    mediaType: string | null;
    sizeBytes: number | null;
    platform: Platform | null;
    /** BuildKit attestation manifests are entries of the index and not platforms. */
    role: "platform" | "attestation" | "artifact";
    attests: Sha256Hex | null;
  }[];
  annotations: Record<string, string>;
}

export interface ManifestFacts {
  mediaType: string;
  sha256: Sha256Hex;
  artifactType: string | null;
  config: { sha256: Sha256Hex; mediaType: string | null; sizeBytes: number | null };
  layers: { sha256: Sha256Hex; mediaType: string | null; sizeBytes: number | null; annotations: Record<string, string> }[];
  subject: Sha256Hex | null;
  annotations: Record<string, string>;
}

export interface ImageConfigFacts {
  sha256: Sha256Hex;
  platform: Platform;
  created: string | null;
  user: string | null;
  env: { name: string; value: string }[];
  entrypoint: string[] | null;
  cmd: string[] | null;
  workingDir: string | null;
  exposedPorts: string[];
  volumes: string[];
  labels: Record<string, string>;
  healthcheck: { test: string[]; interval: number | null } | null;
  stopSignal: string | null;
  diffIds: Sha256Hex[];
  history: { created: string | null; createdBy: string | null; comment: string | null; emptyLayer: boolean }[];
}

export interface EnvelopeFacts {
  kind: "dsse";
  payloadType: string;
  signatures: { keyid: string; hasCertificate: boolean }[];
}

export interface StatementFacts {
  statementType: string;
  predicateType: string;
  /** Of a verification summary: what its maker concluded. */
  verificationSummary?: VerificationSummaryFacts;
  subjects: { name: string; digest: Record<string, string> }[];
  /** Of a vulnerability predicate: who scanned with what, and when. The report itself is a child document. */
  scanner?: {
    uri: string | null;
    version: string | null;
    database: { uri: string | null; version: string | null; updatedAt: string | null };
    startedAt: string | null;
    finishedAt: string | null;
  };
}

/** A SLSA verification summary (`slsa.dev/verification_summary/v1`, v0.2): somebody's verdict, and not evidence itself. */
export interface VerificationSummaryFacts {
  verifier: string | null;
  result: string | null;
  levels: string[];
  resource: string | null;
  policy: string | null;
  verifiedAt: string | null;
}

/** What provenance says, whatever its version; verification decides whether it may be believed. */
export interface ProvenanceFacts {
  predicateType: string;
  builderId: string | null;
  buildType: string | null;
  source: { uri: string; digest: Record<string, string> } | null;
  materials: { uri: string; digest: Record<string, string> }[];
  invocationId: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** Versions of the builder's parts, as it states them. */
  builderVersion: Record<string, string>;
  /** `source` taken apart: the repository's address, "refs/heads/main", 40 or 64 hex digits. */
  sourceRepository: string | null;
  sourceRef: string | null;
  sourceCommit: string | null;
  /** Path of the workflow, build configuration or Dockerfile that was run. */
  entryPoint: string | null;
  /** What came from outside the build, flat and bounded; values that may be secrets are hidden. */
  parameters: { name: string; value: string }[];
  parametersLeftOut: number;
  /** Images among the materials: bases, and images the build ran in. No version says which is which. */
  images: { uri: string; name: string; sha256: Sha256Hex | null }[];
  /** What the builder claims of its own record; null = it says nothing. */
  claims: {
    parametersComplete: boolean | null;
    environmentComplete: boolean | null;
    materialsComplete: boolean | null;
    reproducible: boolean | null;
    hermetic: boolean | null;
  };
}

/** What an archive with an image holds. The documents in it are its children; layers are hashed and not kept apart. */
export interface ArchiveFacts {
  kind: "oci-layout" | "docker-save";
  /** Descriptors of the layout's index.json, in its order: what it was made to carry. */
  entryPoints: { sha256: Sha256Hex; mediaType: string | null; annotations: Record<string, string> }[];
  /** Images of docker save's manifest.json. Tags are words of whoever saved it. */
  images: { config: Sha256Hex | null; tags: string[]; layers: (Sha256Hex | null)[] }[];
  members: { path: string; sha256: Sha256Hex; sizeBytes: number; use: "document" | "hashed" | "control" }[];
}
