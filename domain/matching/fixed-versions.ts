import type { FindingFact } from "../model/evaluation";
import { compareVersions } from "../versions/registry";
import type { Order } from "../versions/room";
import { sortVersions } from "../versions/sort-versions";
import { installedVersion } from "./package-versions";

export interface FixedVersions {
  /** First the smallest that is later than the installed one; then the later ones, those nobody can place, and the earlier ones. */
  versions: string[];
  /** What does not fit between the report and the order of versions; null where all fits. */
  note: string | null;
}

/**
 * Fixed versions as the scheme of the package orders them. A flaw fixed on several branches names earlier versions too,
 * so what is noted is only that no fixed version is later than any version of the package that is installed.
 */
export function orderFixedVersions({ package: pkg, fixedVersions, installedVersions }: Pick<FindingFact, "package" | "fixedVersions" | "installedVersions">): FixedVersions {
  const known = sortVersions(pkg.type, (installedVersions ?? [installedVersion(pkg)]).filter((one) => one !== null));
  const [lowest, highest] = [known[0] ?? null, known.at(-1) ?? null];
  const way = (installed: string | null, version: string): Order | null => (installed === null ? null : compareVersions(pkg.type, installed, version));
  const sorted = sortVersions(pkg.type, fixedVersions);
  const placed = (wanted: (order: Order | null) => boolean): string[] => sorted.filter((version) => wanted(way(highest, version)));
  const odd = sorted.every((version) => (way(lowest, version) ?? -1) >= 0) ? sorted.at(-1) : undefined;
  return {
    versions: [...placed((order) => order === -1), ...placed((order) => order === null), ...placed((order) => order === 0 || order === 1)],
    note: odd === undefined ? null : `Reported as fixed in ${odd}, but ${lowest ?? ""} is installed, which is ${way(lowest, odd) === 0 ? "the same version" : "later"}: the report contradicts itself.`,
  };
}
