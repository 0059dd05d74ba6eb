import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { failingStep } from "../domain/verification/check-list";
import type { Verdict, VerifyRequest } from "../domain/verification/model";
import type { TrustPolicy, TrustRule } from "../domain/verification/policy-model";
import { readTrustRoot, type TrustRoot } from "../domain/verification/trust-root";
import { verifyDocument } from "../domain/verification/verify-document";
import { fail, ok, type Problem, type Result } from "../domain/model/problem";
import { seedTrustRoot } from "../server/verification/seed-trust-root";
import { fromHere } from "./from-here";
import { EXIT } from "./usage";

export interface ConformanceIo {
  stdout(text: string): void;
  stderr(text: string): void;
  /** ISO 8601 UTC. */
  now(): string;
}

const SIGSTORE_CONFORMANCE_USAGE = `usage: proofmark sigstore-conformance verify-bundle --bundle FILE
         (--key PEM | --certificate-identity SUBJECT --certificate-oidc-issuer URL)
         [--trusted-root FILE] ARTIFACT|-|sha256:HEX

Offline. "-" reads the artifact from standard input; ./sha256:... names a file that is called so.
Exit codes: 0 verified, 1 not verified or unreadable, 2 wrong usage`;

interface Arguments {
  bundle: string;
  key: string | null;
  identity: string | null;
  issuer: string | null;
  trustedRoot: string | null;
  artifact: string;
}

/**
 * Speaks the protocol of the Sigstore conformance suite, offline: exit code 0 when the bundle is verified for the
 * artifact, 1 with the failing step on stderr when it is not or cannot be read, 2 when the arguments make no sense.
 */
export async function runSigstoreConformance(argv: readonly string[], io: ConformanceIo): Promise<number> {
  if (argv.some((word) => word === "--help" || word === "-h")) {
    io.stdout(`${SIGSTORE_CONFORMANCE_USAGE}\n`);
    return EXIT.done;
  }
  const parsed = readArguments(argv);
  if (!parsed.ok) {
    io.stderr(`${textOf(parsed.problem)}\n${SIGSTORE_CONFORMANCE_USAGE}\n`);
    return EXIT.usage;
  }
  const request = await requestOf(parsed.value, io.now());
  if (!request.ok) {
    io.stderr(`${textOf(request.problem)}\n`);
    return EXIT.failed;
  }
  return report(verifyDocument(request.value), io);
}

function report(verdict: Verdict, io: ConformanceIo): number {
  if (verdict.state === "verified") {
    io.stdout(
      `verified: ${verdict.signer ?? "unknown signer"}${verdict.issuer === null ? "" : ` (${verdict.issuer})`}, ${verdict.trustRootVersion ?? "no trust root"}\n`,
    );
    return EXIT.done;
  }
  const step = failingStep(verdict.checks);
  io.stderr(
    `${verdict.state}: ${step === null ? "no step could be checked" : `${step.id}: expected ${step.expected}; got ${step.got}`}\n`,
  );
  for (const check of verdict.checks) {
    io.stderr(`  ${check.ok === true ? "ok  " : check.ok === false ? "FAIL" : "open"} ${check.id}: ${check.got}\n`);
  }
  return EXIT.failed;
}

function textOf({ code, detail, at }: Problem): string {
  return `${code}: ${detail}${at === undefined ? "" : ` (${at})`}`;
}

const WITH_VALUE = [
  "--bundle",
  "--key",
  "--certificate-identity",
  "--certificate-oidc-issuer",
  "--trusted-root",
] as const;

function readArguments(argv: readonly string[]): Result<Arguments> {
  const [command, ...rest] = argv;
  if (command !== "verify-bundle")
    return fail({ code: "cli/command", detail: `unknown command ${command ?? "(none)"}` });
  const options = new Map<string, string>();
  const places: string[] = [];
  for (let at = 0; at < rest.length; at += 1) {
    const [name = "", inline] = splitOption(rest[at] ?? "");
    if (!name.startsWith("-") || name === "-") {
      places.push(name);
      continue;
    }
    if (name === "--staging")
      return fail({ code: "cli/staging", detail: "no staging trust root is carried; name one with --trusted-root" });
    if (!WITH_VALUE.some((known) => known === name))
      return fail({ code: "cli/option", detail: `unknown option ${name}` });
    const value = inline ?? rest[(at += 1)];
    if (value === undefined || options.has(name))
      return fail({ code: "cli/option", detail: `${name} takes one value, once` });
    options.set(name, value);
  }
  return checkArguments(options, places);
}

