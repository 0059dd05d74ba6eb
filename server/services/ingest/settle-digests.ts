import type { IdentityGraph } from "../../../domain/identity/graph";
import type { ImageConfigFacts, IndexFacts, ManifestFacts } from "../../../domain/model/document";
import type { Platform } from "../../../domain/model/identity";
import { rows, run, rowsMany, sortedBy, type Tx } from "../../store";

interface Described {
  sha256: string;
  kind: "index" | "manifest" | "artifact" | "config" | "unknown";
  media_type: string | null;
  platform: Platform | null;
  config_sha256: string | null;
  size_bytes: number | null;
  layer_count: number | null;
  annotations: Record<string, string>;
}

interface StatedFacts {
  index?: IndexFacts;
  manifest?: ManifestFacts;
  config?: ImageConfigFacts;
}

/** Somebody may have handed evidence in under the digest of a signature or a config before its bytes said what it is. */
const NO_IMAGE = "('artifact', 'config')";

/**
 * Makes the rows of these digests and brings what they say in line with the manifests, indexes and configs held. The
 * answer depends on what is held and not on the order it came in: what was said of a digest before it was known to be no
 * image is taken back. Answers those that are new or say something else now.
 */
export async function settleDigests(tx: Tx, systemId: string, graph: IdentityGraph, digests: readonly string[], seenAt: string): Promise<string[]> {
  if (digests.length === 0) return [];
  const wanted = [...new Set(digests)].sort();
  const configs = wanted.map((sha256) => graph.configOf(sha256)).filter((sha256) => sha256 !== null);
  const parents = wanted.flatMap((sha256) => graph.indexesOf(sha256));
  const stated = await loadStated(tx, systemId, [...wanted, ...configs, ...parents]);
  const list = wanted.map((sha256) => describe(graph, sha256, stated));
  const changed = await rowsMany<{ sha256: string }>(
    tx,
    `INSERT INTO digest AS d (system_id, sha256, kind, media_type, platform, config_sha256, size_bytes, layer_count, annotations, first_seen_at, search)
     SELECT $2::uuid, t.*, $3::timestamptz, t.sha256 FROM json_to_recordset($1::json) AS t(sha256 text, kind text, media_type text,
       platform jsonb, config_sha256 text, size_bytes bigint, layer_count int, annotations jsonb)
     ON CONFLICT (system_id, sha256) DO UPDATE SET kind = excluded.kind, media_type = excluded.media_type, platform = excluded.platform,
       config_sha256 = excluded.config_sha256, size_bytes = excluded.size_bytes, layer_count = excluded.layer_count,
       annotations = excluded.annotations, first_seen_at = LEAST(d.first_seen_at, excluded.first_seen_at),
       rollup = CASE WHEN excluded.kind IN ${NO_IMAGE} THEN NULL ELSE d.rollup END, rollup_at = CASE WHEN excluded.kind IN ${NO_IMAGE} THEN NULL ELSE d.rollup_at END,
       valid_until = CASE WHEN excluded.kind IN ${NO_IMAGE} THEN NULL ELSE d.valid_until END,
       evaluated_revision = CASE WHEN excluded.kind IN ${NO_IMAGE} THEN d.facts_revision ELSE d.evaluated_revision END,
       rules_revision = CASE WHEN excluded.kind IN ${NO_IMAGE} THEN 0 ELSE d.rules_revision END, attempts = CASE WHEN excluded.kind IN ${NO_IMAGE} THEN 0 ELSE d.attempts END,
       attempted = CASE WHEN excluded.kind IN ${NO_IMAGE} THEN NULL ELSE d.attempted END, retry_at = CASE WHEN excluded.kind IN ${NO_IMAGE} THEN NULL ELSE d.retry_at END,
       problem = CASE WHEN excluded.kind IN ${NO_IMAGE} THEN NULL ELSE d.problem END
     WHERE (d.kind, d.media_type, d.platform, d.config_sha256, d.size_bytes, d.layer_count, d.annotations, LEAST(d.first_seen_at, excluded.first_seen_at))
       IS DISTINCT FROM (excluded.kind, excluded.media_type, excluded.platform, excluded.config_sha256, excluded.size_bytes,
         excluded.layer_count, excluded.annotations, d.first_seen_at)
     RETURNING sha256`,
    list, systemId, seenAt,
  );
  const noImages = list.filter(({ kind }) => kind === "artifact" || kind === "config").map(({ sha256 }) => sha256);
  if (noImages.length > 0) await run(tx, `DELETE FROM finding WHERE system_id = $1::uuid AND digest IN (SELECT json_array_elements_text($2::json))`, systemId, JSON.stringify(noImages));
  return changed.map(({ sha256 }) => sha256);
}

