import {
  PACKET_DOCUMENT_SCHEMA,
  type PacketComponent,
  type PacketDocument,
  type PacketFinding,
} from "../model";
import { evidenceOfFull } from "./evidence-fixture";
import { asOf, digest, hex } from "./fixture-values";

/** Invented packets for tests: a sparse one, where nearly nothing is known, and a full one of any size. */

/** One digest that somebody named, and nothing else: no manifest, no evidence, no policy, no owner, no seal. */
export function sparsePacket(): PacketDocument {
  return {
    schema: PACKET_DOCUMENT_SCHEMA,
    sample: false,
    packet: {
      id: null,
      covers: "SHA-256 of manifest.json, which lists every file of the packet except this PDF.",
      asOf,
      evaluatedAt: null,
      validUntil: null,
      validUntilWhy: null,
      producer: "Proofmark",
      previous: null,
      previousAsOf: null,
      seal: null,
      notSealedWhy: null,
      checkpoint: null,
      verify: { command: [], steps: [] },
    },
    system: { id: "lab", name: "Laboratory", organisation: null, boundary: null, policy: null },
    subject: {
      line: "registry.test/tools/lamp",
      name: "tools/lamp",
      version: null,
      digest,
      kind: "unknown",
      platform: null,
      index: null,
      platforms: [],
      config: null,
      sizeBytes: null,
      layers: null,
      builtAt: null,
      recordedAt: asOf,
      tags: [],
      assetId: null,
      criticality: null,
      exposure: null,
      owner: null,
    },
    verdict: { result: "needs_evidence", sentence: "Nothing is known about this digest, so nothing can be decided." },
    says: {
      answer: "No control could be decided: no evidence about this digest was received.",
      findings: "",
      identity: "",
      inside: "",
      scans: "",
      signatures: "",
      configuration: "",
      sla: "",
      builds: "",
      exceptions: "",
      recheck: "",
      register: "",
    },
    frameworks: [],
    controls: [],
    findings: [],
    closings: [],
    lineage: [],
    neighbours: { previous: null, next: null },
    deployments: [],
    sbom: null,
    shape: [],
    components: [],
    scans: [],
    vex: [],
    attestations: [],
    provenance: null,
    configuration: [],
    admission: null,
    sla: null,
    builds: [],
    exceptions: [],
    evidence: [],
    method: { rules: [], versions: [], limits: [] },
    recheck: [],
  };
}

const STATES = ["breached", "due_soon", "excepted", "within", "stopped", "no_clock"] as const;
const SEVERITIES = ["critical", "high", "medium", "low", "none", "unknown"] as const;
const at = <T>(list: readonly [T, ...T[]], index: number): T => list[index % list.length] ?? list[0];

function finding(index: number): PacketFinding {
  const state = at(STATES, index);
  const clock = state !== "no_clock";
  return {
    id: `F-${index + 1}`,
    cve: `CVE-2025-${10_000 + index}`,
    severity: at(SEVERITIES, index),
    score: index % 5 === 4 ? null : (9.8 - (index % 90) / 10).toFixed(1),
    basis: index % 5 === 4 ? null : "NVD CVSS 3.1",
    package: `lib-number-${index}`,
    purl: `pkg:deb/debian/lib-number-${index}@1.${index}?arch=amd64`,
    installed: `1.${index}`,
    fixed: index % 3 === 0 ? null : `1.${index + 1}`,
    startAt: clock ? `2025-1${index % 3}-0${1 + (index % 9)}T05:00:00Z` : null,
    dueAt: clock
      ? `2026-0${(state === "breached" || state === "excepted" ? 1 : 4) + (index % 2)}-1${index % 9}T05:00:00Z`
      : null,
    state,
    remaining: clock ? `${index} d` : null,
    seenBy: ["E-04"],
    vex: state === "stopped" ? "V-1" : null,
    exception: state === "excepted" ? "EX-1" : null,
    stoppedAt: state === "stopped" ? "2026-02-11T09:00:00Z" : null,
    owner: index % 4 === 3 ? null : "Lighting",
    kev: index % 7 === 0,
    decision: index % 2 === 0 ? null : "Planned for the next rebuild.",
  };
}

const component = (index: number): PacketComponent => ({
  name: `lib-number-${index}`,
  version: `1.${index}.0-3+deb12u${index % 9}`,
  type: "deb",
  purl: `pkg:deb/debian/lib-number-${index}@1.${index}.0-3%2Bdeb12u${index % 9}?arch=amd64&distro=debian-12`,
  licence: index % 6 === 0 ? null : "GPL-3.0-or-later WITH GCC-exception-3.1",
  layer: index % 10 < 6 ? "base" : index % 10 < 9 ? "application" : null,
});

