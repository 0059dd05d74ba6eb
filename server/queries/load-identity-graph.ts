import { IdentityGraph } from "../../domain/identity/graph";
import type { IdentityEdge, Platform } from "../../domain/model/identity";
import { rows, sortedBy, type Tx } from "../store";

export interface EdgeRow {
  type: IdentityEdge["type"];
  from_sha256: string;
  to_sha256: string;
  platform: Platform | null;
}

export interface LoadedGraph {
  graph: IdentityGraph;
  /** Every identity reachable from the seeds. Shared layers connect nothing: base images have them in common. */
  reached: string[];
}

const WALK = "('index-has-manifest', 'manifest-has-config', 'referrer-of')";

/**
 * The part of the identity graph around some identities, as it was recorded up to an instant (null = all of it).
 * `more` are edges that are not stored: what the graph would be with them. Their ends have to be among the seeds.
 */
export async function loadGraph(
  tx: Tx, systemId: string, seeds: Iterable<string>, until: string | null = null, more: readonly IdentityEdge[] = [],
): Promise<LoadedGraph> {
  const found = await rows<{ sha256: string; edges: EdgeRow[] | null }>(
    tx,
    `WITH RECURSIVE seed AS (SELECT DISTINCT json_array_elements_text($1::json) AS sha256),
     reached(sha256) AS (
       SELECT sha256 FROM seed
       UNION
       SELECT n.sha256 FROM reached r CROSS JOIN LATERAL (
         SELECT e.to_sha256 AS sha256 FROM identity_edge e WHERE e.system_id = $2::uuid AND e.from_sha256 = r.sha256
           AND e.type IN ${WALK} AND ($3::timestamptz IS NULL OR e.recorded_at <= $3::timestamptz)
         UNION ALL
         SELECT e.from_sha256 FROM identity_edge e WHERE e.system_id = $2::uuid AND e.to_sha256 = r.sha256
           AND e.type IN ${WALK} AND ($3::timestamptz IS NULL OR e.recorded_at <= $3::timestamptz)) n)
     SELECT r.sha256, (
       SELECT json_agg(json_build_object('type', e.type, 'from_sha256', e.from_sha256, 'to_sha256', e.to_sha256, 'platform', e.platform))
       FROM identity_edge e WHERE e.system_id = $2::uuid AND e.from_sha256 = r.sha256
         AND e.type IN ('index-has-manifest', 'manifest-has-config', 'referrer-of', 'manifest-has-layers', 'config-has-diff-ids')
         AND ($3::timestamptz IS NULL OR e.recorded_at <= $3::timestamptz)) AS edges
     FROM reached r ORDER BY r.sha256`,
    JSON.stringify([...new Set(seeds)]), systemId, until,
  );
  return { graph: new IdentityGraph([...toEdges(found.flatMap((row) => row.edges ?? [])), ...more]), reached: found.map((row) => row.sha256) };
}

function toEdges(list: readonly EdgeRow[]): IdentityEdge[] {
  const edges: IdentityEdge[] = [];
  const layers = new Map<string, string[]>();
  const diffIds = new Map<string, string[]>();
  const sorted = sortedBy(list, (one) => `${one.type} ${one.from_sha256} ${one.to_sha256}`);
  for (const { type, from_sha256: from, to_sha256: to, platform } of sorted) {
    if (type === "index-has-manifest") edges.push({ type, index: from, manifest: to, platform });
    else if (type === "manifest-has-config") edges.push({ type, manifest: from, config: to });
    else if (type === "referrer-of") edges.push({ type, manifest: from, subject: to, artifactType: null });
    else (type === "manifest-has-layers" ? layers : diffIds).set(from, [...((type === "manifest-has-layers" ? layers : diffIds).get(from) ?? []), to]);
  }
  for (const [manifest, list] of layers) edges.push({ type: "manifest-has-layers", manifest, layers: list });
  for (const [config, list] of diffIds) edges.push({ type: "config-has-diff-ids", config, diffIds: list.filter((one) => one !== config) });
  return edges;
}
