import { lockLine } from "./touch-siblings";
import { contentId, NO_LINE, rows, run, runMany, sortedBy, type Tx } from "../../store";

interface ClockSource {
  vulnerability: string;
  aliases: string[];
  package_key: string;
  package_name: string;
  severity: string;
  severity_rank: number;
  digest: string;
  start_at: string | null;
  start_basis: string;
  due_at: string | null;
  stopped_at: string | null;
  stop_reason: string | null;
  state: string;
  rule: string;
  fixed_version: string | null;
  open: boolean;
  gone_at: string | null;
}

/**
 * The clocks of a line, out of the findings of its digests: open while any current digest shows the flaw. A flaw that
 * only older digests show is met when every current one has a complete scan that may count (verified, or accepted unsigned);
 * until then nothing has shown it gone. Nor is it gone while a current digest shows the flaw under another of its names.
 * Rows that say so already are not touched.
 */
export async function rebuildClocks(tx: Tx, systemId: string, imageId: string, policyVersion: number, now: Date): Promise<void> {
  if (imageId === NO_LINE) return;
  await lockLine(tx, systemId, imageId);
  const list = sortedBy((await loadClockSources(tx, systemId, imageId, now)).map((row) => clockRow(systemId, imageId, row, policyVersion)), (row) => row.id);
  await run(
    tx,
    `DELETE FROM patch_sla WHERE system_id = $2::uuid AND image_id = $3::uuid AND id NOT IN (SELECT id FROM json_to_recordset($1::json) AS t(id uuid))`,
    JSON.stringify(list.map(({ id }) => ({ id }))), systemId, imageId,
  );
  await runMany(
    tx,
    `INSERT INTO patch_sla AS p (system_id, image_id, computed_at, owner_team, id, vulnerability, aliases, package_key, package_name, severity,
       severity_rank, digest, start_at, start_basis, due_at, stopped_at, stop_reason, state, rule, rule_version, fixed_version, inputs)
     SELECT $2::uuid, $3::uuid, $4::timestamptz, (SELECT owner_team FROM image WHERE system_id = $2::uuid AND id = $3::uuid), t.*
     FROM json_to_recordset($1::json) AS t(id uuid, vulnerability text, aliases text[], package_key text, package_name text,
       severity text, severity_rank int, digest text, start_at timestamptz, start_basis text, due_at timestamptz, stopped_at timestamptz,
       stop_reason text, state text, rule text, rule_version int, fixed_version text, inputs jsonb)
     ON CONFLICT (system_id, id) DO UPDATE SET computed_at = excluded.computed_at, owner_team = excluded.owner_team,
       vulnerability = excluded.vulnerability, aliases = excluded.aliases, package_name = excluded.package_name,
       severity = excluded.severity, severity_rank = excluded.severity_rank, digest = excluded.digest, start_at = excluded.start_at,
       start_basis = excluded.start_basis, due_at = excluded.due_at, stopped_at = excluded.stopped_at, stop_reason = excluded.stop_reason,
       state = excluded.state, rule = excluded.rule, rule_version = excluded.rule_version, fixed_version = excluded.fixed_version, inputs = excluded.inputs
     WHERE (p.owner_team, p.aliases, p.package_name, p.severity, p.digest, p.start_at, p.start_basis, p.due_at, p.stopped_at,
         p.stop_reason, p.state, p.rule, p.rule_version, p.fixed_version, p.inputs)
       IS DISTINCT FROM (excluded.owner_team, excluded.aliases, excluded.package_name, excluded.severity, excluded.digest,
         excluded.start_at, excluded.start_basis, excluded.due_at, excluded.stopped_at, excluded.stop_reason, excluded.state,
         excluded.rule, excluded.rule_version, excluded.fixed_version, excluded.inputs)`,
    list, systemId, imageId, now.toISOString(),
  );
}

