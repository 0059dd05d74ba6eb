import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { runSigstoreConformance } from "../../cli/sigstore-conformance";
import { CORPUS, verifyCases, type VerifyCase } from "./corpus";

if (CORPUS === null) console.warn("sigstore conformance cases skipped: the corpus is not beside the repository");

async function run(argv: string[]): Promise<{ code: number; err: string; out: string }> {
  let err = "";
  let out = "";
  const code = await runSigstoreConformance(argv, {
    stdout: (text) => (out += text),
    stderr: (text) => (err += text),
    now: () => "2026-11-23T00:00:00Z",
  });
  return { code, err, out };
}

function argumentsOf(given: VerifyCase): string[] {
  const signer =
    given.key === null
      ? ["--certificate-identity", given.identity ?? "", "--certificate-oidc-issuer", given.issuer ?? ""]
      : ["--key", given.key];
  const root = given.trustedRoot === null ? [] : ["--trusted-root", given.trustedRoot];
  return ["verify-bundle", "--bundle", given.path, ...signer, ...root];
}

describe.skipIf(CORPUS === null)("sigstore conformance cases of the corpus", () => {
  for (const given of CORPUS === null ? [] : verifyCases(CORPUS)) {
    const name = basename(dirname(given.path));
    it(`${name}: ${given.result}, with the artifact as a file`, async () => {
      const { code, err } = await run([...argumentsOf(given), given.artifact]);
      expect(code, err).toBe(given.result === "pass" ? 0 : 1);
      if (code !== 0) expect(err).toMatch(/^(invalid|unknown): [a-z-]+: /);
    });
    it(`${name}: ${given.result}, with the artifact as a digest`, async () => {
      const digest = createHash("sha256").update(readFileSync(given.artifact)).digest("hex");
      const { code, err } = await run([...argumentsOf(given), `sha256:${digest}`]);
      expect(code, err).toBe(given.result === "pass" ? 0 : 1);
    });
    it(`${name}: never verified for another digest`, async () => {
      expect((await run([...argumentsOf(given), `sha256:${"0".repeat(64)}`])).code).toBe(1);
    });
  }
});