function splitOption(text: string): [string, string?] {
  const equals = text.startsWith("--") ? text.indexOf("=") : -1;
  return equals < 0 ? [text] : [text.slice(0, equals), text.slice(equals + 1)];
}

function checkArguments(options: Map<string, string>, places: string[]): Result<Arguments> {
  const bundle = options.get("--bundle");
  const [artifact, ...surplus] = places;
  if (bundle === undefined || artifact === undefined || surplus.length > 0)
    return fail({ code: "cli/arguments", detail: "--bundle and exactly one artifact are needed" });
  const key = options.get("--key") ?? null;
  const identity = options.get("--certificate-identity") ?? null;
  const issuer = options.get("--certificate-oidc-issuer") ?? null;
  const keyless = identity !== null && issuer !== null;
  if (key === null ? !keyless : identity !== null || issuer !== null) {
    return fail({
      code: "cli/arguments",
      detail: "either --key, or --certificate-identity together with --certificate-oidc-issuer",
    });
  }
  return ok({ bundle, key, identity, issuer, trustedRoot: options.get("--trusted-root") ?? null, artifact });
}

async function requestOf(given: Arguments, now: string): Promise<Result<VerifyRequest>> {
  const bytes = await read(given.bundle);
  if (!bytes.ok) return bytes;
  const root = await rootOf(given.trustedRoot);
  if (!root.ok) return root;
  const policy = await policyOf(given, root.value.material.tlogs.length > 0);
  if (!policy.ok) return policy;
  const artifact = await artifactOf(given.artifact);
  if (!artifact.ok) return artifact;
  return ok({
    bytes: bytes.value,
    kind: "sigstore-bundle",
    ...artifact.value,
    trust: { policy: policy.value, root: root.value, now },
  });
}

async function rootOf(path: string | null): Promise<Result<TrustRoot>> {
  if (path === null) return seedTrustRoot();
  const bytes = await read(path);
  return bytes.ok ? readTrustRoot(bytes.value, `sha256:${sha256(bytes.value)}`) : bytes;
}

/** Whether an entry in a log is asked for is what the trust root says, as for certificates: one that lists no log asks for none. */
async function policyOf(given: Arguments, requireLog: boolean): Promise<Result<TrustPolicy>> {
  const signer = await signerOf(given, requireLog);
  if (!signer.ok) return signer;
  const rule: TrustRule = {
    id: "arguments",
    name: "what the command line asks for",
    signer: signer.value,
    predicateTypes: null,
    images: null,
    validFrom: null,
    validTo: null,
  };
  return ok({ id: "command-line", rules: [rule], acceptUnsignedFrom: [] });
}

async function signerOf({ key, identity, issuer }: Arguments, requireLog: boolean): Promise<Result<TrustRule["signer"]>> {
  if (key === null)
    return ok({ type: "identity", issuer: issuer ?? "", subject: { type: "exact", value: identity ?? "" } });
  const pem = await read(key);
  return pem.ok ? ok({ type: "key", pem: Buffer.from(pem.value).toString("utf8"), requireLog }) : pem;
}

async function artifactOf(text: string): Promise<Result<{ digest: string; artifact?: Uint8Array }>> {
  const digest = /^sha256:(.*)$/is.exec(text)?.[1];
  if (digest !== undefined && /^[0-9a-f]{64}$/i.test(digest)) return ok({ digest: digest.toLowerCase() });
  if (digest !== undefined) return fail({ code: "cli/digest", detail: "sha256: is followed by 64 hexadecimal digits" });
  const bytes = await read(text);
  return bytes.ok ? ok({ digest: sha256(bytes.value), artifact: bytes.value }) : bytes;
}

async function read(path: string): Promise<Result<Uint8Array>> {
  try {
    return ok(path === "-" ? await buffer(process.stdin) : await readFile(fromHere(path)));
  } catch (thrown) {
    return fail({
      code: "cli/unreadable",
      detail: `${path}: ${thrown instanceof Error ? thrown.message : "unreadable"}`,
    });
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
