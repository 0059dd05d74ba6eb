import type { Platform } from "../../../domain/model/identity";
import { rows, type Tx } from "../../store";

export interface Scope {
  systemId: string;
  digest: string;
  /** Null = the digest belongs to no line, or is looked at outside of one. */
  imageId: string | null;
  /** ISO 8601 UTC; nothing recorded later is seen. */
  asOf: string;
}

export interface BaseRow {
  system_name: string;
  system_title: string;
  sample: boolean;
  kind: "index" | "manifest" | "unknown" | "artifact" | "config";
  platform: Platform | null;
  config_sha256: string | null;
  size_bytes: number | null;
  layer_count: number | null;
  annotations: Record<string, string>;
  first_seen_at: string;
  image: ImageRow | null;
  lines: string[];
  tags: { image: string; image_id: string; tag: string; from: string; to: string | null }[];
  deployments: { image_id: string | null; from: string; to: string | null }[];
  /** Whether anything at all is known to run from the line. */
  inventory: boolean;
  policy: PolicyRow | null;
  lists: { list: string; entries: unknown }[];
}

export interface ImageRow {
  name: string;
  owner_team: string | null;
  owner_person: string | null;
  owner_contact: string | null;
  criticality: string | null;
  exposure: string;
}

export interface PolicyRow {
  policy_id: string;
  version: number;
  preset: string;
  content: unknown;
  effective_from: string;
}

/** An instant as text, as evaluation compares it. */
export const ISO = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The digest itself, its lines, tags and deployments, and the policy in force. Tags and deployments of its indexes are its own too. */
export async function loadBase(tx: Tx, { systemId, digest, imageId, asOf }: Scope): Promise<BaseRow | null> {
  const [row] = await rows<BaseRow>(
    tx,
    `WITH self AS (
       SELECT $2 AS sha256 UNION
       SELECT e.from_sha256 FROM identity_edge e WHERE e.system_id = $1::uuid AND e.to_sha256 = $2 AND e.type = 'index-has-manifest' AND e.recorded_at <= $4::timestamptz)
     SELECT s.name AS system_name, s.title AS system_title, s.sample, d.kind, d.platform, d.config_sha256,
       d.size_bytes::float8 AS size_bytes, d.layer_count, d.annotations, ${ISO("d.first_seen_at")} AS first_seen_at,
       (SELECT row_to_json(i) FROM image i WHERE i.system_id = $1::uuid AND i.id = $3::uuid) AS image,
       (SELECT coalesce(json_agg(i.name ORDER BY i.name), '[]') FROM image_digest l JOIN image i ON i.system_id = l.system_id AND i.id = l.image_id
        WHERE l.system_id = $1::uuid AND l.digest = $2 AND l.first_seen_at <= $4::timestamptz) AS lines,
       (SELECT coalesce(json_agg(json_build_object('image', i.name, 'image_id', i.id, 'tag', t.tag, 'from', ${ISO("t.from_at")},
          'to', CASE WHEN t.to_at <= $4::timestamptz THEN ${ISO("t.to_at")} END) ORDER BY i.name, t.tag, t.from_at), '[]')
        FROM image_tag t JOIN image i ON i.system_id = t.system_id AND i.id = t.image_id
        WHERE t.system_id = $1::uuid AND t.digest IN (SELECT sha256 FROM self) AND t.from_at <= $4::timestamptz) AS tags,
       (SELECT coalesce(json_agg(json_build_object('image_id', p.image_id, 'from', ${ISO("p.from_at")},
          'to', CASE WHEN p.to_at <= $4::timestamptz THEN ${ISO("p.to_at")} END) ORDER BY p.from_at), '[]')
        FROM deployment p WHERE p.system_id = $1::uuid AND p.digest IN (SELECT sha256 FROM self) AND p.from_at <= $4::timestamptz) AS deployments,
       EXISTS (SELECT 1 FROM deployment p WHERE p.system_id = $1::uuid AND p.image_id = $3::uuid AND p.from_at <= $4::timestamptz) AS inventory,
       (SELECT json_build_object('policy_id', v.policy_id, 'version', v.version, 'preset', v.preset, 'content', v.content, 'effective_from', ${ISO("v.effective_from")})
        FROM policy_version v WHERE v.system_id = $1::uuid
        ORDER BY (v.effective_from <= $4::timestamptz AND v.recorded_at <= $4::timestamptz) DESC,
          CASE WHEN v.effective_from <= $4::timestamptz THEN v.version ELSE -v.version END DESC LIMIT 1) AS policy,
       (SELECT coalesce(json_agg(json_build_object('list', l.list, 'entries', l.entries)), '[]') FROM (
          SELECT DISTINCT ON (a.list) a.list, a.entries FROM approved_list a
          WHERE a.system_id = $1::uuid AND a.recorded_at <= $4::timestamptz ORDER BY a.list, a.version DESC) l) AS lists
     FROM digest d JOIN system s ON s.id = d.system_id
     WHERE d.system_id = $1::uuid AND d.sha256 = $2`,
    systemId, digest, imageId, asOf,
  );
  return row ?? null;
}
