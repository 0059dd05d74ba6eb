import { earliest } from "../clocks/instant";
import type { DetectionFact } from "../model/document";
import type { FindingFact, Instant } from "../model/evaluation";
import type { Sha256Hex } from "../model/identity";
import { packageKeyOf } from "../model/purl";
import { sortVersions } from "../versions/sort-versions";
import { AliasSets } from "./alias-sets";
import { orderFixedVersions } from "./fixed-versions";
import { installedVersion } from "./package-versions";
import { rateSeverity } from "./severity-basis";

/** One row of one report about one digest of the image line. */
export interface Sighting {
  /** Evidence id of the report in this packet; empty for reports about other digests of the line. */
  evidence: string;
  digest: Sha256Hex;
  /** When the scan ran, by its own word; null when the format does not say. */
  observedAt: Instant | null;
  recordedAt: Instant;
  detection: DetectionFact;
}

export interface FoldInput {
  digest: Sha256Hex;
  /** Every counted report of every digest of the line, in any order. */
  sightings: readonly Sighting[];
  /** Evidence id of the newest complete scan of this digest; null = none. */
  latestCompleteScan: string | null;
  /** Alias facts from elsewhere (feeds), known as of the as-of. */
  aliases?: readonly (readonly string[])[];
  kev?: ReadonlyMap<string, { addedAt: Instant; dueAt: Instant }>;
  epss?: ReadonlyMap<string, number>;
}

/**
 * Detections of all reports folded into findings of one digest: one per alias set and package key, with every report
 * that saw it, and the first time any digest of the line was seen with it. Reports of other digests move the start of
 * a clock and never create a finding here.
 */
export function foldDetections(input: FoldInput): FindingFact[] {
  const sets = new AliasSets(input.aliases ?? []);
  for (const { detection } of input.sightings) sets.unite([detection.vulnerability, ...detection.aliases]);
  const members = sets.groups();
  const groups = new Map<string, { vulnerability: string; packageKey: string; here: Sighting[]; all: Sighting[] }>();
  for (const sighting of input.sightings) {
    const vulnerability = sets.preferred(sighting.detection.vulnerability);
    const packageKey = packageKeyOf(sighting.detection.package);
    const key = `${vulnerability}\u0000${packageKey}`;
    const group = groups.get(key) ?? { vulnerability, packageKey, here: [], all: [] };
    group.all.push(sighting);
    if (sighting.digest === input.digest) group.here.push(sighting);
    groups.set(key, group);
  }
  return [...groups]
    .filter(([, group]) => group.here.length > 0)
    .sort(([a], [b]) => compare(a, b))
    .map(([, group]) => foldGroup(group, members.get(group.vulnerability) ?? [group.vulnerability], input));
}

function foldGroup(group: { vulnerability: string; packageKey: string; here: Sighting[]; all: Sighting[] }, ids: string[], input: FoldInput): FindingFact {
  const here = group.here.toSorted((a, b) => compare(a.evidence, b.evidence) || compare(a.detection.at, b.detection.at) || compare(JSON.stringify(a), JSON.stringify(b)));
  const detections = here.map((one) => one.detection);
  const rated = rateSeverity(detections);
  const pkg = packageOf(detections);
  const installed = installedOf(detections);
  return {
    vulnerability: group.vulnerability,
    aliases: ids.filter((id) => id !== group.vulnerability),
    packageKey: group.packageKey,
    package: pkg,
    severity: rated.severity,
    severityBasis: rated.basis,
    score: rated.score,
    installedVersions: installed,
    fixedVersions: orderFixedVersions({ package: pkg, installedVersions: installed, fixedVersions: detections.flatMap((one) => one.fixedVersions) }).versions,
    title: firstOf(detections.map((one) => one.title)),
    url: firstOf(detections.map((one) => one.url)),
    publishedAt: earliest(detections.map((one) => one.publishedAt)),
    seenBy: [...new Set(here.map((one) => one.evidence))],
    firstObservedAt: firstObserved(here),
    firstRecordedAt: firstRecorded(here),
    inLatestScan: input.latestCompleteScan !== null && here.some((one) => one.evidence === input.latestCompleteScan),
    lineFirstObservedAt: firstObserved(group.all),
    lineFirstRecordedAt: firstRecorded(group.all),
    kev: lookup(ids, input.kev),
    epss: lookup(ids, input.epss),
  };
}

/** Several versions of one package in one image are one finding; the lowest by the scheme of the package is shown. */
function packageOf(detections: DetectionFact[]): FindingFact["package"] {
  const packages = detections.map((one) => one.package).sort((a, b) => compare(a.purl ?? "~", b.purl ?? "~") || compare(a.version ?? "", b.version ?? ""));
  const [lowest] = sortVersions(packages[0]?.type ?? "", packages.flatMap((one) => installedVersion(one) ?? []));
  return packages.find((one) => installedVersion(one) === lowest) ?? packages[0] ?? { purl: null, type: "unknown", namespace: null, name: "unknown", version: null };
}

/** By version, a detection that names none last. */
function installedOf(detections: DetectionFact[]): (string | null)[] {
  const versions = detections.map((one) => installedVersion(one.package));
  const known = sortVersions(detections[0]?.package.type ?? "", versions.filter((one) => one !== null));
  return versions.includes(null) ? [...known, null] : known;
}

function firstObserved(sightings: Sighting[]): Instant {
  return earliest(sightings.map((one) => one.observedAt ?? one.recordedAt)) ?? firstRecorded(sightings);
}

function firstRecorded(sightings: Sighting[]): Instant {
  const first = earliest(sightings.map((one) => one.recordedAt));
  if (first === null) throw new Error("a finding has at least one sighting");
  return first;
}

function lookup<T>(ids: string[], by: ReadonlyMap<string, T> | undefined): T | null {
  for (const id of ids) {
    const value = by?.get(id);
    if (value !== undefined) return value;
  }
  return null;
}

function firstOf(values: (string | null)[]): string | null {
  return values.filter((one) => one !== null && one !== "").sort()[0] ?? null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