async function loadStated(tx: Tx, systemId: string, wanted: readonly string[]): Promise<Map<string, StatedFacts>> {
  const found = await rows<{ sha256: string; facts: StatedFacts }>(
    tx,
    `SELECT DISTINCT ON (sha256) sha256, facts FROM document WHERE system_id = $1::uuid
       AND sha256 IN (SELECT json_array_elements_text($2::json)) AND kind IN ('image_index', 'image_manifest', 'image_config')
     ORDER BY sha256, revision DESC, id`,
    systemId, JSON.stringify([...new Set(wanted)]),
  );
  return new Map(found.map((row) => [row.sha256, row.facts]));
}

function describe(graph: IdentityGraph, sha256: string, stated: ReadonlyMap<string, StatedFacts>): Described {
  const own = stated.get(sha256);
  const entry = entryOf(graph, sha256, stated);
  const config = graph.configOf(sha256);
  const configFacts = config === null ? undefined : stated.get(config)?.config;
  const layers = own?.manifest?.layers;
  return {
    sha256,
    kind: kindOf(graph, sha256, own),
    media_type: own?.index?.mediaType ?? own?.manifest?.mediaType ?? entry?.mediaType ?? null,
    platform: entry?.platform ?? configFacts?.platform ?? null,
    config_sha256: own?.index ? null : config,
    size_bytes: layers ? layers.reduce((sum, layer) => sum + (layer.sizeBytes ?? 0), 0) : null,
    layer_count: layers?.length ?? null,
    annotations: own?.index?.annotations ?? own?.manifest?.annotations ?? {},
  };
}

function entryOf(graph: IdentityGraph, sha256: string, stated: ReadonlyMap<string, StatedFacts>) {
  for (const index of graph.indexesOf(sha256)) {
    const entry = stated.get(index)?.index?.manifests.find((one) => one.sha256 === sha256 && one.role === "platform");
    if (entry) return entry;
  }
  return null;
}

function kindOf(graph: IdentityGraph, sha256: string, own: StatedFacts | undefined): Described["kind"] {
  const kind = graph.kindOf(sha256);
  return (kind === "manifest" || kind === "unknown") && isArtifact(graph, sha256, own?.manifest) ? "artifact" : kind;
}

/** Media types of what is said about images: statements, envelopes, bundles, cosign's signed payloads. */
const STATEMENT = /^application\/vnd\.(?:in-toto|dsse\.envelope|dev\.sigstore\.bundle|dev\.cosign\.simplesigning)/;

/**
 * A manifest that carries an attestation and no image. Its own bytes must say so: an index of somebody else that calls
 * an image an attestation must not make it disappear.
 */
function isArtifact(graph: IdentityGraph, sha256: string, manifest: ManifestFacts | undefined): boolean {
  if (!manifest || graph.indexesOf(sha256).length > 0) return false;
  if (manifest.subject !== null || manifest.artifactType !== null) return true;
  return manifest.layers.length > 0 && manifest.layers.every(({ mediaType }) => STATEMENT.test(mediaType ?? ""));
}

/** Puts digests into an image line, with the platforms of an index. Answers all, and which are new there. */
export async function linkToImage(
  tx: Tx, systemId: string, imageId: string, graph: IdentityGraph, digests: readonly string[], at: string,
): Promise<{ all: string[]; joined: string[] }> {
  const all = [...new Set(digests.flatMap((sha256) => [sha256, ...graph.platformsOf(sha256).map((one) => one.manifest)]))];
  const changed = await rowsMany<{ digest: string }>(
    tx,
    `INSERT INTO image_digest (system_id, image_id, digest, first_seen_at)
     SELECT $2::uuid, $3::uuid, t.digest, $4::timestamptz FROM json_to_recordset($1::json) AS t(digest text)
     ON CONFLICT DO NOTHING RETURNING digest`,
    sortedBy(all, (sha256) => sha256).map((digest) => ({ digest })), systemId, imageId, at,
  );
  return { all, joined: changed.map(({ digest }) => digest) };
}
