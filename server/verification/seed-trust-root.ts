import { createHash } from "node:crypto";
import seeds from "@sigstore/tuf/seeds.json" with { type: "json" };
import { readTrustRoot, type TrustRoot } from "../../domain/verification/trust-root";
import { fail, type Result } from "../../domain/model/problem";

const PUBLIC_GOOD = "https://tuf-repo-cdn.sigstore.dev";

/**
 * The public-good trust root as it was when this release was built, for machines that never reach the network. Its
 * version names the TUF root it came with and the hash of its own bytes. Code: verification/no-seed.
 */
export function seedTrustRoot(): Result<TrustRoot> {
  return (held ??= readSeed());
}

/** Reading it costs more than verifying under it. */
let held: Result<TrustRoot> | null = null;

function readSeed(): Result<TrustRoot> {
  const seed = seeds[PUBLIC_GOOD];
  const text = seed?.targets["trusted_root.json"];
  if (!seed || text === undefined)
    return fail({ code: "verification/no-seed", detail: "this release carries no public-good trust root" });
  const bytes = Buffer.from(text, "base64");
  const hash = createHash("sha256").update(bytes).digest("hex");
  return readTrustRoot(
    bytes,
    `public-good seed, TUF root ${tufVersion(seed["root.json"])}, sha256:${hash.slice(0, 16)}`,
  );
}

function tufVersion(root: string): string {
  const parsed: unknown = JSON.parse(Buffer.from(root, "base64").toString("utf8"));
  const signed = typeof parsed === "object" && parsed !== null && "signed" in parsed ? parsed.signed : null;
  return typeof signed === "object" && signed !== null && "version" in signed ? String(signed.version) : "unknown";
}
