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

/** Signatures beside one layer that are looked at: more manifests than that are no image anybody signed. */
const MOST = 64;

/**
 * The manifests of one submission that list these bytes as a layer: a payload handed in inside an archive is found
 * again with what signs it. Without a submission, those of the whole system. By manifest digest, then place; at most 64.
 */
export async function manifestsListing(tx: Tx, systemId: string, layer: Sha256Hex, submissionId: string | null = null): Promise<ListedLayer[]> {
  const found = await rows<{ id: string; manifest: ManifestFacts }>(
    tx,
    `SELECT DISTINCT ON (d.sha256) d.id::text AS id, d.facts->'manifest' AS manifest FROM listed_layer l
     JOIN document d ON d.system_id = l.system_id AND d.id = l.document_id
     WHERE l.system_id = $1::uuid AND l.layer = $2 AND ($3::uuid IS NULL OR d.submission_id = $3::uuid)
     ORDER BY d.sha256, d.recorded_at, d.id LIMIT ${MOST}`,
    systemId, layer, submissionId,
  );
  return found.flatMap(({ id, manifest }) =>
    manifest.layers.flatMap(({ sha256, mediaType, annotations }, ordinal) => (sha256 === layer ? [{ documentId: id, manifest, ordinal, mediaType, annotations }] : [])));
}
