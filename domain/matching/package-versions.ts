import type { DetectionFact } from "../model/document";
import { knownPurl } from "../model/purl";
import { compareVersions } from "../versions/registry";
import { inVersRange, parseVersRange } from "../versions/vers-range";

/** The versions of one package a statement speaks of. Neither version nor range: all of them. */
export interface VersionScope {
  version: string | null;
  /** A VERS range, as written; it stands before the version. */
  range: string | null;
}

/** The version of a package with its epoch, which purls of deb and rpm may hold apart; null where none is stated. */
export function installedVersion({ purl, type, version }: Pick<DetectionFact["package"], "purl" | "type" | "version">): string | null {
  const parsed = purl === null ? null : knownPurl(purl);
  const stated = version ?? parsed?.version ?? null;
  return stated === null ? null : withEpoch(type, stated, parsed?.qualifiers["epoch"]);
}

/** What a purl of a statement names: its version, or a range in the qualifier `vers`, or neither. */
export function scopeOfPurl(purl: string, range: string | null | undefined): VersionScope {
  const parsed = knownPurl(purl);
  const version = parsed?.version ?? null;
  return {
    version: parsed === null || version === null ? version : withEpoch(parsed.type, version, parsed.qualifiers["epoch"]),
    range: range ?? parsed?.qualifiers["vers"] ?? null,
  };
}

function withEpoch(type: string, version: string, epoch: string | undefined): string {
  const apart = (type === "deb" || type === "rpm") && epoch !== undefined && /^[0-9]{1,10}$/.test(epoch) && !/^[0-9]+:/.test(version);
  return apart ? `${epoch}:${version}` : version;
}

/** Whether a scope holds an installed version; null where that cannot be told (no version known, a range not understood). */
export function speaksOf({ version, range }: VersionScope, type: string, installed: string | null): boolean | null {
  if (version === null && range === null) return true;
  if (installed === null) return null;
  if (range !== null) {
    const read = parseVersRange(range);
    return read.ok ? inVersRange(read.value, installed) : null;
  }
  if (version === null) return true;
  const way = compareVersions(type, installed, version);
  return way === null ? null : way === 0;
}
