import type { SearchCounts, VersionSpread } from "../../../contracts/search";
import { sortVersions } from "../../../domain/versions/sort-versions";

const MOST_VERSIONS = 300;

export interface StoredWhole {
  digests: number;
  current: number;
  current_images: number;
  open: number;
  investigated: number;
  excepted: number;
  fixed: number;
  not_affected: number;
  gone: number;
  deployed: number;
  first: string | null;
}

export interface StoredVersion {
  package_key: string;
  type: string;
  namespace: string | null;
  name: string;
  version: string | null;
  digests: number;
  current: number;
}

/** Each version of each package, the most spread first. */
export const VERSIONS = `
  versions AS (
    SELECT n.package_key, n.type, n.namespace, n.name, n.version, b.digests, b.current
    FROM by_version b JOIN (SELECT DISTINCT v, package_key, type, namespace, name, version FROM numbered) n ON n.v = b.v
    ORDER BY b.digests DESC, n.package_key, n.version LIMIT ${MOST_VERSIONS})`;

export function toCounts(row: StoredWhole | undefined): SearchCounts {
  const digests = row?.digests ?? 0;
  const current = row?.current ?? 0;
  return {
    digests, current, superseded: digests - current, currentImages: row?.current_images ?? 0, open: row?.open ?? 0,
    underInvestigation: row?.investigated ?? 0, excepted: row?.excepted ?? 0, fixedByVex: row?.fixed ?? 0,
    notAffected: row?.not_affected ?? 0, gone: row?.gone ?? 0, byDeployment: row?.deployed ?? 0, firstObservedAt: instantOf(row?.first),
  };
}

/** By package, and within one by the rules of its ecosystem; a package without a version comes last. */
export function toSpread(stored: readonly StoredVersion[]): VersionSpread[] {
  const list = stored.map(({ package_key, type, namespace, name, ...rest }) => ({ key: package_key, type, name: packageName(type, namespace, name), ...rest }));
  return [...new Set(list.map(({ key }) => key))].sort().flatMap((key) => {
    const own = list.filter((one) => one.key === key);
    const order = sortVersions(own[0]?.type ?? "", own.flatMap(({ version }) => version ?? []));
    const place = ({ version }: VersionSpread): number => (version === null ? order.length : order.indexOf(version));
    return own.toSorted((a, b) => place(a) - place(b));
  });
}

/** Operating system packages are known by their name alone, others by their whole path. */
export const packageName = (type: string, namespace: string | null, name: string): string =>
  namespace && !["deb", "rpm", "apk"].includes(type) ? `${namespace}/${name}` : name;

/** An instant as it stands in JSON of the database. */
export const instantOf = (text: string | null | undefined): string | null => (text ? new Date(text).toISOString() : null);
