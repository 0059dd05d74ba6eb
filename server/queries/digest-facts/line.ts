import type { DigestFacts, ExceptionFact, SeverityCounts } from "../../../domain/model/evaluation";
import { expectsAnything } from "../../../domain/provenance/expectations";
import type { ProvenanceExpectation } from "../../../domain/provenance/model";
import type { Sighting } from "../../../domain/matching/fold-detections";
import { NO_LINE, rows, type Tx } from "../../store";
import { speaksForSql } from "../speaks-for";
import { beside, buildCounts, lineBuilds } from "../line-builds";
import { ISO, type BaseRow, type Scope } from "./base";

export type Builds = Pick<DigestFacts, "builds" | "predecessor" | "successor">;

/** The line's digests of the same kind and platform in time order, each with the counts of its first and newest scan. */
export async function loadBuilds(tx: Tx, { systemId, digest, imageId, asOf }: Scope, base: BaseRow): Promise<Builds> {
  const scope = { systemId, imageId, asOf };
  const builds = await lineBuilds(tx, scope, { digest, kind: base.kind, platform: base.platform });
  const counts = await buildCounts(tx, scope);
  const { before, after } = beside(builds, digest);
  return {
    builds: builds.map((one) => ({ digest: one.digest, label: one.label, at: one.at, atBuild: counts.get(one.digest)?.at_build ?? null, now: counts.get(one.digest)?.now ?? null })),
    predecessor: before && { digest: before.digest, firstSeenAt: before.at, openBySeverity: counts.get(before.digest)?.now ?? NOTHING },
    successor: after && { digest: after.digest, firstSeenAt: after.at },
  };
}

const NOTHING: SeverityCounts = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, none: 0, unknown: 0 };

export interface StatedAlias {
  pair: [string, string];
  /** An advisory states it that was handed in by an accepted token, verified in this line, or accepted by a recorded decision. */
  vouched: boolean;
}

const LINE = `(SELECT name FROM image WHERE system_id = $1::uuid AND id = $6::uuid)`;

/** Ids that mean the same flaw as these, through every alias stated in the system until then, whoever states it. */
export async function loadAliases(tx: Tx, { systemId, digest, imageId, asOf }: Scope, names: readonly string[], acceptedTokens: readonly string[] = []): Promise<StatedAlias[]> {
  const found = await rows<{ name: string; alias: string; vouched: boolean }>(
    tx,
    `WITH RECURSIVE known(name) AS (
       SELECT DISTINCT json_array_elements_text($2::json)
       UNION
       SELECT n.name FROM known k CROSS JOIN LATERAL (
         SELECT a.alias AS name FROM vulnerability_alias a WHERE a.system_id = $1::uuid AND a.name = k.name AND a.recorded_at <= $3::timestamptz
         UNION ALL
         SELECT a.name FROM vulnerability_alias a WHERE a.system_id = $1::uuid AND a.alias = k.name AND a.recorded_at <= $3::timestamptz) n)
     SELECT a.name, a.alias, EXISTS (
       SELECT 1 FROM advisory_alias s JOIN document d ON d.system_id = $1::uuid AND d.id = s.document_id AND d.recorded_at <= $3::timestamptz
       JOIN submission m ON m.system_id = $1::uuid AND m.id = d.submission_id
       CROSS JOIN LATERAL (
         SELECT coalesce(bool_or(n.state = 'invalid'), false) AS invalid, coalesce(bool_or(n.state = 'verified' AND n.image_id = $6::uuid), false) AS verified
         FROM (SELECT DISTINCT ON (v.digest, v.image_id) v.state, v.image_id FROM verification v
               WHERE v.system_id = $1::uuid AND v.document_id = d.id AND v.at <= $3::timestamptz ORDER BY v.digest, v.image_id, v.generation DESC) n) v
       WHERE s.system_id = $1::uuid AND s.name = a.name AND s.alias = a.alias AND NOT v.invalid
         AND (v.verified OR (m.actor->>'kind' = 'token' AND m.actor->>'id' IN (SELECT json_array_elements_text($4::json)) AND ${speaksForSql("m.actor", LINE)})
           OR EXISTS (SELECT 1 FROM submission_repeat r WHERE r.system_id = $1::uuid AND r.submission_id = m.id AND r.recorded_at <= $3::timestamptz
             AND r.actor_id IN (SELECT json_array_elements_text($4::json)) AND ${speaksForSql("r.actor", LINE)})
           OR EXISTS (SELECT 1 FROM judgement j WHERE j.system_id = $1::uuid AND j.document_id = d.id AND j.kind = 'accept-claim' AND j.at <= $3::timestamptz
             AND (j.digest IS NULL OR j.digest = $5) AND (j.expires_at IS NULL OR j.expires_at > $3::timestamptz)))) AS vouched
     FROM vulnerability_alias a JOIN known k ON k.name = a.name
     WHERE a.system_id = $1::uuid AND a.recorded_at <= $3::timestamptz ORDER BY a.name, a.alias`,
    systemId, JSON.stringify([...new Set(names)]), asOf, JSON.stringify(acceptedTokens), digest, imageId ?? NO_LINE,
  );
  return found.map(({ name, alias, vouched }) => ({ pair: [name, alias], vouched }));
}

