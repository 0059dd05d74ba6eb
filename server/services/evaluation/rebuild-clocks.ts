import { speaksForSql } from "../../queries/speaks-for";
import { CLOCKS_REVISION } from "./evaluation-revision";
import { lockLine } from "./touch-siblings";
import { hashing, NO_LINE, rows, run, sha256Hex, type Tx } from "../../store";
import type { EvaluationKey } from "./store-evaluation";
import type { FlawInPackage } from "./store-findings";

/** What the clocks of a line rest on beside its findings. */
interface LineState {
  /**
   * Digests of the line, and those that are current: deployed, else tagged, else the newest; with the platforms of their
   * indexes. By digest.
   */
  places: { digest: string; is_current: boolean; is_index: boolean; first_seen_at: string | null }[];
  /** Every current image has a complete scan that may count. */
  scanned: boolean;
  /** ISO 8601 UTC of the first current digest; null where the line knows none. */
  since: string | null;
  owner_team: string | null;
  /** Of the last rebuild; null before the first. */
  basis: string | null;
}

/**
 * The clocks of a line, out of the findings of its digests: open while any current digest shows the flaw. A flaw that
 * only older digests show is met when every current one has a complete scan that may count (verified, or accepted unsigned);
 * until then nothing has shown it gone. Nor is it gone while a current digest shows the flaw under another of its names.
 * While what they rest on beside the findings stays, only those of `changed` flaws are made; rows that say so already are
 * not touched.
 */
export async function rebuildClocks(tx: Tx, key: EvaluationKey, changed: readonly FlawInPackage[], policyVersion: number, now: Date): Promise<void> {
  const { systemId, imageId } = key;
  if (imageId === NO_LINE) return;
  await lockLine(tx, systemId, imageId);
  const state = await loadLineState(tx, systemId, imageId, now);
  const { basis: before, ...rest } = state;
  const basis = sha256Hex(JSON.stringify([String(CLOCKS_REVISION), policyVersion, rest]));
  const only = basis === before ? changed : null;
  if (only?.length === 0) return;
  await writeDiffering(tx, key, state, only, policyVersion, now);
  if (basis !== before) {
    await run(
      tx,
      `INSERT INTO line_clocks (system_id, image_id, basis) VALUES ($1::uuid, $2::uuid, $3) ON CONFLICT (system_id, image_id) DO UPDATE SET basis = excluded.basis`,
      systemId, imageId, basis,
    );
  }
}

const LINE = `(SELECT name FROM image WHERE system_id = $1::uuid AND id = $2::uuid)`;

