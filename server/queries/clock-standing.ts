import type { ClockStanding } from "../../contracts/pages";
import { rows, type Tx } from "../store";

interface StoredStanding {
  id: string;
  digest: string;
  tags: string[] | null;
  deployed: boolean;
  inventory: boolean;
  tagged: boolean;
}

/** In which build each clock is still open, and what makes that build count: deployed, else named by a tag, else newest. */
export async function clockStandings(tx: Tx, systemId: string, ids: readonly string[]): Promise<Record<string, ClockStanding>> {
  const found = await rows<StoredStanding>(
    tx,
    `SELECT c.id::text AS id, c.digest,
       (SELECT array_agg(DISTINCT t.tag ORDER BY t.tag) FROM image_tag t
          WHERE t.system_id = $1::uuid AND t.image_id = c.image_id AND t.to_at IS NULL AND t.digest = ANY (s.self)) AS tags,
       EXISTS (SELECT 1 FROM deployment p WHERE p.system_id = $1::uuid AND p.image_id = c.image_id AND p.to_at IS NULL AND p.digest = ANY (s.self)) AS deployed,
       EXISTS (SELECT 1 FROM deployment p WHERE p.system_id = $1::uuid AND p.image_id = c.image_id AND p.to_at IS NULL) AS inventory,
       EXISTS (SELECT 1 FROM image_tag t WHERE t.system_id = $1::uuid AND t.image_id = c.image_id AND t.to_at IS NULL) AS tagged
     FROM patch_sla c CROSS JOIN LATERAL (SELECT array_append(array_agg(e.from_sha256), c.digest) AS self FROM identity_edge e
       WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.to_sha256 = c.digest) s
     WHERE c.system_id = $1::uuid AND c.id IN (SELECT json_array_elements_text($2::json)::uuid)`,
    systemId, JSON.stringify(ids),
  );
  return Object.fromEntries(found.map((row) => [row.id, { build: row.tags?.join(", ") ?? row.digest.slice(0, 12), basis: basisOf(row) }]));
}

function basisOf({ tags, deployed, inventory, tagged }: StoredStanding): ClockStanding["basis"] {
  if (deployed) return "deployment";
  if (inventory) return "older";
  if (tags !== null) return "tag";
  return tagged ? "older" : "newest";
}
