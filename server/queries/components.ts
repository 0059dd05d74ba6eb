import type { Page } from "../../contracts/common";
import type { Component, ComponentFilters } from "../../contracts/component";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { decodeCursor, encodeCursor, pageFrom } from "./cursor";
import { digestCore, type DigestAsk } from "./digest-core";
import { containing, read } from "./read";

export interface StoredSbom {
  id: string;
  sha256: string;
  format: string;
  tool: unknown;
  component_count: number;
  without_purl: number;
  without_version: number;
  without_licence: number;
  format_version: string | null;
  observed_at: Date | null;
  quality: unknown;
}

interface StoredComponent {
  ordinal: number;
  package_id: string;
  package_key: string;
  type: string;
  namespace: string | null;
  name: string;
  version: string | null;
  purl: string | null;
  cpe: string | null;
  supplier: string | null;
  licences: string[];
  layer: string | null;
  paths: string[];
  at: string;
}

/** SBOMs bound to a digest and recorded by the as-of, the one whose components count first: the strongest binding, then the newest. */
export function sbomsOf(tx: Tx, ctx: Ctx, sha256: string, asOf?: string): Promise<StoredSbom[]> {
  return rows<StoredSbom>(
    tx,
    `SELECT b.document_id::text AS id, d.sha256, b.format, d.tool, b.component_count, b.without_purl, b.without_version, b.without_licence,
       d.format_version, d.observed_at, b.quality
     FROM sbom b JOIN document d ON d.system_id = b.system_id AND d.id = b.document_id
     JOIN LATERAL (SELECT min(CASE c.state WHEN 'subject' THEN 1 WHEN 'named' THEN 2 ELSE 3 END) AS strength FROM binding_current c
       WHERE c.system_id = b.system_id AND c.document_id = b.document_id AND c.digest = $2 AND c.state IN ('subject', 'named', 'claimed')) s
       ON s.strength IS NOT NULL
     WHERE b.system_id = $1::uuid AND ($3::timestamptz IS NULL OR d.recorded_at <= $3) AND NOT EXISTS (SELECT 1 FROM document n WHERE n.system_id = d.system_id
       AND n.submission_id = d.submission_id AND n.path = d.path AND n.revision > d.revision)
     ORDER BY s.strength, coalesce(d.observed_at, d.recorded_at) DESC, d.id`,
    ctx.systemId, sha256, asOf ?? null,
  );
}

/** Components of a digest's SBOM by name; null when there is no such digest. */
export function componentList(ctx: Ctx, ask: DigestAsk, filters: ComponentFilters): Promise<Page<Component> | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    return componentPage(tx, ctx, await sbomsOf(tx, ctx, core.stored.sha256, ask.asOf), filters);
  });
}

export async function componentPage(tx: Tx, ctx: Ctx, sboms: StoredSbom[], filters: ComponentFilters): Promise<Page<Component>> {
  const sbom = filters.document ? sboms.find(({ id }) => id === filters.document) : sboms[0];
  if (!sbom) return { items: [], nextCursor: null };
  const [name, ordinal] = decodeCursor("components", filters.cursor, ["text", "whole"]) ?? [null, null];
  const found = await rows<StoredComponent>(
    tx,
    `SELECT c.ordinal, p.id::text AS package_id, p.package_key, p.type, p.namespace, p.name, p.version, p.purl, c.cpe, c.supplier, c.licences,
       c.layer, c.paths, c.at
     FROM component c JOIN package p ON p.id = c.package_id
     WHERE c.system_id = $1::uuid AND c.document_id = $2::uuid
       AND ($3::text IS NULL OR p.name ILIKE $3 OR p.version ILIKE $3 OR p.purl ILIKE $3) AND ($4::text IS NULL OR p.type = $4)
       AND ($5::text IS NULL OR (p.name COLLATE "C", c.ordinal) > ($5, $6::int))
     ORDER BY p.name COLLATE "C", c.ordinal LIMIT $7::int`,
    ctx.systemId, sbom.id, containing(filters.q), filters.kind ?? null, name ?? null, ordinal ?? null, filters.limit + 1,
  );
  return pageFrom(found, filters.limit, (row) => toComponent(row, sbom), (row) => encodeCursor("components", [row.name, row.ordinal]));
}

function toComponent(row: StoredComponent, sbom: StoredSbom): Component {
  return {
    packageId: row.package_id, packageKey: row.package_key, type: row.type, namespace: row.namespace, name: row.name, version: row.version,
    purl: row.purl, cpe: row.cpe, supplier: row.supplier, licences: row.licences, layer: row.layer, paths: row.paths,
    source: { documentId: sbom.id, sha256: sbom.sha256, at: row.at },
  };
}
