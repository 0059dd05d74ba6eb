import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { initTUF } from "@sigstore/tuf";
import { fail, ok, type Problem, type Result } from "../../../domain/model/problem";
import { readTrustRoot } from "../../../domain/verification/trust-root";

export interface TufSource {
  /** root.json the first answer is held against; the newest that was believed since lies in `place`. */
  initialRoot: Uint8Array;
  /** Folder for this repository alone: the newest metadata that was believed, which nothing older may replace. */
  place: string;
  url: string;
}

export interface FetchedRoot {
  bytes: Uint8Array;
  /** Version of the TUF root that vouches for it. */
  tufVersion: number;
}

const TARGET = "trusted_root.json";

/**
 * The Sigstore trusted root that a TUF repository vouches for now: root rotations from the pinned root on, signatures
 * and thresholds, no version older than one seen before, nothing expired, the target by its hash (TUF 1.0, section 5).
 * Codes: trust/tuf-expired, trust/tuf-rolled-back, trust/tuf-unsigned, trust/tuf-unreachable, trust/tuf-no-target,
 * trust/tuf-refused, verification/trust-root-….
 */
export async function trustedRootByTuf({ initialRoot, place, url }: TufSource): Promise<Result<FetchedRoot>> {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const scratch = mkdtempSync(path.join(tmpdir(), "proofmark-tuf-"));
  try {
    const rootPath = path.join(scratch, "initial.json");
    writeFileSync(rootPath, initialRoot);
    const { host, pathname } = new URL(url);
    // The client names its folder after the address, which changes where files are served from the loopback.
    symlinkSync(path.resolve(place), path.join(scratch, encodeURIComponent(host + pathname.replace(/\/$/, ""))));
    const client = await initTUF({ mirrorURL: url, cachePath: scratch, rootPath, retry: 2, timeout: 10_000 });
    const bytes = Buffer.from(await client.getTarget(TARGET), "utf8");
    const read = readTrustRoot(bytes, "fetched");
    return read.ok ? ok({ bytes, tufVersion: tufVersionOf(readFileSync(path.join(place, "root.json"))) }) : read;
  } catch (thrown) {
    return fail(problemOf(thrown));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const REASONS: readonly [RegExp, string][] = [
  [/expired/i, "trust/tuf-expired"],
  [/less than current|Expected version|does(?:n't| not) match|Missing file/i, "trust/tuf-rolled-back"],
  [/was signed by|multiple signatures/i, "trust/tuf-unsigned"],
  [/target .* not found/i, "trust/tuf-no-target"],
  [/Failed to download|fetch failed|abort|timed? ?out|Max length/i, "trust/tuf-unreachable"],
];

/** The client's errors have no codes, and some wrap others: their words tell them apart, and are passed on in full. */
function problemOf(thrown: unknown): Problem {
  const detail = wordsOf(thrown);
  return { code: REASONS.find(([words]) => words.test(detail))?.[1] ?? "trust/tuf-refused", detail };
}

function wordsOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const words = thrown.message || thrown.name;
  return thrown.cause === undefined ? words : `${words}: ${wordsOf(thrown.cause)}`;
}

/** Version a root.json states, 0 where it states none. */
export function tufVersionOf(root: Uint8Array): number {
  const parsed: unknown = JSON.parse(Buffer.from(root).toString("utf8"));
  const signed = typeof parsed === "object" && parsed !== null && "signed" in parsed ? parsed.signed : null;
  return typeof signed === "object" && signed !== null && "version" in signed && typeof signed.version === "number" ? signed.version : 0;
}
