import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { failingStep } from "../../domain/verification/check-list";
import { readCertificate } from "../../domain/verification/certificate";
import type { Verdict, VerifyRequest } from "../../domain/verification/model";
import type { TrustPolicy, TrustRule } from "../../domain/verification/policy-model";
import { readBundleCarrier } from "../../domain/verification/sigstore-bundle";
import { readTrustRoot, type TrustRoot } from "../../domain/verification/trust-root";
import { verifyDocument } from "../../domain/verification/verify-document";
import { seedTrustRoot } from "../../server/verification/seed-trust-root";
import { bundlesIn, claimedDigest, namesOtherDigests } from "./signed-parts";
import type { Entry, Outcome } from "./compare";

/** What verification amounts to: an outcome, or why none can be had; null where nothing is claimed about signatures. */
export type SignatureOutcome = Outcome | { verdict: "not applicable"; reason: string } | null;

const NOW = "2026-11-23T00:00:00Z";
const RIGHT: Outcome = { verdict: "right", differences: [] };
const wrong = (key: string, expected: unknown, got: unknown): Outcome => ({ verdict: "wrong", differences: [{ key, expected, got }] });
const notApplicable = (reason: string): SignatureOutcome => ({ verdict: "not applicable", reason });

/** Judges what an index says of signatures by really verifying, offline, with what the index and the file's folder give. */
export function judgeSignature(folder: string, entry: Entry): SignatureOutcome {
  const expected = entry.expected ?? {};
  if (entry.format === "sigstore-trusted-root") return judgeRoot(folder, entry);
  if (isObject(expected["verify"])) return judgeCase(folder, entry, expected["verify"]);
  if (Array.isArray(expected["dsse_signature_checked"])) return judgeKeys(folder, entry, expected["dsse_signature_checked"]);
  const said = "source_says" in expected;
  if (entry.valid === false && entry.format === "gcb-provenance") return notApplicable("signed with keys of a build service that are not beside the files");
  if (entry.valid === false && (entry.format === "sigstore-bundle" || said)) return judgeBroken(folder, entry);
  return null;
}

function judgeRoot(folder: string, entry: Entry): SignatureOutcome {
  const read = readTrustRoot(readFileSync(join(folder, entry.path)), "corpus");
  return read.ok === (entry.valid !== false) ? RIGHT : wrong("trusted root", entry.valid !== false ? "read" : "refused", read.ok ? "read" : read.problem.code);
}

/** Result, signer and trusted root are all stated; so is the artifact. */
function judgeCase(folder: string, entry: Entry, verify: Record<string, unknown>): SignatureOutcome {
  const placed = (key: string): string | null => beside(folder, entry.path, verify[key]);
  const [artifactPath, keyPath, rootPath] = [placed("artifact"), placed("key"), placed("trusted_root")];
  const [identity, issuer] = [textOf(verify["identity"]), textOf(verify["issuer"])];
  if (entry.kind === "oci") return notApplicable("an image layout, judged in tests/conformance/registry-layouts.test.ts");
  if (artifactPath === null) return notApplicable("the artifact is not beside the bundle");
  if (keyPath === null && (identity === null || issuer === null)) return notApplicable("neither key nor identity is stated");
  const root = rootPath === null ? seed() : rootAt(rootPath);
  const artifact = readFileSync(artifactPath);
  const signer: TrustRule["signer"] =
    keyPath === null
      ? { type: "identity", issuer: issuer ?? "", subject: { type: "exact", value: identity ?? "" } }
      : { type: "key", pem: readFileSync(keyPath, "utf8"), requireLog: root.material.tlogs.length > 0 };
  const verdict = ask(readFileSync(join(folder, entry.path)), "sigstore-bundle", { digest: sha256(artifact), artifact }, signer, root);
  return held(verdict, verify["result"] === "pass");
}

