import { normaliseId } from "../../../domain/matching/alias-sets";
import { SEVERITIES, type DetectionFact, type ScanFacts } from "../../../domain/model/document";
import { contentId, rowsMany, run, runMany, sortedBy, type Tx } from "../../store";
import { storableInstant } from "./document-row";
import { insertPackages, packageRow } from "./package-row";

/** Writes a scan: how it ran, one row per detection as that scanner saw it, and identities and aliases that are new; answers the names of these. */
export async function writeScan(tx: Tx, systemId: string, documentId: string, scan: ScanFacts, at: string): Promise<string[]> {
  await insertScan(tx, systemId, documentId, scan);
  const packages = scan.detections.map((one) => packageRow(one.package));
  await insertPackages(tx, packages);
  await insertVulnerabilities(tx, scan.detections.map((one) => one.vulnerability));
  const named = await insertAliases(tx, systemId, scan.detections, at);
  const list = scan.detections.map((one, ordinal) => ({
    ordinal,
    vulnerability_id: vulnerabilityId(one.vulnerability),
    package_id: packages[ordinal]?.id,
    severity: one.severity,
    severity_word: one.severityWord,
    severity_source: one.severitySource,
    cvss: one.cvss,
    aliases: aliasesOf(one),
    fixed_versions: one.fixedVersions,
    fix_state: one.fixState,
    published_at: storableInstant(one.publishedAt),
    title: one.title,
    url: one.url,
    at: one.at,
  }));
  await runMany(
    tx,
    `INSERT INTO detection (system_id, document_id, ordinal, vulnerability_id, package_id, severity, severity_word,
       severity_source, cvss, aliases, fixed_versions, fix_state, published_at, title, url, at)
     SELECT $2::uuid, $3::uuid, t.* FROM json_to_recordset($1::json) AS t(ordinal int, vulnerability_id uuid, package_id uuid,
       severity text, severity_word text, severity_source text, cvss jsonb, aliases text[], fixed_versions text[], fix_state text,
       published_at timestamptz, title text, url text, at text)`,
    list, systemId, documentId,
  );
  return named;
}

export const vulnerabilityId = (name: string): string => contentId("vulnerability", normaliseId(name));

async function insertScan(tx: Tx, systemId: string, documentId: string, scan: ScanFacts): Promise<void> {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  const counts = Object.fromEntries(SEVERITIES.map((severity) => [severity, scan.detections.filter((one) => one.severity === severity).length]));
  await run(
    tx,
    `INSERT INTO scan (system_id, document_id, scanner, scanner_version, database_version, database_updated_at, started_at,
       finished_at, status, os, packages_seen, targets, secrets, misconfigurations, severity_counts)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5, $6::timestamptz, $7::timestamptz, $8::timestamptz, $9, $10::jsonb, $11::int,
       $12::jsonb, $13::jsonb, $14::jsonb, $15::jsonb)`,
    systemId, documentId, scan.scanner.name, scan.scanner.version, scan.database.version,
    storableInstant(scan.database.updatedAt), storableInstant(scan.startedAt), storableInstant(scan.finishedAt),
    scan.status, json(scan.os), scan.packagesSeen, json(scan.targets), json(scan.secrets), json(scan.misconfigurations), JSON.stringify(counts),
  );
}

async function insertVulnerabilities(tx: Tx, names: readonly string[]): Promise<void> {
  const unique = [...new Set(names.map(normaliseId))].map((name) => ({ id: contentId("vulnerability", name), name }));
  await runMany(
    tx,
    `INSERT INTO vulnerability (id, name) SELECT t.* FROM json_to_recordset($1::json) AS t(id uuid, name text)
     WHERE NOT EXISTS (SELECT 1 FROM vulnerability v WHERE v.id = t.id) ON CONFLICT DO NOTHING`,
    sortedBy(unique, (row) => row.id),
  );
}

/** Other names that the report gives the flaw, as it is kept with the row: who says what of names decides what it counts for. */
function aliasesOf({ vulnerability, aliases }: DetectionFact): string[] {
  const name = normaliseId(vulnerability);
  return [...new Set(aliases.map(normaliseId))].filter((alias) => alias !== name && alias !== "").sort();
}

function insertAliases(tx: Tx, systemId: string, detections: readonly DetectionFact[], at: string): Promise<string[]> {
  const pairs: AliasPairs = new Map();
  for (const one of detections) addAliases(pairs, one.vulnerability, one.aliases);
  return writeAliases(tx, systemId, pairs, at);
}

export type AliasPairs = Map<string, { name: string; alias: string }>;

export function addAliases(pairs: AliasPairs, id: string, aliases: readonly string[]): void {
  const name = normaliseId(id);
  for (const text of aliases) {
    const alias = normaliseId(text);
    if (alias !== name && alias !== "") pairs.set(`${name}\u0000${alias}`, { name, alias });
  }
}

/** Pairs of names that anybody states, each once. Answers the names that were not known to be names of one flaw before. */
export async function writeAliases(tx: Tx, systemId: string, pairs: AliasPairs, at: string): Promise<string[]> {
  const fresh = await rowsMany<{ name: string }>(
    tx,
    `INSERT INTO vulnerability_alias (system_id, name, alias, recorded_at)
     SELECT $2::uuid, t.name, t.alias, $3::timestamptz FROM json_to_recordset($1::json) AS t(name text, alias text)
     ON CONFLICT DO NOTHING RETURNING name`,
    inOrder(pairs), systemId, at,
  );
  return fresh.map(({ name }) => name);
}

/** Of an advisory: it is about no image, so its statements are kept by name. */
export async function writeAdvisoryAliases(tx: Tx, systemId: string, documentId: string, pairs: AliasPairs): Promise<void> {
  await runMany(
    tx,
    `INSERT INTO advisory_alias (system_id, name, alias, document_id)
     SELECT $2::uuid, t.name, t.alias, $3::uuid FROM json_to_recordset($1::json) AS t(name text, alias text)`,
    inOrder(pairs), systemId, documentId,
  );
}

const inOrder = (pairs: AliasPairs) => sortedBy([...pairs.values()], (pair) => `${pair.name} ${pair.alias}`);
