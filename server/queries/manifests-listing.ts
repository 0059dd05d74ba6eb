import type { ManifestFacts } from "../../domain/model/document";
import type { Sha256Hex } from "../../domain/model/identity";
import { rows, type Tx } from "../store";

/** A manifest that lists a document as one of its layers, with what it says beside it. */
export interface ListedLayer {
  documentId: string;
  manifest: ManifestFacts;
  /** The layer's place in `manifest.layers`. */
  ordinal: number;
  mediaType: string | null;
  /** Cosign keeps signature, certificate and log entry of a payload here. */
  annotations: Record<string, string>;
}

/**
 * The manifests of one submission that list these bytes as a layer: a payload handed in inside an archive is found
 * again with what signs it. Without a submission, those of the whole system. By manifest digest, then place.
 */
export async function manifestsListing(tx: Tx, systemId: string, layer: Sha256Hex, submissionId: string | null = null): Promise<ListedLayer[]> {
  const found = await rows<{ id: string; manifest: ManifestFacts }>(
    tx,
    `SELECT DISTINCT ON (d.sha256) d.id::text AS id, d.facts->'manifest' AS manifest FROM document d
     WHERE d.system_id = $1::uuid AND d.kind = 'image_manifest' AND d.state = 'read'
       AND ($3::uuid IS NULL OR d.submission_id = $3::uuid)
       AND d.facts->'manifest'->'layers' @> jsonb_build_array(jsonb_build_object('sha256', $2::text))
     ORDER BY d.sha256, d.recorded_at, d.id`,
    systemId, layer, submissionId,
  );
  return found.flatMap(({ id, manifest }) =>
    manifest.layers.flatMap(({ sha256, mediaType, annotations }, ordinal) => (sha256 === layer ? [{ documentId: id, manifest, ordinal, mediaType, annotations }] : [])));
}