/** A key and whether the envelope's signature holds under it. The subject is the one the envelope names. */
function judgeKeys(folder: string, entry: Entry, checks: unknown[]): SignatureOutcome {
  const bytes = readFileSync(join(folder, entry.path));
  const digest = claimedDigest(bytes) ?? "0".repeat(64);
  for (const check of checks) {
    const path = isObject(check) ? textOf(check["key"]) : null;
    if (path === null || !existsSync(join(folder, path))) return notApplicable("the key is not in the corpus");
    const pem = readFileSync(join(folder, path), "utf8");
    const verdict = ask(bytes, "dsse", { digest }, { type: "key", pem, requireLog: false }, seed());
    const outcome = held(verdict, isObject(check) && check["verifies"] === true);
    if (outcome.verdict === "wrong") return outcome;
  }
  return RIGHT;
}

/**
 * Only "must fail" is stated. The identity asked for is the one the bundle itself claims, so that nothing but the
 * signature, the log, the times and the certificate can make it fail. One that holds is sound, and its defect is who
 * signed: nobody says who should have.
 */
function judgeBroken(folder: string, entry: Entry): SignatureOutcome {
  const bytes = readFileSync(join(folder, entry.path));
  const bundles = bundlesIn(bytes);
  if (bundles.length === 0) return null;
  const verdicts = bundles.map((bundle) => askForItself(bundle));
  const sound = verdicts.every(({ state }) => state === "verified");
  if (sound) return notApplicable("sound by itself; the index does not say who should have signed");
  const sure = bundles.some((bundle, i) => verdicts[i]?.checks.some(({ id, required, ok }) => required && ok === false && !(id === "subject" && namesOtherDigests(bundle))));
  if (sure) return RIGHT;
  const keyed = verdicts.some(({ checks }) => checks.some(({ id, ok }) => id === "signing-key" && ok === null));
  return notApplicable(keyed ? "signed with a key that is not in the corpus" : "names its subject by another hash than SHA-256, which needs the artifact");
}

/** A bundle verified for whom and what it claims itself, under the seeded root. */
function askForItself(bytes: Uint8Array): Verdict {
  const digest = claimedDigest(bytes) ?? "0".repeat(64);
  const root = seed();
  const nobody: TrustPolicy = { id: "nobody", rules: [], acceptUnsignedFrom: [] };
  const request: VerifyRequest = { bytes, kind: "sigstore-bundle", digest, trust: { policy: nobody, root, now: NOW } };
  const { entity, certificate } = readBundleCarrier(request);
  if (certificate === null || entity?.key.$case !== "certificate") return verifyDocument(request);
  const { issuer, subject } = readCertificate(certificate, entity.key.certificate);
  return ask(bytes, "sigstore-bundle", { digest }, { type: "identity", issuer: issuer ?? "", subject: { type: "exact", value: subject ?? "" } }, root);
}

function ask(bytes: Uint8Array, kind: VerifyRequest["kind"], about: Pick<VerifyRequest, "digest" | "artifact">, signer: TrustRule["signer"], root: TrustRoot): Verdict {
  const rule: TrustRule = { id: "index", name: "what the index says", signer, predicateTypes: null, images: null, validFrom: null, validTo: null };
  return verifyDocument({ bytes, kind, ...about, trust: { policy: { id: "index", rules: [rule], acceptUnsignedFrom: [] }, root, now: NOW } });
}

function held(verdict: Verdict, wanted: boolean): Outcome {
  const step = failingStep(verdict.checks);
  if ((verdict.state === "verified") === wanted && (wanted || step !== null)) return RIGHT;
  return wrong("verify", wanted ? "verified" : "not verified, with the step named", `${verdict.state}${step === null ? "" : `: ${step.id}: ${step.got}`}`);
}

/** Where a path of the index lies: it is relative to the repository the file was taken from. */
function beside(folder: string, path: string, relative: unknown): string | null {
  const text = textOf(relative);
  if (text === null) return null;
  for (let place = dirname(path); place !== "." && place !== "/"; place = dirname(place)) {
    if (existsSync(join(folder, place, text))) return join(folder, place, text);
  }
  return null;
}

let seeded: TrustRoot | null = null;
function seed(): TrustRoot {
  const read = seeded === null ? seedTrustRoot() : null;
  if (read !== null && !read.ok) throw new Error(read.problem.detail);
  return (seeded ??= read?.value ?? rootAt(""));
}

function rootAt(path: string): TrustRoot {
  const read = readTrustRoot(readFileSync(path), "corpus");
  if (!read.ok) throw new Error(`${path}: ${read.problem.code}`);
  return read.value;
}

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
