import { AliasSets } from "../matching/alias-sets";
import { SEVERITIES } from "../model/document";
import type { ComparedFinding, FindingChange, FindingDifference, FindingSide, ScanBasis } from "./model";

/** Databases this close in time are taken as the same: scanners fetch theirs several times a day. */
const SAME_DATABASE_MS = 24 * 3_600_000;

const ORDER: readonly FindingChange[] = ["new", "unknown", "fixed", "status", "unchanged"];

/**
 * Findings of two digests by flaw and package, whatever the version. What only one side shows is "fixed" or "new" only
 * where a scanner that saw it has also scanned the other side to the end, in a scan that counts, with a database at least
 * as new; otherwise the answer is unknown. What the newest scan of a side no longer sees counts as not there. A finding
 * that only a scan without standing shows is a finding all the same.
 */
export function compareFindings(a: readonly ComparedFinding[], b: readonly ComparedFinding[], scansA: readonly ScanBasis[], scansB: readonly ScanBasis[]): FindingDifference[] {
  const names = new AliasSets([...a, ...b].map((one) => [one.vulnerability, ...one.aliases]));
  const left = byKey(a, names);
  const right = byKey(b, names);
  const found: FindingDifference[] = [];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [x, y] = [left.get(key), right.get(key)];
    const shown = y ?? x;
    if (!shown) continue;
    const { change, why } = judge(x, y, scansA, scansB);
    found.push({
      change, why, vulnerability: names.preferred(shown.vulnerability), packageKey: shown.packageKey, packageName: shown.packageName,
      severity: shown.severity, a: x ? side(x) : null, b: y ? side(y) : null,
    });
  }
  return found.sort(byChange);
}

function judge(x: ComparedFinding | undefined, y: ComparedFinding | undefined, scansA: readonly ScanBasis[], scansB: readonly ScanBasis[]): { change: FindingChange; why: string | null } {
  if (x && y) {
    const why = otherwiseNamed(x, y);
    return { change: why !== null ? "unknown" : x.status === y.status ? "unchanged" : "status", why };
  }
  if (x) {
    const why = cannotTell(x, scansA, scansB, "b");
    return { change: why === null ? "fixed" : "unknown", why };
  }
  const why = y ? cannotTell(y, scansB, scansA, "a") : null;
  return { change: why === null ? "new" : "unknown", why };
}

/** Why two findings that are shown under one name may be two flaws: an alias that unites them has no standing. */
function otherwiseNamed(x: ComparedFinding, y: ComparedFinding): string | null {
  const reach = (mine: ComparedFinding, theirs: ComparedFinding): boolean => {
    const ids = new Set(theirs.seenAs.flat());
    return mine.seenAs.every((seen) => seen.some((id) => ids.has(id)));
  };
  return reach(x, y) && reach(y, x) ? null : "it was seen under other names, and nobody trusted says that they are one flaw";
}

/** Why the other side's silence about a finding proves nothing; null when it does. */
function cannotTell(finding: ComparedFinding, own: readonly ScanBasis[], other: readonly ScanBasis[], name: "a" | "b"): string | null {
  const counted = other.filter((scan) => scan.counts);
  const saw = own.filter((scan) => finding.scanners.length === 0 || finding.scanners.includes(scan.scanner));
  const pairs = saw.flatMap((mine) => counted.filter((theirs) => theirs.scanner === mine.scanner).map((theirs) => ({ mine, theirs })));
  const names = finding.scanners.length > 0 ? finding.scanners : own.map(({ scanner }) => scanner);
  const silent = other.find((scan) => !scan.counts && names.includes(scan.scanner));
  if (pairs.length === 0 && silent) return `the scan of ${name} by ${silent.scanner} does not count: ${silent.why ?? "nothing vouches for it"}`;
  if (counted.length === 0) return `${name} has no complete scan that counts`;
  if (pairs.length === 0) return `${name} was not scanned by ${listed(names)}`;
  if (pairs.some(({ mine, theirs }) => asNew(mine, theirs))) return null;
  const dated = pairs.some(({ mine, theirs }) => knownAt(mine) !== null && knownAt(theirs) !== null);
  return dated ? `${name} was scanned with an older database` : "neither the age of a database nor the time of a run is stated on both sides";
}

/** Whether the other scan's database is at least as new; without a date of its own a database is as old as its scan. */
function asNew(mine: ScanBasis, theirs: ScanBasis): boolean {
  const [own, other] = [knownAt(mine), knownAt(theirs)];
  return own !== null && other !== null && other >= own - SAME_DATABASE_MS;
}

export function knownAt({ databaseUpdatedAt, scannedAt }: ScanBasis): number | null {
  const at = Date.parse(databaseUpdatedAt ?? scannedAt ?? "");
  return Number.isNaN(at) ? null : at;
}

/** One finding per flaw and package: the one that is worst off, where versions of a package stand side by side. */
function byKey(list: readonly ComparedFinding[], names: AliasSets): Map<string, ComparedFinding> {
  const found = new Map<string, ComparedFinding>();
  for (const one of list) {
    if (one.status === "gone") continue;
    const key = `${names.preferred(one.vulnerability)} ${one.packageKey}`;
    const held = found.get(key);
    if (!held || STATUS.indexOf(one.status) < STATUS.indexOf(held.status)) found.set(key, one);
  }
  return found;
}

const STATUS: readonly ComparedFinding["status"][] = ["open", "under_investigation", "excepted", "vex_fixed", "vex_not_affected", "gone"];
const side = ({ version, fixedVersion, status }: ComparedFinding): FindingSide => ({ version, fixedVersion, status });
const listed = (names: readonly string[]): string => (names.length === 0 ? "any scanner of the other side" : [...new Set(names)].sort().join(" or "));

function byChange(x: FindingDifference, y: FindingDifference): number {
  return (
    ORDER.indexOf(x.change) - ORDER.indexOf(y.change) ||
    SEVERITIES.indexOf(x.severity) - SEVERITIES.indexOf(y.severity) ||
    compareText(x.vulnerability, y.vulnerability) ||
    compareText(x.packageKey, y.packageKey)
  );
}

export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
