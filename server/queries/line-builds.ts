import type { Platform } from "../../domain/model/identity";
import type { SeverityCounts } from "../../domain/model/evaluation";
import { rows, type Tx } from "../store";
import { ISO } from "./digest-facts/base";

export interface LineScope {
  systemId: string;
  imageId: string | null;
  /** ISO 8601 UTC; nothing recorded later is seen. */
  asOf: string;
}

/** The digest whose own line of descent is asked for: builds of the same kind and, where both state one, platform. */
export interface Subject {
  digest: string;
  kind: string;
  platform: Platform | null;
}

export interface LineBuild {
  /** Hex, without prefix. */
  digest: string;
  /** The tags that name it or the index that lists it, the most exact first; else the start of the digest. */
  label: string;
  /** ISO 8601 UTC. */
  at: string;
  firstSeenAt: string;
}

interface StoredBuild {
  digest: string;
  first_seen_at: string;
  created_at: string | null;
  observed_at: string | null;
  tags: string[] | null;
}

const LABELLED = 2;

/**
 * When the configs of some digests (SQL that lists them) say they were built: the first or the last. Each is looked up
 * by itself (OFFSET): joined, the planner reads every config of the system for each digest. `$1` is the system.
 */
export const configCreated = (which: "min" | "max", digests: string, and = ""): string => `(SELECT ${which}(f.facts->'config'->>'created') FROM (${digests}) n(sha256)
    CROSS JOIN LATERAL (SELECT c.config_sha256 FROM digest c WHERE c.system_id = $1::uuid AND c.sha256 = n.sha256 OFFSET 0) c
    CROSS JOIN LATERAL (SELECT t.facts FROM document t WHERE t.system_id = $1::uuid AND t.sha256 = c.config_sha256 AND t.kind = 'image_config' ${and} OFFSET 0) f)`;

/** An index that lists one runnable platform alone is the same build as that platform: what is said of one is said of both. */
const KIN = `
  own AS (
    SELECT d.sha256 AS digest, d.kind, d.config_sha256, least(l.first_seen_at, d.first_seen_at) AS seen FROM image_digest l
    JOIN digest d ON d.system_id = l.system_id AND d.sha256 = l.digest
    WHERE l.system_id = $1::uuid AND l.image_id = $2::uuid AND l.first_seen_at <= $3::timestamptz AND d.kind IN ('index', 'manifest', 'unknown')),
  listed AS (
    SELECT DISTINCT e.parent, e.child FROM own o CROSS JOIN LATERAL (
      SELECT d.from_sha256 AS parent, d.to_sha256 AS child, d.platform FROM identity_edge d
      WHERE d.system_id = $1::uuid AND d.type = 'index-has-manifest' AND d.from_sha256 = o.digest AND d.recorded_at <= $3::timestamptz
      UNION ALL SELECT u.from_sha256, u.to_sha256, u.platform FROM identity_edge u
      WHERE u.system_id = $1::uuid AND u.to_sha256 = o.digest AND u.type = 'index-has-manifest' AND u.recorded_at <= $3::timestamptz OFFSET 0) e
    CROSS JOIN LATERAL (SELECT 1 FROM digest c WHERE c.system_id = $1::uuid AND c.sha256 = e.child AND c.kind IN ('manifest', 'unknown') OFFSET 0) c
    WHERE coalesce(e.platform->>'os', '') <> 'unknown'),
  single AS (SELECT parent, min(child) AS child FROM listed GROUP BY parent HAVING count(*) = 1),
  kin AS (
    SELECT digest, digest AS with_digest FROM own
    UNION SELECT parent, child FROM single
    UNION SELECT child, parent FROM single),
  scanned AS (
    SELECT DISTINCT k.digest, s.severity_counts, coalesce(s.finished_at, s.started_at, t.observed_at) AS told, t.recorded_at, s.document_id
    FROM kin k JOIN binding_current b ON b.system_id = $1::uuid AND b.digest = k.with_digest AND b.state IN ('subject', 'named', 'claimed')
    JOIN scan s ON s.system_id = $1::uuid AND s.document_id = b.document_id
    JOIN document t ON t.system_id = $1::uuid AND t.id = b.document_id
    WHERE t.kind = 'vuln_scan' AND t.recorded_at <= $3::timestamptz)`;

/**
 * Digests of a line, oldest first, by the time their config says they were built, else by their first scan, else by when
 * we first heard of them. Without a subject an index stands only where none of its platforms is in the line.
 */
