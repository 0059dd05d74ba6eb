import type { ControlResultShape } from "../../contracts/control";
import type { EvidenceItem } from "../../contracts/evidence";
import type { DigestConfigurationTab } from "../../contracts/pages";
import type { ImageConfigFacts, ManifestFacts } from "../../domain/model/document";
import type { Ctx } from "../auth/principal";
import { rows, type Tx } from "../store";
import { controlResults } from "./controls";
import { digestCore, digestHeader, type DigestAsk, type DigestCore } from "./digest-core";
import { evidenceOfDigest } from "./digest-evidence-items";
import { read } from "./read";
import { asObject } from "./stored-json";

/** How the image is set up, by its own config and manifest, with the image controls these decide. */
export function digestConfiguration(ctx: Ctx, ask: DigestAsk): Promise<DigestConfigurationTab | null> {
  return read(ctx, async (tx, now) => {
    const core = await digestCore(tx, ctx, now, ask);
    if (!core) return null;
    const facts = await imageFacts(tx, ctx, core, ask.asOf);
    const results = await controlResults(tx, ctx, core);
    const evidence = await evidenceOfDigest(tx, ctx, core);
    return {
      header: await digestHeader(tx, ctx, now, core, ask.asOf),
      config: facts.config,
      layers: facts.manifest?.layers.map(({ sha256, sizeBytes, mediaType }) => ({ sha256, sizeBytes, mediaType })) ?? [],
      annotations: Object.fromEntries(Object.entries(asObject(core.stored.annotations)).map(([name, value]) => [name, String(value)])),
      controls: results.filter((result) => result.framework.startsWith("cis-docker") && looksAtConfig(result, evidence)),
      evidence,
    };
  });
}

/** Whether a result rests on the image config, or asks for one. */
function looksAtConfig({ because, wouldDecide }: ControlResultShape, evidence: EvidenceItem[]): boolean {
  const configs = new Set(evidence.filter(({ kind }) => kind === "image_config").map(({ id }) => id));
  return wouldDecide.includes("image_config") || because.some((point) => point.evidence.some((at) => configs.has(at.split("#")[0] ?? at)));
}

async function imageFacts(tx: Tx, ctx: Ctx, { stored }: DigestCore, asOf: string | undefined) {
  const found = await rows<{ id: string; config: ImageConfigFacts | null; manifest: ManifestFacts | null }>(
    tx,
    `SELECT DISTINCT ON (sha256) id::text AS id, facts->'config' AS config, facts->'manifest' AS manifest FROM document
     WHERE system_id = $1::uuid AND sha256 IN ($2, $3) AND state = 'read'
       AND ($4::timestamptz IS NULL OR recorded_at <= $4) ORDER BY sha256, revision DESC`,
    ctx.systemId, stored.sha256, stored.config_sha256 ?? stored.sha256, asOf ?? null,
  );
  const withConfig = found.find(({ config }) => config);
  return {
    config: withConfig?.config ? { documentId: withConfig.id, ...withConfig.config } : null,
    manifest: found.find(({ manifest }) => manifest)?.manifest ?? null,
  };
}
