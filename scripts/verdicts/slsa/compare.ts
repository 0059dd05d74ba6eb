import { mkdtempSync, rmSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writer } from "../verdict-case";
import { askSlsaVerifier, givenRoot, type Said } from "./ask";
import { bundleCases } from "./bundle-cases";
import { cloudBuildCases } from "./cloud-build-cases";
import { explainSlsa } from "./explained";
import { filesBelow } from "./files";
import { imageCases } from "./image-cases";
import { LoopbackRegistry } from "./loopback-registry";
import { npmCases } from "./npm-cases";
import type { SlsaCase } from "./slsa-case";

type Compared = SlsaCase & Said;

/** Holds our verdicts on provenance against slsa-verifier's, over everything below a folder. Counts differences nobody explained. */
export async function compareWithSlsaVerifier(given: string | null): Promise<number> {
  if (spawnSync("slsa-verifier", ["version"], { encoding: "utf8" }).error) {
    console.log("slsa-verifier is not on the PATH: no verdicts were compared with it.");
    return 0;
  }
  if (given === null) {
    console.log("No folder was named: no verdicts were compared with slsa-verifier.");
    return 0;
  }
  const folder = resolve(given);
  const scratch = mkdtempSync(join(tmpdir(), "slsa-verdicts-"));
  const registry = new LoopbackRegistry();
  try {
    const host = await registry.open();
    const root = givenRoot(scratch);
    const files = filesBelow(folder);
    const cases = [...bundleCases(folder, files, writer(scratch, "bundle"), root), ...imageCases(folder, files, scratch, registry, root), ...npmCases(files, root), ...cloudBuildCases(folder, files)];
    const compared: Compared[] = [];
    for (const one of cases) compared.push({ ...one, ...(await askSlsaVerifier(one.argv.map((word) => word.replace("{registry}", host)), scratch, root)) });
    return report(compared);
  } finally {
    await registry.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

function report(all: readonly Compared[]): number {
  const compared = all.filter(({ ok }) => ok !== null);
  const same = (one: Compared): boolean => one.ours === one.ok;
  for (const group of new Set(all.map((one) => one.group))) {
    const rows = compared.filter((one) => one.group === group);
    const alike = rows.filter(same);
    const silent = all.filter((one) => one.group === group).length - rows.length;
    console.log(`${group}: ${rows.length} cases, ${alike.length} alike (${alike.filter(({ ours }) => ours).length} verified, ${alike.filter(({ ours }) => !ours).length} refused)${silent > 0 ? `; ${silent} more that slsa-verifier could not look at without a network` : ""}`);
  }
  const different = compared.filter((one) => !same(one));
  const word = (ok: boolean | null): string => (ok ? "verified" : "refused");
  for (const one of different) {
    const why = explainSlsa(one);
    console.log(`\n${why === null ? "NOT EXPLAINED" : "explained"}: ${one.group}: ${one.name}\n  we: ${word(one.ours)}${one.step === null ? "" : ` at ${one.step}`}; slsa-verifier: ${word(one.ok)}, ${one.says}${why === null ? "" : `\n  ${why}`}`);
  }
  const open = different.filter((one) => explainSlsa(one) === null).length;
  const more = different.filter(({ ours }) => ours).length;
  console.log(`\n${compared.length} verdicts compared with slsa-verifier, ${different.length} differ (${more} where we verify what it refuses), ${open} of those not explained.`);
  return open;
}
