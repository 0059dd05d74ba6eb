/**
 * Reads every file of a corpus folder with the product's own readers and compares with what an independent reader
 * counted: `npm run test:corpus -- DIR [--json FILE]`. DIR holds INDEX.json. Exit 0 only when nothing is wrong.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { needsDecompression } from "../domain/ingest/decode";
import { type DocumentNode, readDocument } from "../domain/ingest/read-document";
import { compareFile, type Entry, type Outcome } from "./corpus/compare";

const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The tree of a file, after one layer of gzip or zstd; null where its compression is not read here. */
function readFile(path: string): { tree: DocumentNode; unpacked: boolean } | null {
  let bytes: Uint8Array = readFileSync(path);
  const packed = needsDecompression(bytes);
  try {
    if (packed === "gzip") bytes = gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
    else if (packed === "zstd") bytes = zstdDecompressSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
    else if (packed !== null) return null;
  } catch {
    return null;
  }
  return { tree: readDocument({ bytes, sha256: sha256Of(bytes), hint: path.split("/").pop() ?? null, sha256Of }), unpacked: packed !== null };
}

function judge(folder: string, entry: Entry): Outcome {
  const read = readFile(join(folder, entry.path));
  if (read === null) return { verdict: "not read", differences: [] };
  const expected = read.unpacked && entry.expected?.["inner"] ? { ...entry, expected: entry.expected["inner"] as Record<string, unknown>, format: String(entry.expected["inner_format"]) } : entry;
  return compareFile(expected, read.tree);
}

function printTable(results: readonly { entry: Entry; outcome: Outcome }[]): void {
  const kinds = [...new Set(results.map(({ entry }) => entry.kind))].sort();
  console.log(["kind".padEnd(18), "files", "right", "wrong", "not read"].join("  "));
  for (const kind of [...kinds, "total"]) {
    const rows = kind === "total" ? results : results.filter(({ entry }) => entry.kind === kind);
    const count = (verdict: Outcome["verdict"]): string => String(rows.filter(({ outcome }) => outcome.verdict === verdict).length).padStart(5);
    console.log([kind.padEnd(18), String(rows.length).padStart(5), count("right"), count("wrong"), count("not read").padStart(8)].join("  "));
  }
}

function main(): number {
  const [folder, ...rest] = process.argv.slice(2);
  if (folder === undefined) {
    console.error("usage: npm run test:corpus -- DIR [--json FILE]");
    return 2;
  }
  const index = JSON.parse(readFileSync(join(folder, "INDEX.json"), "utf8")) as Entry[];
  const results = index.map((entry) => ({ entry, outcome: judge(folder, entry) }));
  const jsonFile = rest[0] === "--json" ? rest[1] : undefined;
  if (jsonFile !== undefined) writeFileSync(jsonFile, JSON.stringify(results.map(({ entry, outcome }) => ({ path: entry.path, kind: entry.kind, format: entry.format, ...outcome })), null, 1));
  printTable(results);
  const wrong = results.filter(({ outcome }) => outcome.verdict === "wrong");
  for (const { entry, outcome } of wrong) {
    console.log(`\n${entry.path}`);
    for (const { key, expected, got } of outcome.differences) console.log(`  ${key}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
  }
  const compared = results.filter(({ outcome }) => outcome.verdict !== "not read").length;
  console.log(`\n${compared - wrong.length} of ${compared} compared files right (${((100 * (compared - wrong.length)) / Math.max(1, compared)).toFixed(2)} %), ${wrong.length} wrong, ${results.length - compared} not read.`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = main();
