import type { PacketDocument, PacketEvidence } from "../model";
import { asOf, hex } from "./fixture-values";

/** The part of the full packet that shows evidence. */
export function evidenceOfFull(): Partial<PacketDocument> {
  const passed = { name: "Signature over the envelope", expected: "ECDSA P-256, 1 of 1", got: "valid", ok: true };
  return {
    sbom: {
      format: "CycloneDX 1.6",
      tool: "Syft 1.16.0",
      createdAt: asOf,
      state: "verified",
      evidence: "E-02",
      unowned: null,
      withoutLicence: 7,
      withoutPurl: 0,
    },
    shape: [
      {
        dimension: "Shell",
        distroless: "Absent",
        hardened: "Usually absent",
        observed: "Present: /bin/sh",
        evidence: ["E-01"],
      },
      { dimension: "Signing", distroless: "Your choice", hardened: "Usually required", observed: null, evidence: [] },
    ],
    scans: [
      {
        evidence: "E-04",
        when: asOf,
        purpose: null,
        scanner: "Trivy 0.57.1",
        database: null,
        age: null,
        os: null,
        complete: null,
        components: null,
        counts: [1, 3, 4, 0],
      },
    ],
    vex: [
      {
        id: "V-1",
        cve: "CVE-2025-10004",
        product: "lib-number-4, this digest",
        status: "not affected",
        justification: "component_not_present",
        author: null,
        at: null,
        state: "unsigned",
        effect: "None: unsigned statements are advice.",
        evidence: null,
      },
    ],
    attestations: [
      {
        id: "A-1",
        evidence: "E-03",
        title: "Build provenance",
        predicateType: "https://slsa.dev/provenance/v1",
        signer: "https://git.town.test/lamp/.ci/release.yml@refs/tags/v2.7.1",
        issuer: "https://git.town.test",
        state: "verified",
        signedAt: "2026-11-05T04:13:00Z",
        log: ["198230471 (dsse)"],
        root: "public-good 2026-11-01",
        policy: "trust settings version 3, rule release",
        steps: [passed, { ...passed, name: "Subject digest" }],
        note: "Counts.",
      },
      {
        id: "A-2",
        evidence: null,
        title: "Test results",
        predicateType: null,
        signer: null,
        issuer: null,
        state: "invalid",
        signedAt: null,
        log: [],
        root: null,
        policy: null,
        steps: [
          { ...passed, got: "does not verify", ok: false },
          { ...passed, name: "Subject digest", got: "–", ok: null },
        ],
        note: "Shown, never counted.",
      },
      {
        id: "A-3",
        evidence: null,
        title: "Unread bundle",
        predicateType: null,
        signer: null,
        issuer: null,
        state: "unknown",
        signedAt: null,
        log: [],
        root: null,
        policy: null,
        steps: [],
        note: "The bundle could not be read.",
      },
    ],
    provenance: {
      level: 2,
      says: "This evidence supports SLSA Build L2.",
      reasons: [
        { level: "L1", lookedFor: "Who built it", found: "https://git.town.test/lamp/.ci/release.yml", ok: true, evidence: "E-03" },
        { level: "L3", lookedFor: "A builder that is known to be isolated, or approved", found: "listed as hosted, not as isolated", ok: false, evidence: "E-03" },
      ],
      expected: "Verified provenance is as expected.",
      expectations: [{ what: "source repository", expected: "https://git.town.test/lamp", got: "https://git.town.test/lamp", ok: true, evidence: "E-03" }],
    },
    configuration: [
      { item: "User", value: "1000:1000", evidence: "E-01" },
      { item: "Health check", value: "none", evidence: null },
    ],
    evidence: [
      evidence("E-01", "Image config", "config.json", 31, { windowDays: null, ageDays: null }),
      evidence("E-02", "SBOM, CycloneDX 1.6", "sbom.cdx.json", 32),
      evidence("E-03", "Provenance", "provenance.sigstore.json", 33, { observedAt: null }),
      evidence("E-04", "Scan", "trivy.json", 34, {
        binding: "claimed",
        verification: "unsigned",
        ageDays: 41,
        stale: true,
      }),
    ],
  };
}

function evidence(
  id: string,
  kind: string,
  file: string,
  seed: number,
  more: Partial<PacketEvidence> = {},
): PacketEvidence {
  return {
    id,
    kind,
    file,
    sha256: hex(seed),
    bytes: 1_000 * seed + 17,
    observedAt: "2026-02-20T10:00:00Z",
    recordedAt: "2026-02-20T10:05:00Z",
    binding: "subject",
    verification: "verified",
    windowDays: 30,
    ageDays: 10,
    stale: false,
    ...more,
  };
}
