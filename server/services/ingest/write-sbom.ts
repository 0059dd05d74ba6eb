import type { SbomFacts } from "../../../domain/model/document";
import { assessSbom } from "../../../domain/quality/assess-sbom";
import { run, runMany, type Tx } from "../../store";
import { insertPackages, packageRow } from "./package-row";

/** Writes a bill of materials: its summary, one row per component, and package identities that are new. */
export async function writeSbom(tx: Tx, systemId: string, documentId: string, format: string, sbom: SbomFacts): Promise<void> {
  const { components } = sbom;
  await run(
    tx,
    `INSERT INTO sbom (system_id, document_id, format, component_count, without_purl, without_version, without_licence, dependency_count, complete, os, quality)
     VALUES ($1::uuid, $2::uuid, $3, $4::int, $5::int, $6::int, $7::int, $8::int, $9::boolean, $10::jsonb, $11::jsonb)`,
    systemId, documentId, format, components.length,
    components.filter((one) => one.purl === null).length,
    components.filter((one) => one.version === null).length,
    components.filter((one) => one.licences.length === 0).length,
    sbom.dependencyCount, sbom.complete, sbom.os === null ? null : JSON.stringify(sbom.os), JSON.stringify(assessSbom(sbom)),
  );
  const packages = components.map(packageRow);
  await insertPackages(tx, packages);
  const list = components.map((one, ordinal) => ({
    ordinal,
    package_id: packages[ordinal]?.id,
    ref: one.ref,
    purl_text: one.purlText ?? one.purl,
    cpe: one.cpe,
    supplier: one.supplier,
    licences: one.licences,
    layer: one.layer,
    paths: one.paths,
    at: one.at,
  }));
  await runMany(
    tx,
    `INSERT INTO component (system_id, document_id, ordinal, package_id, ref, purl_text, cpe, supplier, licences, layer, paths, at)
     SELECT $2::uuid, $3::uuid, t.* FROM json_to_recordset($1::json) AS t(ordinal int, package_id uuid, ref text, purl_text text,
       cpe text, supplier text, licences text[], layer text, paths text[], at text)`,
    list, systemId, documentId,
  );
}