async function loadLineState(tx: Tx, systemId: string, imageId: string, now: Date): Promise<LineState> {
  const [row] = await rows<LineState>(
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
               OR (m.actor->>'kind' = 'token' AND m.actor->>'id' IN (SELECT id FROM accepted) AND ${speaksForSql("m.actor", LINE)})
               OR EXISTS (SELECT 1 FROM submission_repeat r WHERE r.system_id = $1::uuid AND r.submission_id = m.id AND r.actor_id IN (SELECT id FROM accepted) AND ${speaksForSql("r.actor", LINE)})
               OR EXISTS (SELECT 1 FROM judgement j WHERE j.system_id = $1::uuid AND j.document_id = b.document_id AND j.kind = 'accept-claim'
                 AND (j.digest IS NULL OR j.digest = b.digest) AND j.at <= $3::timestamptz AND (j.expires_at IS NULL OR j.expires_at > $3::timestamptz))))), false) AS scanned,
         min(l.first_seen_at) AS since
       FROM current c JOIN digest d ON d.system_id = $1::uuid AND d.sha256 = c.digest AND d.kind <> 'index'
       LEFT JOIN image_digest l ON l.system_id = $1::uuid AND l.image_id = $2::uuid AND l.digest = c.digest)
     SELECT s.scanned, to_char(s.since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS since,
       (SELECT owner_team FROM image WHERE system_id = $1::uuid AND id = $2::uuid) AS owner_team,
       (SELECT coalesce(json_agg(json_build_object('digest', digest, 'is_current', c.digest IS NOT NULL, 'is_index', d.kind IS NOT DISTINCT FROM 'index', 'first_seen_at', l.first_seen_at) ORDER BY digest), '[]')
        FROM (SELECT digest, first_seen_at FROM image_digest WHERE system_id = $1::uuid AND image_id = $2::uuid) l FULL JOIN current c USING (digest)
        LEFT JOIN digest d ON d.system_id = $1::uuid AND d.sha256 = digest) AS places,
       (SELECT basis FROM line_clocks WHERE system_id = $1::uuid AND image_id = $2::uuid) AS basis
     FROM state s`,
    systemId, imageId, now.toISOString(),
  );
  if (!row) throw new Error("the state of a line is one row");
  return row;
}

/** What a clock says; the rest of its row follows from where it stands. */
const SAYS = ["aliases", "package_name", "severity", "severity_rank", "digest", "start_at", "start_basis", "due_at", "stopped_at", "stop_reason", "state", "rule", "fixed_version", "inputs"];
const says = (row: string): string => SAYS.map((name) => `${row}.${name}`).join(", ");

/** As `contentId("clock", system, line, flaw, package)` writes it. */
const CLOCK_ID = `substr(encode(sha256(convert_to(concat('5:clock36:', $1::uuid, '36:', $2::uuid, octet_length(x.vulnerability), ':', x.vulnerability,
  octet_length(x.package_key), ':', x.package_key), 'UTF8')), 'hex'), 1, 32)::uuid`;

/** Clocks of all flaws, or of these under any package. */
const WANTED = "($3::text[] IS NULL OR vulnerability = ANY ($3::text[]))";

/**
 * Writes the clocks that are not as their findings give them, and removes those no finding is left of, where the findings
 * are: none of them is sent. One clock per flaw and package: of the worst of the current digests, else of the last digest
 * that showed it.
 */
function writeDiffering(
  tx: Tx, { systemId, imageId }: EvaluationKey, state: LineState, only: readonly FlawInPackage[] | null, policyVersion: number, now: Date,
): Promise<number> {
  return hashing(tx, () => run(
    tx,
    `WITH place AS MATERIALIZED (
       SELECT * FROM json_to_recordset($4::json) AS t(digest text, is_current boolean, is_index boolean, first_seen_at timestamptz)),
     named_too AS (
       SELECT DISTINCT n.name, f.package_key FROM finding f CROSS JOIN LATERAL jsonb_array_elements_text(f.detail->'aliases') AS n(name)
       WHERE f.system_id = $1::uuid AND f.image_id = $2::uuid AND f.digest IN (SELECT digest FROM place WHERE is_current)
         AND EXISTS (SELECT 1 FROM place WHERE NOT is_current) AND ($3::text[] IS NULL OR n.name = ANY ($3::text[]))),
     chosen AS (
       SELECT DISTINCT ON (f.vulnerability COLLATE "C", f.package_key COLLATE "C")
         f.vulnerability, f.package_key, f.package_name, f.severity, f.severity_rank, f.digest, f.due_at, f.clock_state, f.fixed_version,
         (coalesce(l.is_current, false) OR NOT $5::boolean) AS shown, f.detail->'aliases' AS names,
         (f.detail->'clock'->>'startAt')::timestamptz(3) AS start_at, f.detail->'clock'->>'startBasis' AS start_basis,
         (f.detail->'clock'->>'stoppedAt')::timestamptz(3) AS stopped_at, f.detail->'clock'->>'stopReason' AS stop_reason, f.detail->'clock'->>'rule' AS rule
       FROM (SELECT * FROM finding WHERE system_id = $1::uuid AND image_id = $2::uuid AND ${WANTED}) f LEFT JOIN place l ON l.digest = f.digest
       ORDER BY f.vulnerability COLLATE "C", f.package_key COLLATE "C", coalesce(l.is_current, false) DESC, coalesce(l.is_index, false),
         CASE f.clock_state WHEN 'breached' THEN 0 WHEN 'exception-expired' THEN 1 WHEN 'due-soon' THEN 2 WHEN 'within' THEN 3
           WHEN 'excepted' THEN 4 WHEN 'no-clock' THEN 5 ELSE 6 END, f.due_at NULLS LAST, l.first_seen_at DESC, f.digest),
     judged AS (
       SELECT c.*, (c.shown OR n.name IS NOT NULL) AS open FROM chosen c LEFT JOIN named_too n ON n.name = c.vulnerability AND n.package_key = c.package_key),
     ended AS (
       SELECT *, CASE WHEN NOT open AND stopped_at IS NULL THEN $6::timestamptz(3) END AS ended_at FROM judged),
     clock AS (
       SELECT vulnerability, package_key, package_name, ARRAY(SELECT jsonb_array_elements_text(names)) AS aliases, severity, severity_rank, digest, start_at, start_basis, due_at,
         coalesce(ended_at, stopped_at) AS stopped_at,
         CASE WHEN ended_at IS NULL THEN stop_reason ELSE 'No current digest of the line shows it, and all of them were scanned.' END AS stop_reason,
         CASE WHEN ended_at IS NULL THEN clock_state WHEN due_at IS NULL THEN 'no-clock' WHEN ended_at > due_at THEN 'met-late' ELSE 'met' END AS state,
         rule, fixed_version, jsonb_build_object('shownBy', digest, 'open', open) AS inputs
       FROM ended),
     stored AS (
       SELECT * FROM patch_sla WHERE system_id = $1::uuid AND image_id = $2::uuid AND ${WANTED}),
     differing AS MATERIALIZED (
       SELECT p.id AS held, c.* FROM (SELECT * FROM clock) c FULL JOIN stored p ON p.vulnerability = c.vulnerability AND p.package_key = c.package_key
       WHERE c.vulnerability IS NULL OR p.id IS NULL OR p.owner_team IS DISTINCT FROM $7::text OR p.rule_version <> $8::int
         OR (${says("p")}) IS DISTINCT FROM (${says("c")})),
     gone AS (
       DELETE FROM patch_sla p USING differing x WHERE x.vulnerability IS NULL AND p.system_id = $1::uuid AND p.image_id = $2::uuid AND p.id = x.held)
     INSERT INTO patch_sla (system_id, image_id, id, vulnerability, package_key, computed_at, owner_team, rule_version, ${SAYS.join(", ")})
     SELECT $1::uuid, $2::uuid, coalesce(x.held, ${CLOCK_ID}), x.vulnerability, x.package_key, $9::timestamptz, $7::text, $8::int, ${says("x")}
     FROM differing x WHERE x.vulnerability IS NOT NULL
     ON CONFLICT (system_id, id) DO UPDATE SET computed_at = excluded.computed_at, owner_team = excluded.owner_team, rule_version = excluded.rule_version,
       ${SAYS.map((name) => `${name} = excluded.${name}`).join(", ")}`,
    systemId, imageId, only && arrayOf(only.map(({ vulnerability }) => vulnerability)), JSON.stringify(state.places), state.scanned, state.since, state.owner_team, policyVersion,
    now.toISOString(),
  ));
}

/** As PostgreSQL writes arrays: compared as one value, which no plan walks row by row. */
function arrayOf(texts: readonly string[]): string {
  return `{${[...new Set(texts)].map((text) => `"${text.replaceAll(/["\\]/g, "\\$&")}"`).join(",")}}`;
}
