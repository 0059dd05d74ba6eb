import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import seeds from "@sigstore/tuf/seeds.json" with { type: "json" };
import { readTrustRoot } from "../../domain/verification/trust-root";
import { verifyDocument } from "../../domain/verification/verify-document";
import { unwrapOk } from "../../domain/model/problem";
import { policyWith } from "../../tests/conformance/forge/alteration";
import { verifyCases, type VerifyCase } from "../../tests/conformance/corpus";
import { layoutCases } from "./layout-cases";
import { answered, type VerdictCase } from "./verdict-case";

/** The bundle cases of a corpus, each with the artifact, signer and root it states. */
export function corpusCases(corpus: string | null, scratch: string): VerdictCase[] {
  if (corpus === null) return [];
  const root = join(scratch, "trusted_root.json");
  writeFileSync(root, Buffer.from(seeds["https://tuf-repo-cdn.sigstore.dev"].targets["trusted_root.json"], "base64"));
  const bundles = verifyCases(corpus).flatMap((given) => [caseOf(given, root, given.artifact), caseOf(given, root, given.path)]);
  return [...bundles, ...layoutCases(corpus, scratch, { path: root, value: unwrapOk(readTrustRoot(readFileSync(root), "seed")) })];
}

function caseOf(given: VerifyCase, seed: string, artifactPath: string): VerdictCase {
  const bytes = readFileSync(given.path);
  const artifact = readFileSync(artifactPath);
  const rootPath = given.trustedRoot ?? seed;
  const root = unwrapOk(readTrustRoot(readFileSync(rootPath), "corpus"));
  const signer =
    given.key === null
      ? ({ type: "identity", issuer: given.issuer ?? "", subject: { type: "exact", value: given.identity ?? "" } } as const)
      : ({ type: "key", pem: readFileSync(given.key, "utf8"), requireLog: true } as const);
  const asked = given.key === null ? ["--certificate-identity", given.identity ?? "", "--certificate-oidc-issuer", given.issuer ?? ""] : ["--key", given.key];
  const envelope = bytes.includes('"dsseEnvelope"') || bytes.includes('"dsse_envelope"');
  const type = envelope ? ["--type", typeOf(bytes)] : [];
  const digest = createHash("sha256").update(artifact).digest("hex");
  return {
    group: "bundles of the corpus",
    name: `${basename(dirname(given.path))}${artifactPath === given.artifact ? "" : ", shown with another file"}`,
    argv: [envelope ? "verify-blob-attestation" : "verify-blob", "--bundle", given.path, "--new-bundle-format", "--trusted-root", rootPath, ...asked, ...type, artifactPath],
    ...answered(verifyDocument({ bytes, kind: "sigstore-bundle", digest, artifact, trust: { policy: policyWith({ signer }), root, now: "2026-11-23T00:00:00Z" } })),
  };
}

function typeOf(bundle: Buffer): string {
  const payload = /"payload":\s*"([^"]+)"/.exec(bundle.toString("utf8"))?.[1] ?? "";
  return /"predicateType":\s*"([^"]+)"/.exec(Buffer.from(payload, "base64").toString("utf8"))?.[1] ?? "custom";
}
