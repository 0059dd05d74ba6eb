import type { ImageRow } from "../../contracts/image";
import { rows, type Tx } from "../store";
import { BUCKET } from "./clock-rows";
import { digestColumns, rollupIn, toDigestRow, type StoredDigest } from "./digest-rows";
import { iso, isoOrNull } from "./read";

export interface StoredImage extends Partial<StoredDigest> {
  id: string;
  name: string;
  owner_team: string | null;
  owner_person: string | null;
  owner_contact: string | null;
  criticality: string | null;
  exposure: string;
  created_at: Date;
  digest_count: number;
  last_digest_at: Date | null;
  basis: "deployment" | "tag" | "newest" | null;
}

/**
 * The newest digest of a line that is an image, in one way of knowing it; an index before what it lists. Asked one by
 * one, so that a line with a tag never looks through its digests.
 */
const newest = (table: string, at: string, basis: string, open: string): string => `(
      SELECT ARRAY[n.digest, '${basis}'] FROM ${table} n JOIN digest k ON k.system_id = n.system_id AND k.sha256 = n.digest AND k.kind NOT IN ('artifact', 'config')
      WHERE n.system_id = i.system_id AND n.image_id = i.id AND ${open} ORDER BY n.${at} DESC, (k.kind = 'index') DESC, n.digest LIMIT 1)`;

/**
 * Image lines with what is current in each: what is deployed, else what a tag last named, else the newest digest.
 * $1 is the system. Each step is asked per line (OFFSET, LIMIT): joined as a whole, the planner reads every digest there is,
 * and behind row-level security a comparison with coalesce() is no condition of an index, as it might tell something. What names an index stands for the platform in it that is worst off: evidence is bound to platforms, and
 * an index without any of its own would count as missing what its platforms hold. The index itself where none is evaluated.
 */
export const IMAGE_SQL = `
  SELECT i.id::text AS id, i.name, i.owner_team, i.owner_person, i.owner_contact, i.criticality, i.exposure, i.created_at,
    (SELECT count(*)::int FROM image_digest x WHERE x.system_id = i.system_id AND x.image_id = i.id) AS digest_count,
    (SELECT max(x.first_seen_at) FROM image_digest x WHERE x.system_id = i.system_id AND x.image_id = i.id) AS last_digest_at,
    cur.basis, ${digestColumns("i.id")}
  FROM image i
  CROSS JOIN LATERAL (SELECT coalesce(
    ${newest("deployment", "from_at", "deployment", "n.to_at IS NULL")},
    ${newest("image_tag", "from_at", "tag", "n.to_at IS NULL")},
    ${newest("image_digest", "first_seen_at", "newest", "true")}) AS picked OFFSET 0) pick
  CROSS JOIN LATERAL (SELECT pick.picked[1] AS digest, pick.picked[2] AS basis) cur
  LEFT JOIN LATERAL (
    SELECT p.sha256 FROM identity_edge e JOIN digest p ON p.system_id = e.system_id AND p.sha256 = e.to_sha256
    WHERE e.system_id = i.system_id AND e.type = 'index-has-manifest' AND e.from_sha256 = cur.digest
      AND p.kind = 'manifest' AND ${rollupIn("p", "i.id")} IS NOT NULL AND coalesce(e.platform->>'os', '') <> 'unknown'
    ORDER BY array_position(ARRAY['fail', 'needs_evidence', 'manual', 'pass'], (${rollupIn("p", "i.id")})->'verdict'->>'result') NULLS FIRST, p.sha256 LIMIT 1) platform ON true
  CROSS JOIN LATERAL (SELECT coalesce(platform.sha256, cur.digest) AS sha256 OFFSET 0) shown
  LEFT JOIN LATERAL (SELECT k.* FROM digest k WHERE k.system_id = i.system_id AND k.sha256 = shown.sha256 LIMIT 1) d ON true
  WHERE i.system_id = $1::uuid`;

/** The parts of a rollup (SQL of it) as `r`, taken apart once, because each look into a rollup unpacks the whole. */
export const takenApart = (rollup: string): string =>
  `jsonb_to_record(CASE jsonb_typeof(${rollup}) WHEN 'object' THEN ${rollup} END) AS r(verdict jsonb, counts jsonb, ladder jsonb, seals jsonb, frameworks jsonb)`;

/** Some lines whole, in the order of their ids. */
export async function imageRows(tx: Tx, systemId: string, ids: readonly string[]): Promise<StoredImage[]> {
  const found = await rows<StoredImage>(tx, `${IMAGE_SQL} AND i.id = ANY (ARRAY(SELECT json_array_elements_text($2::json)::uuid))`, systemId, JSON.stringify(ids));
  const place = new Map(ids.map((id, index) => [id, index]));
  return found.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}

/** Rows with how many clocks of each line are past their deadline: a line owes more than its one current digest shows. */
export async function withBreached<T extends Omit<ImageRow, "breached">>(tx: Tx, systemId: string, now: Date, lines: T[]): Promise<(T & { breached: number })[]> {
  if (lines.length === 0) return [];
  const found = await rows<{ id: string; count: number }>(
    tx,
    `SELECT c.image_id::text AS id, count(*)::int AS count FROM patch_sla c
     WHERE c.system_id = $1::uuid AND ${BUCKET} = 'breached' AND c.image_id IN (SELECT json_array_elements_text($3::json)::uuid) GROUP BY 1`,
    systemId, iso(now), JSON.stringify(lines.map(({ id }) => id)),
  );
  const counts = new Map(found.map(({ id, count }) => [id, count]));
  return lines.map((line) => ({ ...line, breached: counts.get(line.id) ?? 0 }));
}

export function toImageRow(row: StoredImage): Omit<ImageRow, "breached"> {
  return {
    id: row.id,
    name: row.name,
    owner: { team: row.owner_team, person: row.owner_person, contact: row.owner_contact },
    criticality: row.criticality,
    exposure: row.exposure,
    digestCount: row.digest_count,
    lastDigestAt: isoOrNull(row.last_digest_at),
    current: row.sha256 ? toDigestRow(row as StoredDigest) : null,
    currentBasis: row.sha256 ? (row.basis ?? "none") : "none",
  };
}
