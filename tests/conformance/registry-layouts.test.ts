import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unwrapOk } from "../../domain/model/problem";
import type { Verdict, VerifyRequest } from "../../domain/verification/model";
import { verifyDocument } from "../../domain/verification/verify-document";
import { seedTrustRoot } from "../../server/verification/seed-trust-root";
import { CORPUS } from "./corpus";
import { policyWith } from "./forge/alteration";
import { blob, cosignLayers } from "./oci-layout";

if (CORPUS === null) console.warn("registry layouts skipped: the corpus is not beside the repository");

const SLSA = join(
  CORPUS ?? "",
  "files/oci/slsa-framework__slsa-verifier/cli/slsa-verifier/testdata/gha_generic_container/v2.1.0/container_workflow_dispatch",
);
const SLSA_INDEX = "234e2c830c2fb31ac5671789d22adfe44d30c3ee831d01beae5e237841a13122";
const SLSA_PLATFORM = "d1fc0de9c6a33e502c488221644de1736c53d8ddb59b0e41b4946fb26af50e69";
const BUILDER =
  "https://github.com/slsa-framework/slsa-github-generator/.github/workflows/generator_container_slsa3.yml@refs/tags/v2.1.0";
const GITHUB = "https://token.actions.githubusercontent.com";
const ALPINE = join(CORPUS ?? "", "files/oci/openvex__discovery/test/e2e/testdata/alpine-cves.att");
const ALPINE_INDEX = "eece025e432126ce23f223450a0326fbebde39cdf496a85d8c016293fc851978";

function ask(
  changes: Partial<VerifyRequest> & Pick<VerifyRequest, "bytes" | "kind" | "digest">,
  subject: string,
  issuer = GITHUB,
): Verdict {
  const policy = policyWith({ signer: { type: "identity", issuer, subject: { type: "exact", value: subject } } });
  return verifyDocument({
    ...changes,
    trust: { policy, root: unwrapOk(seedTrustRoot()), now: "2026-11-23T00:00:00Z" },
  });
}

describe.skipIf(CORPUS === null)("provenance of a container as it lies in a registry", () => {
  const layer = () => cosignLayers(SLSA, "21454caf3a160dfbe6359f0501aa8401c6c0f2c7a8b71380ea21f8c4b48b64fe")[0];
  const given = () => ({
    bytes: layer()?.bytes ?? Buffer.alloc(0),
    detached: layer()?.detached,
    kind: "dsse" as const,
  });

  it("is verified on the index it names, for the builder that made it", () => {
    const verdict = ask({ ...given(), digest: SLSA_INDEX }, BUILDER);
    expect(verdict.checks.filter((check) => check.required && check.ok !== true)).toEqual([]);
    expect(verdict).toMatchObject({
      state: "verified",
      signer: BUILDER,
      issuer: GITHUB,
      predicateType: "https://slsa.dev/provenance/v0.2",
    });
    expect(verdict.log).toHaveLength(1);
  });

  it("is never verified on the platform manifest inside that index", () => {
    expect(ask({ ...given(), digest: SLSA_PLATFORM }, BUILDER).state).toBe("invalid");
  });

  it("is never verified for another builder", () => {
    expect(ask({ ...given(), digest: SLSA_INDEX }, BUILDER.replace("v2.1.0", "v2.1.1")).state).toBe("invalid");
  });

  it("is never verified with an annotation taken away or swapped", () => {
    const { detached, ...rest } = given();
    if (!detached) throw new Error("the layer has annotations");
    for (const [key, value] of [
      ["rekorBundle", null],
      ["certificate", null],
      ["rekorBundle", "{}"],
    ] as const) {
      expect(ask({ ...rest, detached: { ...detached, [key]: value }, digest: SLSA_INDEX }, BUILDER).state).not.toBe(
        "verified",
      );
    }
  });

  it("the build tool's own statement beside it is unsigned", () => {
    const bytes = blob(SLSA, "8d63b5e440cc7cfa68622b4a3cae2dbe215f8f8dcc9f2fa4ffd3078d40d61a84");
    expect(ask({ bytes, kind: "in-toto-statement", digest: SLSA_PLATFORM }, BUILDER).state).toBe("unsigned");
  });
});

describe.skipIf(CORPUS === null)("a VEX attestation with a log entry of the older kind", () => {
  const layer = () => cosignLayers(ALPINE, "831ad52c0ba6d14c6ca5256c4d21bdd4184453d4f7898ebe62b133127d526b0a")[0];

  it("is verified on the index it names, and only for the identity that signed", () => {
    const found = layer();
    const request = {
      bytes: found?.bytes ?? Buffer.alloc(0),
      detached: found?.detached,
      kind: "dsse" as const,
      digest: ALPINE_INDEX,
    };
    const stranger = ask(request, "nobody@test.example", "https://nowhere.test.example");
    expect(stranger.state).toBe("invalid");
    const open = stranger.checks.filter((check) => check.required && check.ok !== true).map((check) => check.id);
    expect(open).toEqual(["issuer", "identity"]);
    const [issuer, identity] = ["issuer", "identity"].map(
      (id) => stranger.checks.find((check) => check.id === id)?.got ?? "",
    );
    expect(ask(request, identity ?? "", issuer)).toMatchObject({ state: "verified", signer: identity });
  });

  it("is never verified when a byte of the envelope changes", () => {
    const found = layer();
    const text = found?.bytes.toString("utf8") ?? "";
    const bytes = Buffer.from(text.replace('"keyid":""', '"keyid":"x"'));
    expect(bytes.toString()).not.toBe(text);
    const verdict = ask({ bytes, detached: found?.detached, kind: "dsse", digest: ALPINE_INDEX }, "x");
    expect(verdict.checks.find((check) => check.id === "log-entry")).toMatchObject({ ok: false });
  });
});
