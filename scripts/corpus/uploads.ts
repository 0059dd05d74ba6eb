import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface Indexed {
  path: string;
  kind: string;
  sha256: string;
  /** Files about the same image; absent or null where there are none. */
  related_set?: string | null;
}

export interface Upload {
  name: string;
  sha256: string;
  /** What the uploader says it is about; empty = no claim. */
  image: string;
  digest: string;
  bytes: () => Uint8Array;
}

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Digests that many files without a set of their own are claimed for, so that evidence meets other evidence. */
const SHARED = 40;

/** One upload per different content: the first file of an index that has it gives the name. */
export function uploadsOf(folder: string, index: readonly Indexed[]): Upload[] {
  const unique = new Map<string, Indexed>();
  for (const entry of index) if (!unique.has(entry.sha256)) unique.set(entry.sha256, entry);
  return [...unique.values()].map((entry) => ({
    name: entry.path.split("/").at(-1) ?? "evidence", sha256: entry.sha256, ...claimOf(entry), bytes: () => readFileSync(join(folder, entry.path)),
  }));
}

/**
 * Files of a set name their digests themselves and are claimed for one line. Of the others a third comes without a
 * claim, a third for a digest of its own, and a third for one of a few digests.
 */
function claimOf({ kind, sha256, related_set: set }: Indexed): { image: string; digest: string } {
  if (set) return { image: `corpus.example/set/${set.toLowerCase()}`, digest: "" };
  const n = Number.parseInt(sha256.slice(0, 8), 16);
  if (n % 3 === 0) return { image: "", digest: "" };
  if (n % 3 === 1) return { image: `corpus.example/kind/${kind}`, digest: `sha256:${hashOf(`own ${sha256}`)}` };
  return { image: "corpus.example/shared", digest: `sha256:${hashOf(`shared ${n % SHARED}`)}` };
}

/** A sequence of numbers in [0, 1) that a seed decides (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [result[last], result[other]] = [result[other] as T, result[last] as T];
  }
  return result;
}
