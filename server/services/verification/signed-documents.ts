import { run, type Tx } from "../../store";

export interface SignedDocument {
  documentId: string;
  kind: string;
  /** Null where the file itself is the document. */
  bytes: Uint8Array | null;
}

/** Puts a document that carries signatures on the list of what is to be verified. */
export async function enlistSigned(tx: Tx, systemId: string, { documentId, kind, bytes }: SignedDocument): Promise<void> {
  await run(
    tx,
    `INSERT INTO signed_document (system_id, document_id, kind, bytes) VALUES ($1::uuid, $2::uuid, $3, $4::bytea) ON CONFLICT DO NOTHING`,
    systemId, documentId, kind, bytes,
  );
}

/** Keeps which layers a manifest lists, for the payloads that come before or after it. */
export async function writeListedLayers(tx: Tx, systemId: string, documentId: string, layers: readonly string[]): Promise<void> {
  if (layers.length === 0) return;
  await run(
    tx,
    `INSERT INTO listed_layer (system_id, layer, document_id) SELECT $1::uuid, json_array_elements_text($2::json), $3::uuid ON CONFLICT DO NOTHING`,
    systemId, JSON.stringify(layers), documentId,
  );
}

/** A manifest has come that says what lies beside these layers: their signatures can be judged now. */
export function askAgainForLayers(tx: Tx, systemId: string, layers: readonly string[]): Promise<number> {
  if (layers.length === 0) return Promise.resolve(0);
  return run(
    tx,
    `UPDATE signed_document s SET wanted = s.wanted + 1 FROM document d
     WHERE s.system_id = $1::uuid AND d.system_id = s.system_id AND d.id = s.document_id AND d.sha256 IN (SELECT json_array_elements_text($2::json))`,
    systemId, JSON.stringify(layers),
  );
}

/**
 * Bindings of these documents changed, or these digests joined a line: whatever carries a signature over them is to be
 * asked about the digests it is shown under now.
 */
export function askAgainFor(tx: Tx, systemId: string, documents: readonly string[], digests: readonly string[]): Promise<number> {
  if (documents.length + digests.length === 0) return Promise.resolve(0);
  return run(
    tx,
    `WITH RECURSIVE start AS (
       SELECT json_array_elements_text($2::json)::uuid AS id
       UNION SELECT b.document_id FROM binding_current b WHERE b.system_id = $1::uuid AND b.digest IN (SELECT json_array_elements_text($3::json))),
     up AS (
       SELECT d.id, d.parent_id FROM start s JOIN document d ON d.system_id = $1::uuid AND d.id = s.id
       UNION SELECT d.id, d.parent_id FROM up u JOIN document d ON d.system_id = $1::uuid AND d.id = u.parent_id)
     UPDATE signed_document s SET wanted = s.wanted + 1 FROM (SELECT DISTINCT id FROM up) u WHERE s.system_id = $1::uuid AND s.document_id = u.id`,
    systemId, JSON.stringify(documents), JSON.stringify(digests),
  );
}

/** What is believed has changed: every signature of the system is judged again. */
export function askAgainForAll(tx: Tx, systemId: string): Promise<number> {
  return run(tx, `UPDATE signed_document SET wanted = wanted + 1 WHERE system_id = $1::uuid`, systemId);
}
