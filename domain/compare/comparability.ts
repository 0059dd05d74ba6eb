import { dayOf } from "./day";
import { knownAt } from "./compare-findings";
import type { SbomBasis, ScanBasis } from "./model";

const DAY_MS = 24 * 3_600_000;

/** Why the scans of the two sides are not one measure, in sentences; none when they are. */
export function scanWarnings(a: readonly ScanBasis[], b: readonly ScanBasis[]): string[] {
  const warnings = [...missing("a", a), ...missing("b", b), ...silent("a", a), ...silent("b", b)];
  const [left, right] = [a.filter(({ counts }) => counts), b.filter(({ counts }) => counts)];
  if (left.length === 0 || right.length === 0) return warnings;
  const only = (mine: readonly ScanBasis[], theirs: readonly ScanBasis[]) => mine.filter((scan) => !theirs.some(({ scanner }) => scanner === scan.scanner)).map(({ scanner }) => scanner);
  const [onlyA, onlyB] = [only(left, b), only(right, a)];
  if (onlyA.length > 0) warnings.push(`Only a was scanned by ${onlyA.join(", ")}: what it alone saw there cannot be told for b.`);
  if (onlyB.length > 0) warnings.push(`Only b was scanned by ${onlyB.join(", ")}: what it alone saw there cannot be told for a.`);
  for (const mine of left) {
    const theirs = right.find(({ scanner }) => scanner === mine.scanner);
    if (theirs) warnings.push(...databases(mine, theirs));
  }
  return warnings;
}

function missing(name: "a" | "b", scans: readonly ScanBasis[]): string[] {
  return scans.length > 0 ? [] : [`${name} has no complete scan: what was fixed or is new cannot be told.`];
}

/** What nothing vouches for shows what it shows, and proves nothing by what it does not. */
function silent(name: "a" | "b", scans: readonly ScanBasis[]): string[] {
  return scans.filter(({ counts }) => !counts).map(({ scanner, why }) => `The scan of ${name} by ${scanner} does not count (${why ?? "nothing vouches for it"}): its silence proves nothing.`);
}

function databases(mine: ScanBasis, theirs: ScanBasis): string[] {
  const [x, y] = [knownAt(mine), knownAt(theirs)];
  if (x === null || y === null) return [`${mine.scanner} does not say how old its database was: what only one side shows cannot be told.`];
  if (Math.abs(x - y) <= DAY_MS) return [];
  const older = x < y ? "a" : "b";
  return [`${mine.scanner} used a database of ${dayOf(x)} for a and of ${dayOf(y)} for b: what only the other side shows may be news to ${older} and cannot be told.`];
}

/** Why the bills of materials are not one measure. */
export function sbomWarnings(a: SbomBasis | null, b: SbomBasis | null): string[] {
  if (a === null || b === null) {
    const who = a === null && b === null ? "Neither side has a" : a === null ? "a has no" : "b has no";
    return [`${who} bill of materials: what packages changed cannot be told.`];
  }
  const warnings: string[] = [];
  if (a.tool !== b.tool || a.format !== b.format) warnings.push(`The bills of materials are of ${named(a)} and ${named(b)}: a package may be named differently, not changed.`);
  for (const [name, sbom] of [["a", a], ["b", b]] as const) {
    if (!sbom.counts) warnings.push(`The bill of materials of ${name} does not count (${sbom.why ?? "nothing vouches for it"}): what it lists or leaves out proves nothing.`);
  }
  return warnings;
}

const named = ({ tool, format }: SbomBasis): string => `${tool ?? "an unnamed tool"} (${format})`;
