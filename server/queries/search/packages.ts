import type { SearchAnswer } from "../../../contracts/search";
import { canonicalPurl } from "../../../domain/model/purl";
import { rows, type Tx } from "../../store";
import { packageName } from "./summary";

const MOST_IDS = 5_000;
const CANDIDATES = 2_000;
const SHOWN = 20;
/** Shorter parts have no trigram: they are looked for at the beginning of a name only. */
const PART_FROM = 3;

/** Packages are shared by all systems: only those that bills of materials or findings of this system point at are answered. */
const USED = `CROSS JOIN LATERAL (
  SELECT 1 FROM (SELECT 1 FROM component c WHERE c.system_id = $1::uuid AND c.package_id = p.id LIMIT 1) a
  UNION ALL SELECT 1 FROM (SELECT 1 FROM finding f WHERE f.system_id = $1::uuid AND f.package_id = p.id LIMIT 1) b LIMIT 1) used`;

export interface PackageAsk {
  /** type/namespace/name of a purl; null when the text is a name. */
  key: string | null;
  version: string | null;
  /** Lower case; for a purl the name in it. */
  name: string;
  namespace: string | null;
}

/** A purl with or without version, a name, or a path that ends in a name ("golang.org/x/net"). */
export function readPackageAsk(text: string): PackageAsk {
  const purl = /^pkg:/i.test(text) ? canonicalPurl(text) : null;
  if (purl) return { key: purl.key, version: purl.version, name: purl.name.toLowerCase(), namespace: null };
  const lower = text.toLowerCase();
  const cut = lower.lastIndexOf("/");
  return { key: null, version: null, name: lower.slice(cut + 1), namespace: cut > 0 ? lower.slice(0, cut) : null };
}

/** Ids of the packages that are exactly meant, of any ecosystem where only a name was given. */
export async function packageIds(tx: Tx, systemId: string, ask: PackageAsk): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    `SELECT p.id::text AS id FROM (
       SELECT id FROM package WHERE $2::text IS NOT NULL AND package_key = $2 AND ($3::text IS NULL OR version = $3)
       UNION ALL
       SELECT id FROM package WHERE $2::text IS NULL AND lower(name) = $4 AND ($5::text IS NULL OR lower(namespace) = $5)) p ${USED} LIMIT ${MOST_IDS}`,
    systemId, ask.key, ask.version, ask.name, ask.namespace,
  );
  return found.map(({ id }) => id);
}

/** Packages whose name holds the text, the closest first. */
export async function packagesLike(tx: Tx, systemId: string, ask: PackageAsk): Promise<SearchAnswer["packages"]> {
  const plain = ask.name.replace(/[\\%_]/g, "\\$&");
  const pattern = plain === "" ? "" : [...ask.name].length < PART_FROM ? `${plain}%` : `%${plain}%`;
  const found = await rows<{ key: string; type: string; namespace: string | null; name: string; versions: number }>(
    tx,
    `SELECT package_key AS key, min(type) AS type, min(namespace) AS namespace, min(name) AS name, count(DISTINCT version)::int AS versions FROM (
       SELECT p.package_key, p.type, p.namespace, p.name, p.version FROM package p ${USED}
       WHERE lower(p.name) LIKE $2 AND ($3::text IS NULL OR lower(p.namespace) LIKE '%' || $3) LIMIT ${CANDIDATES}) m
     GROUP BY package_key ORDER BY min(lower(name)) <> $4, NOT starts_with(min(lower(name)), $4), min(length(name)), package_key COLLATE "C" LIMIT ${SHOWN}`,
    systemId, pattern, ask.namespace?.replace(/[\\%_]/g, "\\$&") ?? null, ask.name,
  );
  return found.map(({ key, type, namespace, name, versions }) => ({ key, type, name: packageName(type, namespace, name), purl: `pkg:${key}`, versions }));
}
