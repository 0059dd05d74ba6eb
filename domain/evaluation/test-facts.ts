import type { ComponentFact } from "../model/document";
import type { AttestationRecord, DigestFacts, EvidenceRef, ExceptionFact, FindingFact, PolicyFacts, SbomRecord, ScanRecord, VexRecord } from "../model/evaluation";
import { noCounts } from "./counts";

/* Facts for tests: a hardened image with everything this version can use. Each helper takes what differs. */

export const DIGEST = "a".repeat(64);
export const AS_OF = "2026-11-20T09:30:00Z";

export function evidence(id: string, kind: EvidenceRef["kind"], rest: Partial<EvidenceRef> = {}): EvidenceRef {
  return {
    id, documentId: `d-${id}`, sha256: id.replace(/\D/g, "").padStart(64, "0"), fileName: `${id}.json`, room: "test", title: kind, kind, sizeBytes: 100,
    binding: "named", bindingWhy: "The document names this digest.", verification: "unsigned", observedAt: "2026-11-18T08:00:00Z", recordedAt: "2026-11-18T09:00:00Z",
    submittedBy: "ci", tool: null, accepted: { by: "policy", at: "2026-11-01T00:00:00Z", reason: "unsigned SBOMs and scans from ci are accepted" }, ...rest,
  };
}

export function component(name: string, type = "deb", version = "1.0"): ComponentFact {
  return { ref: null, purl: `pkg:${type}/debian/${name}@${version}`, purlText: null, cpe: null, type, namespace: "debian", name, version, supplier: null, licences: ["MIT"], layer: null, paths: [], at: "/components/0" };
}

export function sbom(components: ComponentFact[], rest: Partial<SbomRecord> = {}): SbomRecord {
  return { evidence: "E-02", format: "CycloneDX 1.6", tool: "syft 1.16.0", observedAt: "2026-11-18T08:00:00Z", componentCount: components.length, withoutPurl: 0, withoutVersion: 0, withoutLicence: 0, os: { id: "wolfi", version: "20230201" }, complete: null, components, ...rest };
}

export function scan(rest: Partial<ScanRecord> = {}): ScanRecord {
  return {
    evidence: "E-03", scanner: "Trivy 0.57.1", databaseUpdatedAt: "2026-11-18T02:00:00Z", startedAt: "2026-11-18T08:00:00Z", finishedAt: "2026-11-18T08:01:00Z", status: "complete",
    os: { id: "wolfi", version: "20230201", supported: true }, packagesSeen: 58, counts: noCounts(), secrets: null, misconfigurations: null, ...rest,
  };
}

export function finding(rest: Partial<FindingFact> = {}): FindingFact {
  return {
    vulnerability: "CVE-2026-1000", aliases: [], packageKey: "deb/debian/libssl3", package: { purl: "pkg:deb/debian/libssl3@3.0.1", type: "deb", namespace: "debian", name: "libssl3", version: "3.0.1" },
    severity: "high", severityBasis: "NVD CVSS 3.1", score: 7.5, fixedVersions: ["3.0.2"], title: null, url: null, publishedAt: null, seenBy: ["E-03"],
    firstObservedAt: "2026-11-10T00:00:00Z", firstRecordedAt: "2026-11-10T01:00:00Z", inLatestScan: true, lineFirstObservedAt: "2026-11-10T00:00:00Z", lineFirstRecordedAt: "2026-11-10T01:00:00Z", kev: null, epss: null, ...rest,
  };
}

export function vex(rest: Partial<VexRecord> = {}): VexRecord {
  return {
    evidence: "E-04", vulnerability: "CVE-2026-1000", aliases: [], status: "not_affected", justification: "vulnerable_code_not_in_execute_path", impact: null, action: null, author: "security@halden.example",
    observedAt: "2026-11-15T00:00:00Z", recordedAt: "2026-11-15T01:00:00Z", verification: "verified", productMatch: "digest", packageKeys: [], ...rest,
  };
}