/** A packet with something in every place, of any size; marked as a sample. */
export function fullPacket(
  size: { findings: number; components: number } = { findings: 12, components: 40 },
): PacketDocument {
  const byLayer = (name: string | null) =>
    Array.from({ length: size.components }, (_, i) => component(i)).filter((c) => c.layer === name);
  return {
    ...sparsePacket(),
    ...identityOfFull(),
    ...judgementOfFull(),
    findings: Array.from({ length: size.findings }, (_, i) => finding(i)),
    components: [...byLayer("base"), ...byLayer("application"), ...byLayer(null)],
    ...evidenceOfFull(),
    ...programmeOfFull(),
  };
}

function identityOfFull(): Partial<PacketDocument> {
  const sparse = sparsePacket();
  const fingerprint = "SHA256:9vQ0fJ3mYw1hXo6rTz5sLd8kPb2nGc7eUa4iRxEtKqM";
  return {
    sample: true,
    packet: {
      ...sparse.packet,
      id: `sha256:${hex(11)}`,
      evaluatedAt: asOf,
      validUntil: "2026-03-05T05:00:00Z",
      validUntilWhy: "F-2 falls due",
      previous: `sha256:${hex(12)}`,
      previousAsOf: "2026-02-02T08:00:00Z",
      seal: { algorithm: "Ed25519 over DSSE", key: fingerprint, file: "seal/manifest.dsse.json", signedAt: asOf },
      checkpoint: { sequence: 4_211, hash: `sha256:${hex(14)}`, at: asOf },
      verify: {
        steps: ["Get the fingerprint of the key by another way than this file.", "Run the command on the packet."],
        command: ["proofmark verify packet.zip --key SHA256:<fingerprint>"],
      },
    },
    system: {
      id: "street-lights",
      name: "Street lights of the town",
      organisation: "Town works",
      boundary: "Town network",
      policy: { id: "town-images", version: 4, effective: "2026-01-01", sha256: hex(15), preset: "calendar-30-90-180" },
    },
    subject: {
      ...sparse.subject,
      version: "2.7.1",
      kind: "index",
      platforms: [
        { platform: "linux/amd64", digest: `sha256:${hex(16)}`, result: "fail", note: null },
        { platform: "linux/arm64/v8", digest: `sha256:${hex(17)}`, result: null, note: "no scan of this platform" },
      ],
      config: `sha256:${hex(18)}`,
      sizeBytes: 48_211_002,
      layers: 5,
      builtAt: "2026-02-20T09:40:00Z",
      tags: [
        { tag: "2.7.1", from: "2026-02-20T09:50:00Z", to: null, digest },
        { tag: "latest", from: "2026-01-20T09:50:00Z", to: "2026-02-20T09:50:00Z", digest: `sha256:${hex(19)}` },
      ],
      assetId: "LAMP-7",
      criticality: "medium",
      exposure: "internal",
      owner: {
        team: "Lighting",
        person: "Odile Brun",
        contact: "lighting@town.test",
        rebuild: "Lighting rebuilds monthly.",
      },
    },
    lineage: [
      {
        step: "Source",
        what: "git.town.test/lamp, tag v2.7.1",
        id: `commit ${hex(20).slice(0, 40)}`,
        by: "Provenance A-1, verified",
        evidence: "E-03",
      },
      { step: "Base", what: "Base image, not stated", id: null, by: "Label of the image, claimed", evidence: null },
    ],
    neighbours: {
      previous: { digest: `sha256:${hex(19)}`, version: "2.7.0", builtAt: null, change: "2 fixed, 1 new" },
      next: null,
    },
    deployments: [
      {
        environment: "production",
        cluster: "mast-1",
        workload: "lights / lamp",
        replicas: 3,
        since: asOf,
        reachable: "no",
        equal: true,
      },
      { environment: "test", cluster: null, workload: null, replicas: null, since: null, reachable: null, equal: null },
      {
        environment: "staging",
        cluster: "mast-2",
        workload: "lights / lamp",
        replicas: 1,
        since: asOf,
        reachable: "no",
        equal: false,
      },
    ],
  };
}

