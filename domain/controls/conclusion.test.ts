import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluateDigest } from "../evaluation/evaluate-digest";
import { attestation, component, config, evidence, facts, finding, policy, sbom, scan } from "../evaluation/test-facts";
import type { DigestFacts } from "../model/evaluation";

const base = facts();
const signature = attestation({ evidence: "E-07", predicateType: "https://sigstore.dev/cosign/sign/v1", title: "Image signature" });

/** Facts that differ in everything the concluding points speak of. */
const variants: fc.Arbitrary<DigestFacts> = fc.record({
  findings: fc.constantFrom<DigestFacts["findings"][]>([], [finding()], [finding({ fixedVersions: [] })], [finding({ lineFirstObservedAt: "2026-09-01T00:00:00Z" })], [finding({ severity: "unknown" })], [finding({ severity: "low", lineFirstObservedAt: "2025-09-01T00:00:00Z" })]),
  scans: fc.constantFrom<DigestFacts["scans"][]>([], [scan()], [scan({ status: "undetermined", databaseUpdatedAt: null })], [scan({ startedAt: "2026-09-01T00:00:00Z", finishedAt: null })]),
  sboms: fc.constantFrom<DigestFacts["sboms"][]>([], base.sboms, [sbom([])], [sbom([component("bash")])]),
  line: fc.constantFrom(base.line, null, base.line && { ...base.line, owner: null }),
  current: fc.constantFrom<DigestFacts["current"]>({ is: true, basis: "deployment", since: null }, { is: false, basis: "deployment", since: null }, base.current, { is: false, basis: "none", since: null }),
  attestations: fc.constantFrom<DigestFacts["attestations"][]>([], [signature], [{ ...signature, state: "verified" as const, signer: "ci" }], [{ ...signature, state: "invalid" as const }]),
  policy: fc.constantFrom(policy(), policy({ approved: { ...policy().approved, signers: ["ci"] } })),
  config: fc.constantFrom(base.config, null, config({ user: "root" })),
  evidence: fc.constantFrom<DigestFacts["evidence"][]>(base.evidence, [...base.evidence, evidence("E-07", "signature")], [...base.evidence, evidence("E-07", "signature", { verification: "verified" })], []),
}).map((rest) => facts(rest));

describe("reasons of a result", () => {
  it("never conclude that all is well beside a violation, a gap or a question of the same control", () => {
    fc.assert(
      fc.property(variants, (given) => {
        for (const { because, control } of evaluateDigest(given).results) {
          if (because.some((one) => one.so === "pass")) expect([control, because.filter((one) => ["fail", "needs_evidence", "manual"].includes(one.so))]).toEqual([control, []]);
        }
      }),
      { numRuns: 400 },
    );
  });
  it("do conclude it where everything was found", () => {
    const given = facts({
      current: { is: true, basis: "deployment", since: "2026-11-05T04:14:02Z" }, policy: policy({ approved: { ...policy().approved, signers: ["ci"] } }),
      attestations: [{ ...signature, state: "verified", signer: "ci" }], evidence: [...base.evidence, evidence("E-07", "signature", { verification: "verified" })],
    });
    const passed = evaluateDigest(given).results.filter((one) => one.outcome === "pass").map((one) => one.control);
    expect(passed).toEqual(expect.arrayContaining(["4.4", "RA-5", "SI-2", "CM-8", "SI-7"]));
  });
});
