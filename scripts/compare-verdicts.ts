/**
 * Holds our verdicts against those of cosign and slsa-verifier, case by case:
 * `node --import tsx scripts/compare-verdicts.ts [CORPUS] [--provenance FOLDER]`. Each is asked offline where it is on the
 * PATH, and it says so where it is not. slsa-verifier is asked about everything below FOLDER, without one below CORPUS.
 * Exit 1 on a difference nobody explained.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { explain } from "./verdicts/explained";
import { corpusCases } from "./verdicts/corpus-cases";
import { demoCases } from "./verdicts/demo-cases";
import { forgedCases } from "./verdicts/forged-cases";
import { compareWithSlsaVerifier } from "./verdicts/slsa/compare";
import type { VerdictCase } from "./verdicts/verdict-case";

interface Compared extends VerdictCase {
  cosign: boolean;
  says: string;
}

function askCosign({ argv }: VerdictCase, home: string): { ok: boolean; says: string } {
  // An empty home and no proxy reachable: what is not given cannot be fetched.
  const env = { NODE_ENV: "production" as const, PATH: process.env.PATH, HOME: home, TUF_ROOT: join(home, "tuf"), HTTPS_PROXY: "http://127.0.0.1:1", HTTP_PROXY: "http://127.0.0.1:1" };
  const done = spawnSync("cosign", argv, { encoding: "utf8", env, timeout: 120_000 });
  const lines = `${done.stderr}\n${done.stdout}`.split("\n").filter((line) => line.trim() !== "" && !/^WARNING|deprecated/i.test(line));
  return { ok: done.status === 0, says: (lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "").slice(0, 160) };
}

function compareWithCosign(corpus: string | null): number {
  const version = spawnSync("cosign", ["version", "--json"], { encoding: "utf8" });
  if (version.error) {
    console.log("cosign is not on the PATH: no verdicts were compared with it.");
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), "verdicts-"));
  try {
    const cases = [...demoCases(folder), ...forgedCases(folder), ...corpusCases(corpus, folder)];
    const compared = cases.map((one): Compared => {
      const { ok, says } = askCosign(one, folder);
      return { ...one, cosign: ok, says };
    });
    return report(compared);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(compared: readonly Compared[]): number {
  const word = (ok: boolean): string => (ok ? "verified" : "refused");
  for (const group of new Set(compared.map(({ group: name }) => name))) {
    const rows = compared.filter((one) => one.group === group);
    const same = rows.filter(({ ours, cosign }) => ours === cosign);
    console.log(`${group}: ${rows.length} cases, ${same.length} alike (${same.filter(({ ours }) => ours).length} verified, ${same.filter(({ ours }) => !ours).length} refused)`);
  }
  const different = compared.filter(({ ours, cosign }) => ours !== cosign);
  for (const one of different) {
    const why = explain(one);
    console.log(`\n${why === null ? "NOT EXPLAINED" : "explained"}: ${one.group}: ${one.name}\n  we: ${word(one.ours)}${one.step === null ? "" : ` at ${one.step}`}; cosign: ${word(one.cosign)}, ${one.says}${why === null ? "" : `\n  ${why}`}`);
  }
  const open = different.filter((one) => explain(one) === null).length;
  console.log(`\n${compared.length} verdicts compared with cosign, ${different.length} differ, ${open} of those not explained.`);
  return open;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { provenance: { type: "string" } } });
const corpus = positionals[0] ?? null;
const open = compareWithCosign(corpus) + (await compareWithSlsaVerifier(values.provenance ?? corpus));
process.exitCode = open === 0 ? 0 : 1;
