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

/** From `hit`: the whole in one row, and each version of each package. A digest counts once, under its worst finding. */
export const SUMMARY = `
  by_digest AS (
    SELECT digest, min(rank) AS rank, bool_or(basis IS NOT NULL) AS is_current, bool_or(basis = 'deployment') AS deployed, min(first) AS first
    FROM hit GROUP BY digest),
  whole AS (
    SELECT count(*) FILTER (WHERE rank < 5)::int AS digests, count(*) FILTER (WHERE rank < 5 AND is_current)::int AS current,
      (SELECT count(DISTINCT image_id)::int FROM hit WHERE rank < 5 AND basis IS NOT NULL) AS current_images,
      count(*) FILTER (WHERE rank = 0)::int AS open, count(*) FILTER (WHERE rank = 1)::int AS investigated,
      count(*) FILTER (WHERE rank = 2)::int AS excepted, count(*) FILTER (WHERE rank = 3)::int AS fixed,
      count(*) FILTER (WHERE rank = 4)::int AS not_affected, count(*) FILTER (WHERE rank = 5)::int AS gone,
      count(*) FILTER (WHERE rank < 5 AND deployed)::int AS deployed, min(first) AS first FROM by_digest),
  versions AS (
    SELECT package_key, type, namespace, name, version, count(*)::int AS digests, count(*) FILTER (WHERE is_current)::int AS current FROM (
      SELECT p.package_key, p.type, p.namespace, p.name, p.version, h.digest, bool_or(h.basis IS NOT NULL) AS is_current
      FROM hit h JOIN package p ON p.id = h.package_id WHERE h.rank < 5 GROUP BY 1, 2, 3, 4, 5, 6) held_by
    GROUP BY 1, 2, 3, 4, 5 ORDER BY 6 DESC, 1, 5 LIMIT ${MOST_VERSIONS})`;

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
