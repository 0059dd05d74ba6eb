import type { SearchCounts, VersionSpread } from "../../../contracts/search";
import { sortVersions } from "../../../domain/versions/sort-versions";
import { rows, type Tx } from "../../store";
import { isoOrNull } from "../read";
import { hits, type HitKind } from "./hits";

const MOST_VERSIONS = 300;

interface StoredSummary {
  whole: boolean;
  package_key: string | null;
  type: string | null;
  namespace: string | null;
  name: string | null;
  version: string | null;
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
  first: Date | null;
}

/** In one walk over the places: the whole, and each version of each package. A digest counts once, under its worst finding. */
export async function summarise(tx: Tx, systemId: string, kind: HitKind, ids: readonly string[]): Promise<{ counts: SearchCounts; versions: VersionSpread[] }> {
  const found = await rows<StoredSummary>(
    tx,
    `WITH ${hits(kind)},
     worst AS (SELECT digest, min(rank) AS rank FROM hit GROUP BY digest),
     per AS (
       SELECT h.digest, h.image_id, h.package_id, h.first, w.rank, c.basis FROM hit h JOIN worst w ON w.digest = h.digest
       LEFT JOIN cur c ON c.image_id = h.image_id AND c.digest = h.digest)
     SELECT grouping(p.package_key) = 1 AS whole, p.package_key, p.type, p.namespace, p.name, p.version,
       count(DISTINCT x.digest) FILTER (WHERE x.rank < 5)::int AS digests,
       count(DISTINCT x.digest) FILTER (WHERE x.rank < 5 AND x.basis IS NOT NULL)::int AS current,
       count(DISTINCT x.image_id) FILTER (WHERE x.rank < 5 AND x.basis IS NOT NULL)::int AS current_images,
       count(DISTINCT x.digest) FILTER (WHERE x.rank = 0)::int AS open,
       count(DISTINCT x.digest) FILTER (WHERE x.rank = 1)::int AS investigated,
       count(DISTINCT x.digest) FILTER (WHERE x.rank = 2)::int AS excepted,
       count(DISTINCT x.digest) FILTER (WHERE x.rank = 3)::int AS fixed,
       count(DISTINCT x.digest) FILTER (WHERE x.rank = 4)::int AS not_affected,
       count(DISTINCT x.digest) FILTER (WHERE x.rank = 5)::int AS gone,
       count(DISTINCT x.digest) FILTER (WHERE x.rank < 5 AND x.basis = 'deployment')::int AS deployed,
       min(x.first) AS first
     FROM per x JOIN package p ON p.id = x.package_id
     GROUP BY GROUPING SETS ((), (p.package_key, p.type, p.namespace, p.name, p.version))
     ORDER BY 1 DESC, 7 DESC, p.package_key, p.version LIMIT ${MOST_VERSIONS + 1}`,
    systemId, JSON.stringify(ids),
  );
  const whole = found.find((row) => row.whole);
  return { counts: toCounts(whole), versions: inOrder(found.filter((row) => !row.whole).flatMap(toSpread)) };
}

function toCounts(row: StoredSummary | undefined): SearchCounts {
  const digests = row?.digests ?? 0;
  const current = row?.current ?? 0;
  return {
    digests, current, superseded: digests - current, currentImages: row?.current_images ?? 0, open: row?.open ?? 0,
    underInvestigation: row?.investigated ?? 0, excepted: row?.excepted ?? 0, fixedByVex: row?.fixed ?? 0,
    notAffected: row?.not_affected ?? 0, gone: row?.gone ?? 0, byDeployment: row?.deployed ?? 0, firstObservedAt: isoOrNull(row?.first),
  };
}

function toSpread({ package_key, type, namespace, name, version, digests, current }: StoredSummary): VersionSpread[] {
  if (package_key === null || type === null || name === null || digests === 0) return [];
  return [{ key: package_key, type, name: packageName(type, namespace, name), version, digests, current }];
}

/** By package, and within one by the rules of its ecosystem; a package without a version comes last. */
function inOrder(list: readonly VersionSpread[]): VersionSpread[] {
  const keys = [...new Set(list.map(({ key }) => key))].sort();
  return keys.flatMap((key) => {
    const own = list.filter((one) => one.key === key);
    const order = sortVersions(own[0]?.type ?? "", own.flatMap(({ version }) => version ?? []));
    const place = ({ version }: VersionSpread): number => (version === null ? order.length : order.indexOf(version));
    return own.toSorted((a, b) => place(a) - place(b));
  });
}

/** Operating system packages are known by their name alone, others by their whole path. */
export const packageName = (type: string, namespace: string | null, name: string): string =>
  namespace && !["deb", "rpm", "apk"].includes(type) ? `${namespace}/${name}` : name;
