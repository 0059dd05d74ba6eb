import { linkOf, type LinkedSbom, type VexProduct } from "../../../domain/matching/follow-bom-links";
import { packageKeyOf } from "../../../domain/model/purl";
import type { ComponentFact } from "../../../domain/model/document";
import { rows, type Tx } from "../../store";
import type { BoundDocument } from "./evidence";

interface LinkedRow {
  document_id: string;
  serial_number: string;
  version: number;
  subject_ref: string | null;
  components: (Pick<ComponentFact, "purl" | "type" | "namespace" | "name"> & { ref: string })[];
}

/** Bills of materials of the digest that these products point into, with the components that are pointed at; one statement, none without links. */
export async function loadLinkedSboms(tx: Tx, systemId: string, bound: ReadonlyMap<string, { evidence: string; document: BoundDocument }>, products: readonly VexProduct[]): Promise<LinkedSbom[]> {
  const links = products.map(linkOf).filter((link) => link !== null);
  if (links.length === 0) return [];
  const found = await rows<LinkedRow>(
    tx,
    `WITH wanted AS (SELECT DISTINCT w.serial, w.version, w.ref FROM json_to_recordset($3::json) AS w(serial text, version int, ref text)),
     held AS (
       SELECT d.id, lower(d.facts->'sbom'->>'serialNumber') AS serial_number, d.facts->'sbom'->'bomVersion' AS version, d.facts->'sbom'->>'subjectRef' AS subject_ref
       FROM document d WHERE d.system_id = $1::uuid AND d.id IN (SELECT json_array_elements_text($2::json)::uuid) AND d.facts->'sbom'->>'serialNumber' IS NOT NULL)
     SELECT h.id AS document_id, h.serial_number, h.version, h.subject_ref,
       (SELECT coalesce(json_agg(json_build_object('ref', c.ref, 'purl', p.purl, 'type', p.type, 'namespace', p.namespace, 'name', p.name) ORDER BY c.ordinal), '[]')
        FROM component c JOIN package p ON p.id = c.package_id
        WHERE c.system_id = $1::uuid AND c.document_id = h.id
          AND c.ref IN (SELECT w.ref FROM wanted w WHERE w.serial = h.serial_number AND to_jsonb(w.version) = h.version)) AS components
     FROM held h WHERE EXISTS (SELECT 1 FROM wanted w WHERE w.serial = h.serial_number AND to_jsonb(w.version) = h.version)
     ORDER BY h.id`,
    systemId, JSON.stringify([...bound.keys()]), JSON.stringify(links.map(({ serialNumber, version, ref }) => ({ serial: serialNumber, version, ref }))),
  );
  return found.flatMap((row): LinkedSbom[] => {
    const at = bound.get(row.document_id);
    return at ? [{ evidence: at.evidence, serialNumber: row.serial_number, version: row.version, about: at.document.digest, subjectRef: row.subject_ref, keys: keysOf(row.components) }] : [];
  });
}

function keysOf(components: LinkedRow["components"]): LinkedSbom["keys"] {
  const keys = new Map<string, string[]>();
  for (const { ref, ...fact } of components) keys.set(ref, [...(keys.get(ref) ?? []), packageKeyOf(fact)]);
  return keys;
}
