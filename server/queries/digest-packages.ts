import type { ComponentFilters } from "../../contracts/component";
import type { DigestPackagesTab } from "../../contracts/pages";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { componentPage, sbomsOf } from "./components";
import { digestCore, digestHeader, type DigestAsk } from "./digest-core";
import { evidenceOfDigest } from "./digest-evidence-items";
import { toolText } from "./evidence-rows";
import { isoOrNull, read } from "./read";
import { sbomReport } from "./understood";

/** What is inside, by the SBOM that counts or the one asked for. */
export function digestPackages(ctx: Ctx, ask: DigestAsk, filters: ComponentFilters): Promise<DigestPackagesTab | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    const sboms = await sbomsOf(tx, ctx, core.stored.sha256, ask.asOf);
    const shown = filters.document ? sboms.find(({ id }) => id === filters.document) : sboms[0];
    const evidence = await evidenceOfDigest(tx, ctx, core);
    return {
      header: await digestHeader(tx, ctx, now, core, ask.asOf),
      ...(await componentPage(tx, ctx, sboms, filters)),
      sboms: sboms.map((sbom) => ({
        documentId: sbom.id,
        evidence: evidence.find(({ documentId }) => documentId === sbom.id)?.id ?? null,
        format: sbom.format,
        tool: toolText(sbom.tool),
        componentCount: sbom.component_count,
        withoutPurl: sbom.without_purl,
        withoutVersion: sbom.without_version,
        withoutLicence: sbom.without_licence,
        specVersion: sbom.format_version,
        observedAt: isoOrNull(sbom.observed_at),
        report: sbomReport(sbom.quality, { tool: toolText(sbom.tool), observedAt: isoOrNull(sbom.observed_at) }),
        shown: sbom === shown,
      })),
      byType: shown ? await typesOf(tx, ctx, shown.id) : [],
      evidence,
    };
  });
}

const typesOf = (tx: Tx, ctx: Ctx, documentId: string): Promise<{ type: string; count: number }[]> =>
  rows(
    tx,
    `SELECT p.type, count(*)::int AS count FROM component c JOIN package p ON p.id = c.package_id
     WHERE c.system_id = $1::uuid AND c.document_id = $2::uuid GROUP BY 1 ORDER BY 2 DESC, 1`,
    ctx.systemId, documentId,
  );