function judgementOfFull(): Partial<PacketDocument> {
  const one = { framework: "house", claim: "image" as const, responsibility: "image-owned", exception: null };
  const because = [{ lookedFor: "User other than 0", found: "User 1000:1000", evidence: ["E-01", "E-99"] }];
  return {
    verdict: { result: "fail", sentence: "Not ready to accept: two findings are past their due instant." },
    says: {
      answer: "Three of five controls are decided: one passes, one fails and one does not apply.",
      findings: "Findings are present, and two are past their due instant.",
      identity: "The digest is the SHA-256 of exact index bytes.",
      inside: "The list of components comes from a verified bill of materials.",
      scans: "Scanned once, by a scanner that did not say which system it recognised.",
      signatures: "One of two attestations verifies; the other breaks at the signature.",
      configuration: "The image runs as a numeric user.",
      sla: "Of eight promises that came due, seven were kept.",
      builds: "Fewer flaws with every build",
      exceptions: "One is in force.",
      recheck: "Every step can be done without us.",
      register: "Four files, kept as received; one is older than its window.",
    },
    frameworks: [
      { id: "house", title: "House rules", version: "2026", note: "Own wording." },
      { id: "empty", title: "A framework without controls", version: "1", note: null },
    ],
    controls: [
      { ...one, id: "H-1", title: "The image runs as a dedicated user", result: "pass", because },
      {
        ...one,
        id: "H-2",
        title: "Known flaws are fixed in time",
        result: "fail",
        because: [...because, ...because],
        exception: "EX-1",
      },
      { ...one, id: "H-3", title: "No secrets in the image", result: "needs_evidence", because: [] },
      {
        ...one,
        id: "H-4",
        title: "The registry is looked after",
        result: "manual",
        claim: "context",
        responsibility: "organisation-inherited",
        because,
      },
      {
        ...one,
        id: "H-5",
        title: "Package index refresh",
        result: "not_applicable",
        claim: "supports",
        responsibility: "deployment-configured",
        because,
      },
    ],
    closings: [
      {
        id: "D-1",
        kind: "fail",
        text: "lib-number-0 is past its due instant.",
        next: "Rebuild.",
        owner: "Lighting",
        refs: "F-1; H-2",
      },
      { id: "D-2", kind: "needs_evidence", text: "No secret scan.", next: null, owner: null, refs: null },
    ],
    exceptions: [
      {
        id: "EX-1",
        scope: "F-3, this image line",
        state: "active",
        reason: "Waiting for upstream.",
        compensating: null,
        requester: "Odile Brun",
        approver: "Karl Voss",
        approvedAt: "2026-02-01",
        expires: "2026-04-01",
      },
      {
        id: "EX-2",
        scope: "H-3",
        state: "requested",
        reason: "Scan is planned.",
        compensating: "None stated.",
        requester: null,
        approver: null,
        approvedAt: null,
        expires: null,
      },
    ],
  };
}

function programmeOfFull(): Partial<PacketDocument> {
  const row = { closed: 0, met: 0, late: 0, open: 2, breached: 0, excepted: 0, median: null, p90: null };
  return {
    admission: {
      policy: "signed-images v2",
      mode: "audit",
      scope: null,
      evidence: null,
      tests: [{ attempt: "Unsigned image", outcome: "refused", cluster: "mast-1", at: asOf, evidence: null }],
    },
    sla: {
      promise: "Critical and high 30 days, medium 90, low 180",
      start: "first detection on any digest of the line",
      stop: "a complete newer scan no longer lists it",
      period: "2025-03-01 to 2026-03-02",
      rows: [
        { severity: "critical", days: 30, ...row },
        { severity: "high", days: 30, ...row, closed: 8, met: 7, late: 1, breached: 2, median: 12, p90: 31 },
        { severity: "unknown", days: null, ...row },
      ],
      trend: [
        { label: "Sep–Nov", met: 3, late: 1 },
        { label: "Dec–Feb", met: 4, late: 0 },
      ],
    },
    builds: [
      { version: "2.6.0", builtAt: "2025-12-20", atBuild: null, now: [2, 5, 6, 7] },
      { version: "2.7.0", builtAt: "2026-01-20", atBuild: [0, 2, 3, 4], now: [1, 4, 5, 5] },
      { version: "2.7.1", builtAt: null, atBuild: [0, 1, 2, 2], now: [1, 3, 4, 0] },
    ],
    method: {
      rules: ["A known violation is a fail, even where other evidence is missing."],
      versions: [
        ["Product", "Proofmark"],
        ["Rule sets", "house 1"],
      ],
      limits: ["This packet is about one digest."],
    },
    recheck: [
      {
        title: "One file is what the register says",
        command: ["sha256sum evidence/sbom.cdx.json"],
        expect: "The SHA-256 of E-02.",
      },
    ],
  };
}
