import type { DetectionFact, Severity } from "../../model/document";
import { normaliseSeverity, severityOfScore } from "../../model/severity";
import { packageFromWords } from "../shared/ecosystems";
import { packageParts } from "../shared/packages";
import type { Notes } from "../shared/reading";
import { instant, isObject, type JsonObject, listAt, objectAt, textAt, textsAt } from "../shared/values";

const MAX_ALIASES = 256;
const CVSS_TYPES: Readonly<Record<string, string>> = { CVSS_V2: "2.0", CVSS_V3: "3", CVSS_V4: "4.0" };

/** The rows of one package; ids that the scanner grouped are aliases of each other. */
export function readDetections(found: unknown, source: string | null, at: string, notes: Notes): DetectionFact[] {
  const stated = objectAt(found, "package");
  const { purl, type, namespace, name, version } = packageOf(stated, source);
  const groups = groupsById(listAt(found, "groups"));
  return listAt(found, "vulnerabilities").map((row, i) => {
    const id = textAt(row, "id") ?? "";
    const group = groups.get(id);
    const aliases = [...textsAt(row, "aliases"), ...(group?.aliases ?? [])];
    if (aliases.length > MAX_ALIASES) notes.add("ignored", "osv-scanner/aliases", `more than ${MAX_ALIASES} other ids for one vulnerability`, `${at}/vulnerabilities/${i}/aliases`);
    return {
      vulnerability: id,
      aliases: [...new Set(aliases.slice(0, MAX_ALIASES))].filter((alias) => alias !== id),
      package: { purl, type, namespace, name, version },
      fixedVersions: fixedVersions(row, textAt(stated, "name") ?? ""),
      fixState: null,
      ...severityOf(row, group?.score ?? null),
      cvss: readCvss(row),
      publishedAt: instant(isObject(row) ? row["published"] : null),
      title: textAt(row, "summary"),
      url: `https://osv.dev/vulnerability/${encodeURIComponent(id.toWellFormed())}`,
      at: `${at}/vulnerabilities/${i}`,
    };
  });
}

/**
 * A checkout has no package name, only a commit: it is told by the directory it lies in, which stays the same when the
 * commit changes.
 */
function packageOf(stated: JsonObject, source: string | null): ReturnType<typeof packageParts> {
  const name = textAt(stated, "name");
  const words = name === null ? { type: "git", namespace: null, name: source ?? "" } : packageFromWords(textAt(stated, "ecosystem") ?? "", name);
  return packageParts({ ...words, purlText: textAt(stated, "purl"), version: textAt(stated, "version") ?? textAt(stated, "commit") });
}

interface Group {
  aliases: string[];
  score: string | null;
}

/** Cut to what one row may carry: a group of n ids would otherwise be written n times. */
function groupsById(groups: readonly unknown[]): Map<string, Group> {
  const byId = new Map<string, Group>();
  for (const value of groups) {
    const ids = textsAt(value, "ids");
    const group = { aliases: [...ids, ...textsAt(value, "aliases")].slice(0, MAX_ALIASES + 1), score: textAt(value, "max_severity") };
    for (const id of ids) if (!byId.has(id)) byId.set(id, group);
  }
  return byId;
}

/** The database's own word first, then the score the scanner computed for the group. */
function severityOf(row: unknown, score: string | null): { severity: Severity; severityWord: string | null; severitySource: string | null } {
  const word = textAt(objectAt(row, "database_specific"), "severity");
  if (word !== null) return { severity: normaliseSeverity(word), severityWord: word, severitySource: sourceOf(textAt(row, "id")) };
  const known = score !== null && /^\d{1,2}(?:\.\d+)?$/.test(score);
  return { severity: known ? severityOfScore(Number(score)) : "unknown", severityWord: known ? score : null, severitySource: known ? "cvss" : null };
}

function sourceOf(id: string | null): string | null {
  const prefix = /^[A-Za-z]+/.exec(id ?? "")?.[0];
  return prefix === undefined ? null : prefix.toLowerCase();
}

function readCvss(row: unknown): DetectionFact["cvss"] {
  return listAt(row, "severity").flatMap((entry) => {
    const kind = textAt(entry, "type") ?? "";
    const vector = textAt(entry, "score");
    if (!Object.hasOwn(CVSS_TYPES, kind) || vector === null) return [];
    const version = /^CVSS:(\d\.\d)\//.exec(vector)?.[1] ?? CVSS_TYPES[kind] ?? "3";
    return [{ source: sourceOf(textAt(row, "id")) ?? "osv", version, vector, score: null }];
  });
}

function fixedVersions(row: unknown, name: string): string[] {
  const fixed = listAt(row, "affected").flatMap((affected) => {
    if (textAt(objectAt(affected, "package"), "name") !== name) return [];
    return listAt(affected, "ranges").flatMap((range) => listAt(range, "events").map((event) => textAt(event, "fixed")));
  });
  return [...new Set(fixed.filter((version): version is string => version !== null))];
}
