import type { IdentityEdge, NamedIdentity, Platform } from "../../../domain/model/identity";
import type { EdgeRow } from "../../queries/load-identity-graph";
import { runMany, sortedBy, type Tx } from "../../store";


/** Edges as pairs. A config without layers still says that it is one: it points at itself. */
function edgeRows(edges: readonly IdentityEdge[]): EdgeRow[] {
  const list = edges.flatMap((edge): EdgeRow[] => {
    const row = (from: string, to: string, platform: Platform | null = null): EdgeRow => ({ type: edge.type, from_sha256: from, to_sha256: to, platform });
    switch (edge.type) {
      case "index-has-manifest":
        return [row(edge.index, edge.manifest, edge.platform)];
      case "manifest-has-config":
        return [row(edge.manifest, edge.config)];
      case "manifest-has-layers":
        return edge.layers.map((layer) => row(edge.manifest, layer));
      case "config-has-diff-ids":
        return (edge.diffIds.length === 0 ? [edge.config] : edge.diffIds).map((diffId) => row(edge.config, diffId));
      case "referrer-of":
        return [row(edge.manifest, edge.subject)];
    }
  });
  const unique = new Map<string, EdgeRow>();
  for (const one of list) {
    const key = `${one.type} ${one.from_sha256} ${one.to_sha256}`;
    const known = unique.get(key);
    unique.set(key, known?.platform ? known : one);
  }
  return sortedBy([...unique.values()], (one) => `${one.type} ${one.from_sha256} ${one.to_sha256}`);
}

/** Answers how many edges are new. */
export function writeEdges(tx: Tx, systemId: string, documentId: string, edges: readonly IdentityEdge[], at: string): Promise<number> {
  return runMany(
    tx,
    `INSERT INTO identity_edge (system_id, type, from_sha256, to_sha256, platform, document_id, recorded_at)
     SELECT $2::uuid, t.type, t.from_sha256, t.to_sha256, t.platform, $3::uuid, $4::timestamptz
     FROM json_to_recordset($1::json) AS t(type text, from_sha256 text, to_sha256 text, platform jsonb) ON CONFLICT DO NOTHING`,
    edgeRows(edges), systemId, documentId, at,
  );
}

/** What a document names and was handed in under ("claimed"), so that an arriving manifest finds it again. */
export function writeNamed(tx: Tx, systemId: string, documentId: string, named: readonly NamedIdentity[], claimed: string): Promise<number> {
  const unique = new Map(named.map(({ sha256, type }) => [`${sha256} ${type}`, { sha256, type: type as string }]));
  if (claimed !== "") unique.set(`${claimed} claimed`, { sha256: claimed, type: "claimed" });
  return runMany(
    tx,
    `INSERT INTO named_identity (system_id, sha256, document_id, type)
     SELECT $2::uuid, t.sha256, $3::uuid, t.type FROM json_to_recordset($1::json) AS t(sha256 text, type text) ON CONFLICT DO NOTHING`,
    sortedBy([...unique.values()], (one) => `${one.sha256} ${one.type}`), systemId, documentId,
  );
}
