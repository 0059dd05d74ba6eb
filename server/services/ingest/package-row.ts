import { knownPurl, packageKeyOf, type PackageNamed } from "../../../domain/model/purl";
import { contentId, runMany, sortedBy, type Tx } from "../../store";

export interface PackageRow {
  id: string;
  package_key: string;
  type: string;
  namespace: string | null;
  name: string;
  version: string | null;
  purl: string | null;
}

/**
 * The identity of a package: its key with version, architecture and epoch. Where a tool writes no purl the id is made
 * of what it does write. Of the purl only what belongs to the identity is kept, so that every report gives one row.
 */
export function packageRow(fact: PackageNamed & { version: string | null }): PackageRow {
  const key = packageKeyOf(fact);
  const parsed = fact.purl === null ? null : knownPurl(fact.purl);
  const version = parsed?.version ?? fact.version;
  const purl = parsed === null ? null : identityPurl(parsed.purl, parsed.qualifiers);
  return {
    id: contentId("package", key, version ?? "", purl ?? ""),
    package_key: key,
    type: parsed?.type ?? fact.type,
    namespace: parsed ? parsed.namespace : fact.namespace,
    name: parsed?.name ?? fact.name,
    version,
    purl,
  };
}

function identityPurl(purl: string, qualifiers: Record<string, string>): string {
  const bare = purl.split("#")[0]?.split("?")[0] ?? purl;
  const kept = Object.entries(qualifiers).filter(([name]) => name === "arch" || name === "epoch");
  const text = kept.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&");
  return text === "" ? bare : `${bare}?${text}`;
}

/** Rows that are there already stay untouched: the same identity is written once for all systems. */
export async function insertPackages(tx: Tx, list: Iterable<PackageRow>): Promise<void> {
  const unique = new Map([...list].map((row) => [row.id, row]));
  await runMany(
    tx,
    `INSERT INTO package (id, package_key, type, namespace, name, version, purl)
     SELECT t.* FROM json_to_recordset($1::json)
       AS t(id uuid, package_key text, type text, namespace text, name text, version text, purl text)
     WHERE NOT EXISTS (SELECT 1 FROM package p WHERE p.id = t.id) ON CONFLICT DO NOTHING`,
    sortedBy([...unique.values()], (row) => row.id),
  );
}