/** First sight of these flaws on the line's other digests: one row per flaw and package, however often it was scanned. */
export async function loadLineSightings(tx: Tx, { systemId, digest, imageId, asOf }: Scope, names: readonly string[]): Promise<Sighting[]> {
  if (imageId === null || names.length === 0) return [];
  const found = await rows<{ vulnerability: string; purl: string | null; type: string; namespace: string | null; name: string; observed_at: string | null; recorded_at: string }>(
    tx,
    `WITH other AS (
       SELECT DISTINCT b.document_id FROM image_digest l
       JOIN binding b ON b.system_id = l.system_id AND b.digest = l.digest AND b.state IN ('subject', 'named', 'claimed') AND b.recorded_at <= $5::timestamptz
       JOIN binding_current c ON c.system_id = b.system_id AND c.document_id = b.document_id AND c.digest = b.digest AND c.state IN ('subject', 'named', 'claimed')
       WHERE l.system_id = $1::uuid AND l.image_id = $3::uuid AND l.digest <> $2)
     SELECT v.name AS vulnerability, p.purl, p.type, p.namespace, p.name,
       ${ISO("min(coalesce(s.finished_at, s.started_at, t.observed_at))")} AS observed_at, ${ISO("min(m.recorded_at)")} AS recorded_at
     FROM vulnerability v JOIN detection d ON d.system_id = $1::uuid AND d.vulnerability_id = v.id
     JOIN other o ON o.document_id = d.document_id
     JOIN document t ON t.system_id = $1::uuid AND t.id = d.document_id AND t.recorded_at <= $5::timestamptz
     JOIN submission m ON m.system_id = $1::uuid AND m.id = t.submission_id
     JOIN scan s ON s.system_id = $1::uuid AND s.document_id = d.document_id
     JOIN package p ON p.id = d.package_id
     WHERE v.name IN (SELECT json_array_elements_text($4::json))
     GROUP BY v.name, p.purl, p.type, p.namespace, p.name ORDER BY v.name, p.type, p.namespace, p.name, p.purl`,
    systemId, digest, imageId, JSON.stringify([...new Set(names)]), asOf,
  );
  return found.map((row) => ({
    evidence: "", digest: "another digest of the line", observedAt: row.observed_at, recordedAt: row.recorded_at,
    detection: {
      vulnerability: row.vulnerability, aliases: [], package: { purl: row.purl, type: row.type, namespace: row.namespace, name: row.name, version: null },
      fixedVersions: [], fixState: null, severity: "unknown", severityWord: null, severitySource: null, cvss: [], publishedAt: null, title: null, url: null, at: "",
    },
  }));
}

export function loadExceptions(tx: Tx, { systemId, digest, imageId, asOf }: Scope): Promise<ExceptionFact[]> {
  return rows<ExceptionFact>(
    tx,
    `SELECT e.id, e.type, json_build_object('vulnerability', e.vulnerability, 'packageKey', e.package_key, 'control', e.control) AS scope,
       e.reason, e.compensating_controls AS "compensatingControls", e.requested_by AS "requestedBy",
       a.author AS "approvedBy", ${ISO("a.at")} AS "approvedAt", ${ISO("e.expires_at")} AS "expiresAt"
     FROM exception e LEFT JOIN LATERAL (
       SELECT j.author, j.at FROM judgement j WHERE j.system_id = $1::uuid AND j.exception_id = e.id AND j.kind = 'exception-approval'
         AND j.at <= $4::timestamptz ORDER BY j.at, j.id LIMIT 1) a ON true
     WHERE e.system_id = $1::uuid AND e.requested_at <= $4::timestamptz AND (e.digest = $2 OR (e.digest IS NULL AND e.image_id = $3::uuid))
       AND NOT EXISTS (SELECT 1 FROM exception n WHERE n.system_id = $1::uuid AND n.supersedes = e.id AND n.requested_at <= $4::timestamptz)
     ORDER BY e.requested_at, e.id`,
    systemId, digest, imageId, asOf,
  );
}

/** What was expected of the line's builds at that instant; null where nobody said, or took it back. */
export async function loadExpectation(tx: Tx, { systemId, imageId, asOf }: Scope): Promise<ProvenanceExpectation | null> {
  if (imageId === null) return null;
  const [row] = await rows<ProvenanceExpectation>(
    tx,
    `SELECT version, source_repository AS "sourceRepository", builder_id AS "builderId", ref, workflow, minimum_level AS "minimumLevel", author, ${ISO("recorded_at")} AS "recordedAt"
     FROM provenance_expectation WHERE system_id = $1::uuid AND image_id = $2::uuid AND recorded_at <= $3::timestamptz ORDER BY version DESC LIMIT 1`,
    systemId, imageId, asOf,
  );
  return row !== undefined && expectsAnything(row) ? row : null;
}
