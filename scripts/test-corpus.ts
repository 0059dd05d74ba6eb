/**
 * Reads every file of a corpus folder with the product's own readers and compares with what an independent reader
 * counted: `npm run test:corpus -- DIR [--json FILE]`. DIR holds INDEX.json. Exit 0 only when nothing is wrong.
 * With `--ingest` everything goes through the product instead (corpus/ingest.ts).
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { readFile } from "../server/jobs/read-file";
import { comparePacked } from "./corpus/compare-packed";
import type { Entry, Outcome } from "./corpus/compare";
import { judgeSignature, type SignatureOutcome } from "./corpus/judge-signatures";
import { treeOf } from "./corpus/tree";

/** As the worker reads, at its default limits. */
const LIMITS = { maxDocumentBytes: 128 * 1024 * 1024, maxComponents: 200_000, maxRatio: 200 };

interface Judged {
  entry: Entry;
  outcome: Outcome;
  signature: SignatureOutcome;
}

async function judge(folder: string, entry: Entry): Promise<Judged> {
  const signature = judgeSignature(folder, entry);
  return { entry, signature, outcome: together(await count(folder, entry), signature) };
}

/** What only verification can tell decides where counting had nothing to say; where both do, both must be right. */
function together(counted: Outcome, signature: SignatureOutcome): Outcome {
  if (signature === null || signature.verdict === "not applicable" || signature.verdict === "not read") return counted;
  const differences = [...counted.differences, ...signature.differences];
  return { verdict: differences.length === 0 ? "right" : "wrong", differences };
}

function printSignatures(results: readonly Judged[]): void {
  const judged = results.filter(({ signature }) => signature?.verdict === "right" || signature?.verdict === "wrong");
  const right = judged.filter(({ signature }) => signature?.verdict === "right").length;
  console.log(`\nSignatures and trusted roots: ${right} of ${judged.length} right, judged by verifying them offline.`);
  const reasons = results.flatMap(({ signature }) => (signature?.verdict === "not applicable" ? [signature.reason] : []));
  for (const reason of new Set(reasons)) console.log(`  not applicable, ${reasons.filter((one) => one === reason).length}: ${reason}`);
}

async function count(folder: string, entry: Entry): Promise<Outcome> {
  const bytes = readFileSync(join(folder, entry.path));
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return comparePacked(entry, treeOf(await readFile({ pieces: [bytes], sizeBytes: bytes.byteLength, sha256, fileName: basename(entry.path), limits: LIMITS })));
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

async function main(): Promise<number> {
  const [folder, ...rest] = process.argv.slice(2);
  if (folder === undefined) {
    console.error("usage: npm run test:corpus -- DIR [--json FILE]\n       npm run test:corpus -- DIR --ingest [--seed N] [--limit N]");
    return 2;
  }
  if (rest.includes("--ingest")) return (await import("./corpus/ingest")).ingestCorpus(folder, rest);
  const index = JSON.parse(readFileSync(join(folder, "INDEX.json"), "utf8")) as Entry[];
  const results: Judged[] = [];
  for (const entry of index) results.push(await judge(folder, entry));
  const jsonFile = rest[0] === "--json" ? rest[1] : undefined;
  if (jsonFile !== undefined) writeFileSync(jsonFile, JSON.stringify(results.map(({ entry, outcome, signature }) => ({ path: entry.path, kind: entry.kind, format: entry.format, ...outcome, signature })), null, 1));
  printTable(results);
  printSignatures(results);
  const wrong = results.filter(({ outcome }) => outcome.verdict === "wrong");
  for (const { entry, outcome } of wrong) {
    console.log(`\n${entry.path}`);
    for (const { key, expected, got } of outcome.differences) console.log(`  ${key}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`);
  }
  const compared = results.filter(({ outcome }) => outcome.verdict !== "not read").length;
  console.log(`\n${compared - wrong.length} of ${compared} compared files right (${((100 * (compared - wrong.length)) / Math.max(1, compared)).toFixed(2)} %), ${wrong.length} wrong, ${results.length - compared} not read.`);
  return wrong.length === 0 ? 0 : 1;
}

process.exitCode = await main();