/** One row per flaw and package: the worst of the current digests, else the last digest that showed it. */
function loadClockSources(tx: Tx, systemId: string, imageId: string, now: Date): Promise<ClockSource[]> {
  return rows<ClockSource>(
    tx,
    `WITH deployed AS (SELECT digest FROM deployment WHERE system_id = $1::uuid AND image_id = $2::uuid AND to_at IS NULL),
     tagged AS (SELECT digest FROM image_tag WHERE system_id = $1::uuid AND image_id = $2::uuid AND to_at IS NULL),
     newest AS (SELECT digest FROM image_digest WHERE system_id = $1::uuid AND image_id = $2::uuid ORDER BY first_seen_at DESC, digest LIMIT 1),
     named AS (
       SELECT digest FROM deployed
       UNION SELECT digest FROM tagged WHERE NOT EXISTS (SELECT 1 FROM deployed)
       UNION SELECT digest FROM newest WHERE NOT EXISTS (SELECT 1 FROM deployed) AND NOT EXISTS (SELECT 1 FROM tagged)),
     current AS (
       SELECT digest FROM named
       UNION SELECT e.to_sha256 FROM identity_edge e JOIN named n ON n.digest = e.from_sha256 WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest'),
     accepted AS (
       SELECT jsonb_array_elements_text(p.content->'acceptUnsignedFrom') AS id FROM (
         SELECT content FROM trust_policy WHERE system_id = $1::uuid AND recorded_at <= $3::timestamptz AND effective_from <= $3::timestamptz ORDER BY version DESC LIMIT 1) p),
     state AS (
       SELECT coalesce(bool_and(EXISTS (SELECT 1 FROM binding_current b JOIN scan s ON s.system_id = b.system_id AND s.document_id = b.document_id
           JOIN document t ON t.system_id = b.system_id AND t.id = b.document_id JOIN submission m ON m.system_id = t.system_id AND m.id = t.submission_id
           LEFT JOIN LATERAL (SELECT v.state FROM verification v WHERE v.system_id = $1::uuid AND v.document_id = b.document_id AND v.digest = b.digest
             AND v.image_id = $2::uuid ORDER BY v.generation DESC LIMIT 1) v ON true
           WHERE b.system_id = $1::uuid AND b.digest = c.digest AND b.state IN ('subject', 'named') AND s.status = 'complete' AND t.kind = 'vuln_scan'
             AND v.state IS DISTINCT FROM 'invalid' AND (v.state = 'verified'
               OR (m.actor->>'kind' = 'token' AND m.actor->>'id' IN (SELECT id FROM accepted))
               OR EXISTS (SELECT 1 FROM submission_repeat r WHERE r.system_id = $1::uuid AND r.submission_id = m.id AND r.actor_id IN (SELECT id FROM accepted))
               OR EXISTS (SELECT 1 FROM judgement j WHERE j.system_id = $1::uuid AND j.document_id = b.document_id AND j.kind = 'accept-claim'
                 AND (j.digest IS NULL OR j.digest = b.digest) AND j.at <= $3::timestamptz AND (j.expires_at IS NULL OR j.expires_at > $3::timestamptz))))), false) AS scanned,
         min(l.first_seen_at) AS since
       FROM current c JOIN digest d ON d.system_id = $1::uuid AND d.sha256 = c.digest AND d.kind <> 'index'
       LEFT JOIN image_digest l ON l.system_id = $1::uuid AND l.image_id = $2::uuid AND l.digest = c.digest),
     named_too AS (
       SELECT DISTINCT n.name, f.package_key FROM finding f JOIN current c ON c.digest = f.digest
       CROSS JOIN LATERAL jsonb_array_elements_text(f.detail->'aliases') AS n(name)
       WHERE f.system_id = $1::uuid AND f.image_id = $2::uuid
         AND EXISTS (SELECT 1 FROM image_digest l WHERE l.system_id = $1::uuid AND l.image_id = $2::uuid AND l.digest NOT IN (SELECT digest FROM current))),
     chosen AS (
       SELECT DISTINCT ON (f.vulnerability, f.package_key) f.*, (f.digest IN (SELECT digest FROM current)) AS is_current
       FROM finding f JOIN digest d ON d.system_id = f.system_id AND d.sha256 = f.digest
       LEFT JOIN image_digest l ON l.system_id = f.system_id AND l.image_id = f.image_id AND l.digest = f.digest
       WHERE f.system_id = $1::uuid AND f.image_id = $2::uuid
       ORDER BY f.vulnerability, f.package_key, (f.digest IN (SELECT digest FROM current)) DESC, (d.kind = 'index'),
         CASE f.clock_state WHEN 'breached' THEN 0 WHEN 'exception-expired' THEN 1 WHEN 'due-soon' THEN 2 WHEN 'within' THEN 3
           WHEN 'excepted' THEN 4 WHEN 'no-clock' THEN 5 ELSE 6 END, f.due_at NULLS LAST, l.first_seen_at DESC, f.digest)
     SELECT c.vulnerability, c.detail->'aliases' AS aliases, c.package_key, c.package_name, c.severity, c.severity_rank, c.digest,
       c.detail->'clock'->>'startAt' AS start_at, c.detail->'clock'->>'startBasis' AS start_basis, c.detail->'clock'->>'dueAt' AS due_at,
       c.detail->'clock'->>'stoppedAt' AS stopped_at, c.detail->'clock'->>'stopReason' AS stop_reason, c.clock_state AS state,
       c.detail->'clock'->>'rule' AS rule, c.fixed_version,
       (c.is_current OR NOT s.scanned OR n.name IS NOT NULL) AS open,
       to_char(s.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS gone_at
     FROM chosen c CROSS JOIN state s LEFT JOIN named_too n ON n.name = c.vulnerability AND n.package_key = c.package_key`,
    systemId, imageId, now.toISOString(),
  );
}

function clockRow(systemId: string, imageId: string, source: ClockSource, policyVersion: number) {
  const { open, gone_at, ...row } = source;
  const ended = open || row.stopped_at !== null ? null : gone_at;
  const late = ended !== null && row.due_at !== null && ended > new Date(row.due_at).toISOString();
  return {
    ...row,
    id: contentId("clock", systemId, imageId, row.vulnerability, row.package_key),
    stopped_at: ended ?? row.stopped_at,
    stop_reason: ended === null ? row.stop_reason : "No current digest of the line shows it, and all of them were scanned.",
    state: ended === null ? row.state : row.due_at === null ? "no-clock" : late ? "met-late" : "met",
    rule_version: policyVersion,
    inputs: { shownBy: row.digest, open },
  };
}
