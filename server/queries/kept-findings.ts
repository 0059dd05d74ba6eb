import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { hoursLeft } from "../../domain/clocks/compute-clock";
import type { DigestEvaluation, FindingResult, Instant } from "../../domain/model/evaluation";
import { rows, type Tx } from "../store";

/** A finding as it is stored: the hours left follow from the as-of, and would change every row each time it is asked. */
export type KeptFinding = Omit<FindingResult, "clock"> & { clock: Omit<FindingResult["clock"], "remainingHours"> };

export function keptFinding({ clock: { remainingHours: _follows, ...clock }, ...finding }: FindingResult): KeptFinding {
  return { ...finding, clock };
}

/** Findings are joined this many at a time: no text grows with their number. */
const PIECE = 2_000;
const LINE_FEED = 10;

/** JSON, one finding a line, zstd. Findings of one scan say much the same, so the fastest level makes them twenty times smaller. */
export function packFindings(texts: readonly string[]): Uint8Array {
  const pieces: Buffer[] = [];
  for (let from = 0; from < texts.length; from += PIECE) pieces.push(Buffer.from(`${texts.slice(from, from + PIECE).join("\n")}\n`));
  return zstdCompressSync(Buffer.concat(pieces), { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
}

export function unpackFindings(packed: Uint8Array, asOf: Instant): FindingResult[] {
  const bytes = zstdDecompressSync(packed);
  const findings: FindingResult[] = [];
  for (let from = 0, end = bytes.indexOf(LINE_FEED); end !== -1; from = end + 1, end = bytes.indexOf(LINE_FEED, from)) {
    const kept = JSON.parse(bytes.toString("utf8", from, end)) as KeptFinding;
    findings.push({ ...kept, clock: { ...kept.clock, remainingHours: hoursLeft(asOf, kept.clock) } });
  }
  return findings;
}

/** A stored evaluation, whole; null when there is none of that id. */
export async function wholeEvaluation(tx: Tx, systemId: string, id: string): Promise<DigestEvaluation | null> {
  const [row] = await rows<{ result: DigestEvaluation; findings: Uint8Array | null }>(
    tx, `SELECT result, findings FROM evaluation WHERE system_id = $1::uuid AND id = $2::uuid`, systemId, id,
  );
  if (!row) return null;
  return row.findings === null ? row.result : { ...row.result, findings: unpackFindings(row.findings, row.result.asOf) };
}
