import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import type { EvidenceVerdict, EvidenceVerdicts } from "../../contracts/pages";
import { byLoudness, verdictsSentence, verdictView, verifyCommands } from "./prepare-verdicts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const verdict = (state: EvidenceVerdict["state"], more: Partial<EvidenceVerdict> = {}): EvidenceVerdict => ({
  generation: 1, state, steps: [], policy: null, rule: null, root: null, signer: null, issuer: null, signedAt: [], log: [], predicateType: null, at: "2026-11-23T09:00:00Z", ...more,
});
const one = (state: EvidenceVerdict["state"], more: Partial<EvidenceVerdicts> = {}): EvidenceVerdicts => ({
  documentId: "d", path: "", room: "dsse", digest: DIGEST, image: null, conflict: null, current: verdict(state), earlier: [], ...more,
});
const item = { fileName: "sbom.dsse.json", fileSha256: "b".repeat(64), path: "", format: "dsse" };

test("what does not hold is said first, and a conflict with it", () => {
  expect(verdictsSentence([one("verified")], true).lead).toBe("Verified");
  expect(verdictsSentence([one("verified"), one("unknown")], true).lead).toBe("Not verified under 1 of 2");
  expect(verdictsSentence([one("invalid", { conflict: "another" })], true).rest).toContain("in conflict with 1 of them");
  expect(verdictsSentence([], true).lead).toBe("Not judged yet.");
  expect(verdictsSentence([], false).lead).toBe("Nothing in it carries a signature.");
});

test("a verified signature under a digest it is in conflict with never looks verified", () => {
  expect(verdictView(one("verified", { conflict: "it names another" }))).toMatchObject({ tone: "fail", loud: "fail" });
});

test("doubt stands before proof", () => {
  const states = byLoudness([one("verified"), one("unknown"), one("invalid")]).map(({ current }) => current.state);
  expect(states).toEqual(["invalid", "unknown", "verified"]);
});

test("the commands for an envelope verify the sample's own with openssl alone", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "proofmark-verify-"));
  const demo = path.resolve(import.meta.dirname, "../../demo");
  copyFileSync(path.join(demo, "evidence/ledger-api/1.2.0/sbom.dsse.json"), path.join(folder, "sbom.dsse.json"));
  copyFileSync(path.join(demo, "cosign.pub"), path.join(folder, "cosign.pub"));
  const missing = ["jq", "openssl", "bash"].filter((tool) => !found(tool));
  const [, signature] = verifyCommands(item, [one("verified")]);
  if (missing.length === 0) expect(execFileSync("bash", ["-ec", signature?.command ?? ""], { cwd: folder, encoding: "utf8" }).trim()).toBe("Verified OK");
  expect(signature?.command).toContain("openssl dgst -sha256 -verify cosign.pub");
  rmSync(folder, { recursive: true });
});

function found(tool: string): boolean {
  try {
    execFileSync("which", [tool], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

test("a signer's name in a command is data: a shell sees no more than one word", () => {
  const evil = "https://x/'; rm -rf ~ #";
  const [, command] = verifyCommands({ ...item, fileName: "a b;.json" }, [one("verified", { room: "sigstore-bundle", current: verdict("verified", { signer: evil, issuer: "https://i.example" }) })]);
  expect(command?.command).toContain(`--certificate-identity 'https://x/'\\''; rm -rf ~ #'`);
  expect(command?.command).toContain("--bundle a_b_.json");
});
