import { figure } from "../evaluation/words";
import type { FindingChange, PackageChange } from "./model";

export interface CompareSays {
  lead: string;
  rest: string;
}

export type FindingTally = Record<FindingChange, number>;
export type PackageTally = Record<PackageChange, number>;

/** "Fixed 12, new 1, unchanged 30. 4 packages up, 1 added." What cannot be told is said in the same breath. */
export function compareSentence(findings: FindingTally, scanned: boolean, packages: PackageTally | null): CompareSays {
  return { lead: scanned ? findingWords(findings) : unscannedWords(findings), rest: packages === null ? "Cannot tell what packages changed." : packageWords(packages) };
}

function findingWords({ fixed, new: fresh, unchanged, status, unknown }: FindingTally): string {
  const words = [`Fixed ${fixed}`, `new ${fresh}`, `unchanged ${unchanged}`];
  if (status > 0) words.push(`${status} decided otherwise`);
  if (unknown > 0) words.push(`${unknown} that cannot be told`);
  return `${words.join(", ")}.`;
}

function unscannedWords({ unchanged, status }: FindingTally): string {
  const shared = unchanged + status;
  return `Cannot tell what was fixed or is new${shared > 0 ? `; ${shared} on both` : ""}.`;
}

function packageWords({ up, down, added, removed, changed }: PackageTally): string {
  const parts = ([[up, "up"], [down, "down"], [changed, "changed"], [added, "added"], [removed, "removed"]] as const).filter(([count]) => count > 0);
  if (parts.length === 0) return "The same packages.";
  const [[first, word], ...others] = parts as [(typeof parts)[number], ...(typeof parts)[number][]];
  return `${[`${figure(first, "package")} ${word}`, ...others.map(([count, what]) => `${count} ${what}`)].join(", ")}.`;
}