export function exception(rest: Partial<ExceptionFact> = {}): ExceptionFact {
  return {
    id: "EX-1", type: "risk-accepted", scope: { vulnerability: "CVE-2026-1000", packageKey: null, control: null }, reason: "No exposure", compensatingControls: null,
    requestedBy: "mara", approvedBy: "ines", approvedAt: "2026-11-12T00:00:00Z", expiresAt: "2026-12-31T00:00:00Z", ...rest,
  };
}

export function attestation(rest: Partial<AttestationRecord> = {}): AttestationRecord {
  return {
    evidence: "E-05", predicateType: "https://slsa.dev/provenance/v1", title: "Build provenance", state: "unknown", signer: null, issuer: null, signatures: 1, subjectMatches: true,
    builderId: "https://ci.halden.example/runner", source: "https://git.halden.example/api", sourceRevision: "4f9a1c7", materials: [], buildStartedAt: null, buildFinishedAt: null, checks: [], signedAt: [], log: [], policy: null, rule: null, root: null, verifiedAt: null, ...rest,
  };
}

export function policy(rest: Partial<PolicyFacts> = {}): PolicyFacts {
  return {
    id: "default", version: 1, preset: "fedramp-conmon-legacy", effectiveFrom: "2026-01-01T00:00:00Z", scanMaxAgeDays: 30, dbMaxAgeHours: 48, failSeverities: ["critical", "high"], kevFails: true,
    allowShell: null, allowPackageManager: null, maxPackages: null, requireHealthcheck: null, requireNumericUser: true, uidMin: null, acceptUnsignedFrom: [],
    approved: { bases: null, signers: null, builders: null, packagesDenied: ["openssh-server"], packagesAllowed: null, setuidAllow: [], ports: null, vexIssuers: ["security@halden.example"] }, ...rest,
  };
}

export function config(rest: Partial<NonNullable<DigestFacts["config"]>> = {}): NonNullable<DigestFacts["config"]> {
  return {
    evidence: "E-01", sha256: "c".repeat(64), platform: { os: "linux", architecture: "amd64" }, created: "2026-11-05T04:12:44Z", user: "65532:65532", env: [{ name: "PATH", value: "/usr/bin" }],
    entrypoint: ["/app"], cmd: null, workingDir: "/", exposedPorts: ["8080/tcp"], volumes: [], labels: {}, healthcheck: null, stopSignal: null, diffIds: [],
    history: [{ created: null, createdBy: "bazel build", comment: null, emptyLayer: false }, { created: null, createdBy: "COPY /app /app", comment: null, emptyLayer: false }], ...rest,
  };
}

export function facts(rest: Partial<DigestFacts> = {}): DigestFacts {
  return {
    system: { id: "s1", name: "default", title: "Default" }, sample: false, asOf: AS_OF, digest: DIGEST, kind: "manifest", platform: { os: "linux", architecture: "amd64" }, platforms: [], parents: [],
    configDigest: "c".repeat(64), sizeBytes: 12_000_000, layerCount: 2, annotations: {},
    line: { image: "registry.halden.example/payments/api", owner: { team: "Payments Platform", person: "Mara Lindqvist", contact: null }, criticality: "high", exposure: "internal" },
    lines: ["registry.halden.example/payments/api"], tags: [{ image: "registry.halden.example/payments/api", tag: "5.18.2", from: "2026-11-05T04:14:02Z", to: null }], current: { is: true, basis: "tag", since: "2026-11-05T04:14:02Z" },
    firstSeenAt: "2026-11-05T04:15:10Z", predecessor: null, successor: null, builds: [], evidence: [evidence("E-00", "image_manifest"), evidence("E-01", "image_config"), evidence("E-02", "sbom"), evidence("E-03", "vuln_scan")],
    config: config(), sboms: [sbom([component("wolfi-baselayout", "apk"), ...Array.from({ length: 59 }, (_, i) => component(`lib${i}`, "apk"))])], scans: [scan()], findings: [], vex: [], attestations: [], policy: policy(), exceptions: [], ...rest,
  };
}