export async function lineBuilds(tx: Tx, { systemId, imageId, asOf }: LineScope, subject: Subject | null): Promise<LineBuild[]> {
  const found = await rows<StoredBuild>(
    tx,
    `WITH ${KIN}
     SELECT o.digest, ${ISO("o.seen")} AS first_seen_at,
       ${configCreated("min", "SELECT o.digest UNION ALL SELECT child FROM listed WHERE parent = o.digest", "AND t.recorded_at <= $3::timestamptz")} AS created_at,
       (SELECT ${ISO("min(coalesce(n.told, n.recorded_at))")} FROM scanned n WHERE n.digest = o.digest) AS observed_at,
       (SELECT array_agg(DISTINCT t.tag) FROM image_tag t WHERE t.system_id = $1::uuid AND t.image_id = $2::uuid AND t.from_at <= $3::timestamptz
          AND (t.digest = o.digest OR t.digest IN (SELECT parent FROM listed WHERE child = o.digest)
            OR t.digest IN (SELECT child FROM single WHERE parent = o.digest))) AS tags
     FROM own o JOIN digest d ON d.system_id = $1::uuid AND d.sha256 = o.digest
     WHERE CASE
       WHEN $4::text IS NULL THEN o.kind <> 'index' OR NOT EXISTS (SELECT 1 FROM listed JOIN own c ON c.digest = listed.child WHERE listed.parent = o.digest)
       WHEN o.digest = $4 THEN true
       ELSE (o.kind = 'index') = ($5::text = 'index') AND (d.platform IS NULL OR $6::jsonb IS NULL OR d.platform = $6::jsonb) END`,
    systemId, imageId, asOf, subject?.digest ?? null, subject?.kind ?? null, subject?.platform ? JSON.stringify(subject.platform) : null,
  );
  return found
    .map((row) => ({ digest: row.digest, label: labelOf(row), at: buildTime(row), firstSeenAt: row.first_seen_at }))
    .sort((a, b) => compareText(a.at, b.at) || compareText(a.label, b.label) || compareText(a.digest, b.digest));
}

export interface BuildCounts {
  digest: string;
  at_build: SeverityCounts | null;
  now: SeverityCounts | null;
}

/**
 * Counts of the first scan of each build ("at build") and of its newest ("now"), by when the scan ran, not when it was
 * sent. A scan that does not tell when it ran is read only where none does.
 */
export async function buildCounts(tx: Tx, { systemId, imageId, asOf }: LineScope): Promise<Map<string, BuildCounts>> {
  const found = await rows<BuildCounts>(
    tx,
    `WITH ${KIN}
     SELECT digest, (array_agg(severity_counts ORDER BY told NULLS LAST, CASE WHEN told IS NULL THEN recorded_at END, document_id))[1] AS at_build,
       (array_agg(severity_counts ORDER BY told DESC NULLS LAST, CASE WHEN told IS NULL THEN recorded_at END DESC, document_id))[1] AS now FROM scanned GROUP BY digest`,
    systemId, imageId, asOf,
  );
  return new Map(found.map((row) => [row.digest, row]));
}

/** The builds beside one in its own line of descent. */
export function beside(builds: readonly LineBuild[], digest: string): { before: LineBuild | null; after: LineBuild | null } {
  const here = builds.findIndex((one) => one.digest === digest);
  return here === -1 ? { before: null, after: null } : { before: builds[here - 1] ?? null, after: builds[here + 1] ?? null };
}

/** "1.2.0, 1.2": the more a tag says, the less it moves. */
function labelOf({ tags, digest }: StoredBuild): string {
  const parts = (tag: string): number => (/^v?\d/.test(tag) ? tag.split(".").length : 0);
  const sorted = (tags ?? []).toSorted((a, b) => parts(b) - parts(a) || compareText(a, b));
  return sorted.length === 0 ? digest.slice(0, 12) : sorted.slice(0, LABELLED).join(", ");
}

/** Reproducible builds write 1970 or the like: such a time says nothing about order. */
function buildTime(row: StoredBuild): string {
  const created = row.created_at === null ? Number.NaN : Date.parse(row.created_at);
  const believable = created >= Date.UTC(2005, 0, 1) && created <= Date.parse(row.first_seen_at);
  if (believable) return new Date(created).toISOString();
  return row.observed_at !== null && row.observed_at < row.first_seen_at ? row.observed_at : row.first_seen_at;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
