import { packageTitle } from "../../../domain/evaluation/words";
import { SEVERITIES } from "../../../domain/model/document";
import type { FindingResult } from "../../../domain/model/evaluation";
import { keptFinding, type KeptFinding } from "../../queries/kept-findings";
import { rows, run, runMany, sha256Hex, sortedBy, uuidOf, type Tx } from "../../store";
import { packageRow } from "../ingest/package-row";
import { ROWS_REVISION } from "./evaluation-revision";
import type { EvaluationKey } from "./store-evaluation";

/** A finding as its row is written from. */
export interface MarkedFinding {
  finding: KeptFinding;
  /** The same as JSON. */
  text: string;
  packageId: string;
  mark: string;
}

/** A flaw in a package of a line: what has one clock. */
export interface FlawInPackage {
  vulnerability: string;
  package_key: string;
}

/** Where the clock of a flaw starts otherwise than it did, under each of its names. */
export interface MovedStart extends FlawInPackage {
  /** ISO 8601 UTC; null where no clock runs, or there is no such finding. */
  now_at: string | null;
  was_at: string | null;
}

interface HeldFinding extends FlawInPackage {
  package_id: string;
  mark: string | null;
  start_at: string | null;
  aliases: string[];
}

/** What an evaluation changes in the finding rows of its digest and line. */
export interface FindingChanges {
  written: MarkedFinding[];
  gone: HeldFinding[];
  /** Every flaw and package whose row changes, under each name it has or had: what another digest shows may be the same. */
  flaws: FlawInPackage[];
  moved: MovedStart[];
}

export function markFindings(findings: readonly FindingResult[]): MarkedFinding[] {
  return findings.map((one) => {
    const finding = keptFinding(one);
    const text = JSON.stringify(finding);
    return { finding, text, packageId: packageRow(finding.package).id, mark: uuidOf(sha256Hex(`${ROWS_REVISION}${text}`)) };
  });
}

/** What is new, other or no more against the rows that are there: told by their marks, so that nothing else of them is read. */
export async function changedFindings(tx: Tx, { systemId, imageId, digest }: EvaluationKey, findings: readonly MarkedFinding[]): Promise<FindingChanges> {
  const held = await rows<HeldFinding>(
    tx,
    `SELECT vulnerability, package_key, package_id::text AS package_id, mark::text AS mark, detail->'clock'->>'startAt' AS start_at, detail->'aliases' AS aliases
     FROM finding WHERE system_id = $1::uuid AND image_id = $2::uuid AND digest = $3`,
    systemId, imageId, digest,
  );
  const before = new Map(held.map((row) => [`${row.vulnerability} ${row.package_id}`, row]));
  const unique = new Map(findings.map((one) => [`${one.finding.vulnerability} ${one.packageId}`, one]));
  const written = sortedBy([...unique].filter(([key, one]) => before.get(key)?.mark !== one.mark), ([key]) => key).map(([, one]) => one);
  const gone = held.filter((row) => !unique.has(`${row.vulnerability} ${row.package_id}`));
  const changes = changesOf(before, written, gone);
  return { written, gone, flaws: changes.flatMap(underEachName), moved: changes.filter((one) => instant(one.now_at) !== instant(one.was_at)).flatMap(underEachName) };
}

const instant = (text: string | null): number | null => (text === null ? null : Date.parse(text));

interface Change extends MovedStart {
  names: string[];
}

/** Each flaw and package once: another version of the package is another row, and the same clock. */
function changesOf(before: ReadonlyMap<string, HeldFinding>, written: readonly MarkedFinding[], gone: readonly HeldFinding[]): Change[] {
  const changes = new Map<string, Change>();
  for (const { vulnerability, package_key, start_at, aliases } of gone) {
    changes.set(`${vulnerability} ${package_key}`, { vulnerability, package_key, now_at: null, was_at: start_at, names: aliases });
  }
  for (const { finding: { vulnerability, packageKey, clock, aliases }, packageId } of written) {
    const key = `${vulnerability} ${packageKey}`;
    const held = before.get(`${vulnerability} ${packageId}`);
    const other = changes.get(key);
    const names = [...aliases, ...(held?.aliases ?? []), ...(other?.names ?? [])];
    changes.set(key, { vulnerability, package_key: packageKey, now_at: clock.startAt, was_at: held?.start_at ?? other?.was_at ?? null, names });
  }
  return [...changes.values()];
}

const underEachName = ({ names, ...one }: Change): MovedStart[] => [...new Set([one.vulnerability, ...names])].map((vulnerability) => ({ ...one, vulnerability }));

/** Brings the finding rows of a digest in a line to what the evaluation says; rows that say it already are not touched. */
export async function storeFindings(tx: Tx, key: EvaluationKey, { written, gone }: FindingChanges): Promise<void> {
  if (gone.length > 0) {
    await run(
      tx,
      `DELETE FROM finding f USING json_to_recordset($1::json) AS t(vulnerability text, package_id uuid)
       WHERE f.system_id = $2::uuid AND f.image_id = $3::uuid AND f.digest = $4 AND f.vulnerability = t.vulnerability AND f.package_id = t.package_id`,
      JSON.stringify(gone.map(({ vulnerability, package_id }) => ({ vulnerability, package_id }))), key.systemId, key.imageId, key.digest,
    );
  }
  await runMany(
    tx,
    `INSERT INTO finding AS f (system_id, image_id, digest, vulnerability, package_key, package_id, package_name, package_version,
       fixed_version, severity, severity_rank, status, clock_state, first_observed_at, due_at, title, detail, mark)
     SELECT $2::uuid, $3::uuid, $4, t.* FROM json_to_recordset($1::json) AS t(vulnerability text, package_key text, package_id uuid,
       package_name text, package_version text, fixed_version text, severity text, severity_rank int, status text, clock_state text,
       first_observed_at timestamptz, due_at timestamptz, title text, detail jsonb, mark uuid)
     ON CONFLICT (system_id, image_id, digest, vulnerability, package_id) DO UPDATE SET package_key = excluded.package_key,
       package_name = excluded.package_name, package_version = excluded.package_version, fixed_version = excluded.fixed_version,
       severity = excluded.severity, severity_rank = excluded.severity_rank, status = excluded.status, clock_state = excluded.clock_state,
       first_observed_at = excluded.first_observed_at, due_at = excluded.due_at, title = excluded.title, detail = excluded.detail, mark = excluded.mark
     WHERE f.mark IS DISTINCT FROM excluded.mark`,
    written.map(findingRow), key.systemId, key.imageId, key.digest,
  );
}

function findingRow({ finding: one, packageId, mark }: MarkedFinding) {
  return {
    vulnerability: one.vulnerability,
    package_key: one.packageKey,
    package_id: packageId,
    package_name: packageTitle(one.package),
    package_version: one.package.version,
    fixed_version: one.fixedVersions[0] ?? null,
    severity: one.severity,
    severity_rank: SEVERITIES.indexOf(one.severity),
    status: one.status,
    clock_state: one.clock.state,
    first_observed_at: one.firstObservedAt,
    due_at: one.clock.dueAt,
    title: one.title,
    detail: one,
    mark,
  };
}
