import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { untouched } from "../tests/conformance/forge/alterations";
import { asBundle, forge, ISSUER, statementText, SUBJECT } from "../tests/conformance/forge/documents";
import { sha256 } from "../tests/conformance/forge/certificates";
import { newWorld, rootJson } from "../tests/conformance/forge/world";
import { runSigstoreConformance } from "./sigstore-conformance";

const folder = mkdtempSync(join(tmpdir(), "conformance-"));
const worlds = { ours: newWorld("test"), theirs: newWorld("test") };
const artifact = Buffer.from("an artifact");
const digest = sha256(artifact).toString("hex");

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const bundle = file(
  "bundle.json",
  asBundle(forge({ ...untouched(worlds), payload: statementText(digest) }, "envelope")).bytes,
);
const root = file("root.json", JSON.stringify(rootJson(worlds.ours)));
const artifactPath = file("artifact", artifact);
const identity = ["--certificate-identity", SUBJECT, "--certificate-oidc-issuer", ISSUER];

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runSigstoreConformance(argv, {
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
    now: () => "2026-03-02T00:00:00Z",
  });
  return { code, out: out.join(""), err: err.join("") };
}

it("answers 0 and names the signer when the bundle is verified, for a file and for its digest", async () => {
  for (const what of [artifactPath, `sha256:${digest}`]) {
    const { code, out } = await run("verify-bundle", "--bundle", bundle, ...identity, `--trusted-root=${root}`, what);
    expect([code, out]).toEqual([0, expect.stringContaining(SUBJECT)]);
  }
});

it("answers 1 and names the failing step first", async () => {
  const stranger = ["--certificate-identity", `${SUBJECT}x`, "--certificate-oidc-issuer", ISSUER];
  const { code, err } = await run(
    "verify-bundle",
    "--bundle",
    bundle,
    ...stranger,
    "--trusted-root",
    root,
    artifactPath,
  );
  expect([code, err.split("\n")[0]]).toEqual([1, expect.stringMatching(/^invalid: identity: expected .*; got /)]);
});

it("the seeded public root does not trust a private infrastructure", async () => {
  const { code, err } = await run("verify-bundle", "--bundle", bundle, ...identity, artifactPath);
  expect([code, err]).toEqual([1, expect.stringMatching(/^invalid: log-inclusion: /)]);
});

it.each([
  ["another command", ["sign-bundle"]],
  ["no arguments", ["verify-bundle"]],
  ["no signer", ["verify-bundle", "--bundle", bundle, artifactPath]],
  ["half an identity", ["verify-bundle", "--bundle", bundle, "--certificate-identity", SUBJECT, artifactPath]],
  ["a key and an identity", ["verify-bundle", "--bundle", bundle, "--key", "k", ...identity, artifactPath]],
  ["two artifacts", ["verify-bundle", "--bundle", bundle, ...identity, artifactPath, artifactPath]],
  ["an option twice", ["verify-bundle", "--bundle", bundle, "--bundle", bundle, ...identity, artifactPath]],
  [
    "an unknown option",
    ["verify-bundle", "--bundle", bundle, ...identity, "--insecure-ignore-tlog", "x", artifactPath],
  ],
  ["staging", ["verify-bundle", "--staging", "--bundle", bundle, ...identity, artifactPath]],
  ["an unknown short option", ["verify-bundle", "--bundle", bundle, ...identity, "-v", artifactPath]],
  ["an option without its value", ["verify-bundle", artifactPath, "--bundle"]],
])("answers 2 to %s, with a reason and how it is meant", async (_name, argv) => {
  const { code, err, out } = await run(...argv);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toMatch(/^cli\/[a-z]+: .+\nusage: /);
});

const rooted = ["--trusted-root", root];
it.each([
  ["a missing bundle", ["--bundle", join(folder, "none"), ...identity, artifactPath]],
  ["a folder as bundle", ["--bundle", folder, ...identity, artifactPath]],
  ["a missing key", ["--bundle", bundle, "--key", join(folder, "none"), artifactPath]],
  ["a root that is none", ["--bundle", bundle, ...identity, "--trusted-root", bundle, artifactPath]],
  ["a missing artifact", ["--bundle", bundle, ...identity, ...rooted, join(folder, "none")]],
  ["a digest of another length", ["--bundle", bundle, ...identity, ...rooted, "sha256:abc"]],
])("answers 1 to %s, with a reason", async (_name, argv) => {
  const { code, err, out } = await run("verify-bundle", ...argv);
  expect([code, out]).toEqual([1, ""]);
  expect(err).not.toBe("");
});

it.each([[["--help"]], [["-h"]], [["verify-bundle", "--help"]]])("answers %j with how it is meant, on standard output", async (argv) => {
  const { code, err, out } = await run(...argv);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^usage: proofmark sigstore-conformance verify-bundle/);
});

it("takes a digest in capitals, and a path with spaces", async () => {
  const spaced = file("an artifact with spaces", artifact);
  for (const what of [`sha256:${digest.toUpperCase()}`, spaced]) {
    expect((await run("verify-bundle", "--bundle", bundle, ...identity, ...rooted, what)).code).toBe(0);
  }
});
