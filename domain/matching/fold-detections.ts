import { earliest } from "../clocks/instant";
import type { DetectionFact } from "../model/document";
import type { FindingFact, Instant, SeenAs } from "../model/evaluation";
import type { Sha256Hex } from "../model/identity";
import { packageKeyOf } from "../model/purl";
import { sortVersions } from "../versions/sort-versions";
import { compareIds, normaliseId } from "./alias-sets";
import { orderFixedVersions } from "./fixed-versions";
import { FlawNames } from "./flaw-names";
import { installedVersion } from "./package-versions";
import { rateSeverity, SEVERITY_RANK, type RatedSeverity } from "./severity-basis";

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
  /** Names of flaws as whoever states them, known as of the as-of. */
  aliases?: readonly (readonly string[])[];
  /** Those that evidence with standing states, beside the reports here. */
  vouched?: readonly (readonly string[])[];
  /** Whether a report here has standing; without it none has. */
  counts?: (evidence: string) => boolean;
  kev?: ReadonlyMap<string, { addedAt: Instant; dueAt: Instant }>;
  epss?: ReadonlyMap<string, number>;
}

/**
 * Detections of all reports folded into findings of one digest: one per alias set and package key, with every report
 * that saw it, and the first time any digest of the line was seen with it. Reports of other digests move the start of
 * a clock and never create a finding here. What is united by an alias without standing is shown as one, rated as the
 * worst of its parts, and says under which ids it was seen.
 */
export function foldDetections(input: FoldInput): FindingFact[] {
  const here = input.sightings.filter(({ digest }) => digest === input.digest);
  const elsewhere = input.sightings.filter(({ digest, detection }) => digest !== input.digest && detection.aliases.length > 0);
  const names = new FlawNames({
    stated: [...(input.aliases ?? []), ...elsewhere.map(({ detection }) => [detection.vulnerability, ...detection.aliases])],
    vouched: input.vouched ?? [], rows: here, counts: input.counts ?? (() => false),
  });
  const groups = new Map<string, { vulnerability: string; packageKey: string; here: Sighting[]; all: Sighting[] }>();
  for (const sighting of input.sightings) {
    const vulnerability = names.preferred(sighting.detection.vulnerability);
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
    .map(([, group]) => foldGroup(group, names, input));
}

function foldGroup(group: { vulnerability: string; packageKey: string; here: Sighting[]; all: Sighting[] }, names: FlawNames, input: FoldInput): FindingFact {
  const here = group.here.toSorted((a, b) => compare(a.evidence, b.evidence) || compare(a.detection.at, b.detection.at) || compare(JSON.stringify(a), JSON.stringify(b)));
  const detections = here.map((one) => one.detection);
  const ids = names.names(group.vulnerability, [...new Set(here.map((one) => normaliseId(one.detection.vulnerability)))]);
  const parts = ids.length === 1 ? [] : partsOf(here, names);
  const rated = worstRating(here, parts, input.counts);
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
    ...sayingOf(group.vulnerability, ids, parts, names, input.counts),
  };
}

type Part = Omit<SeenAs, "ids" | "evidence"> & { ids: readonly string[]; evidence: Set<string>; sightings: Sighting[] };

/** Reports by the id they saw the flaw under and the ids that count for it. */
function partsOf(here: Sighting[], names: FlawNames): Part[] {
  const parts = new Map<string, Map<readonly string[], Part>>();
  for (const sighting of here) {
    const id = normaliseId(sighting.detection.vulnerability);
    const ids = names.countedFor(sighting.evidence, id);
    const ofId = parts.get(id) ?? new Map<readonly string[], Part>();
    const part = ofId.get(ids) ?? { id, ids, evidence: new Set(), sightings: [] };
    part.sightings.push(sighting);
    part.evidence.add(sighting.evidence);
    parts.set(id, ofId.set(ids, part));
  }
  const inOrder = [...parts].sort(([a], [b]) => compare(a, b)).map(([, ofId]) => [...ofId.values()]);
  return inOrder.flatMap((same) => (same.length === 1 ? same : same.toSorted((a, b) => compare(a.ids.join("\u0000"), b.ids.join("\u0000")))));
}

/**
 * Each set of ids that count is rated by itself, and the worst holds: neither an alias nor a report without standing
 * makes anything milder.
 */
function worstRating(here: Sighting[], parts: Part[], counts: FoldInput["counts"]): RatedSeverity {
  const flaws = Map.groupBy(parts, ({ ids }) => ids[0] ?? "");
  const sets = flaws.size > 1 ? [...flaws.values()].map((same) => same.flatMap(({ sightings }) => sightings)) : [here];
  const rate = (set: readonly Sighting[]): RatedSeverity => rateSeverity(set.map(({ detection }) => detection));
  const ratings = sets.flatMap((set) => {
    // Reports with standing are one source; every other stands by itself.
    const sources = [...Map.groupBy(set, ({ evidence }) => (counts?.(evidence) === true ? "" : evidence)).values()];
    return [rate(set), ...(sources.length > 1 ? sources.map(rate) : [])];
  });
  return ratings.reduce((worst, one) => (SEVERITY_RANK[one.severity] > SEVERITY_RANK[worst.severity] ? one : worst));
}

/** The id to hold its other names against: under which a report with standing saw it, else any, the one it is shown under first. */
function knownAs(vulnerability: string, parts: Part[], counts: FoldInput["counts"]): string {
  const standing = counts === undefined ? [] : parts.filter(({ evidence }) => [...evidence].some(counts));
  const seen = (standing.length > 0 ? standing : parts).map(({ id }) => id).sort(compareIds);
  return seen.includes(vulnerability) ? vulnerability : (seen[0] ?? vulnerability);
}

/** What is said of its names only where there is something to say. */
function sayingOf(vulnerability: string, ids: string[], parts: Part[], names: FlawNames, counts: FoldInput["counts"]): Pick<FindingFact, "seenAs" | "unverified"> {
  const all = parts.every((part) => part.ids.length === ids.length && ids.every((id) => part.ids.includes(id)));
  const known = knownAs(vulnerability, parts, counts);
  const vouched = names.vouchedFor(known);
  const unverified = ids.filter((id) => id !== known && !vouched.has(id)).sort(compareIds);
  return {
    ...(all ? {} : { seenAs: parts.map(({ id, ids: counted, evidence }) => ({ id, ids: [...counted], evidence: [...evidence] })) }),
    ...(unverified.length === 0 ? {} : { unverified: unverified.map((id) => ({ id, says: names.sayersOf(id) })) }),
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
