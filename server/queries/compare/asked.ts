import type { Asked } from "../../../domain/compare/choose-platform";
import type { Platform } from "../../../domain/model/identity";
import { rows, type Tx } from "../../store";
import { kindOf } from "../digest-rows";
import { readPlatform } from "../stored-json";

interface StoredAsked {
  sha256: string;
  kind: string;
  platform: unknown;
  platforms: { digest: string; platform: unknown }[] | null;
  common: string | null;
}

export interface AskedPair {
  a: Asked;
  b: Asked;
  /** First image line by name that holds both, or indexes that list them. */
  commonLine: string | null;
}

/** Both digests with their platforms, and the line they share; null when the system does not have both. */
export async function askedPair(tx: Tx, systemId: string, a: string, b: string): Promise<AskedPair | null> {
  const found = await rows<StoredAsked>(
    tx,
    `SELECT d.sha256, d.kind, d.platform,
       (SELECT jsonb_agg(DISTINCT jsonb_build_object('digest', e.to_sha256, 'platform', coalesce(e.platform, c.platform))) FROM identity_edge e
        JOIN digest c ON c.system_id = e.system_id AND c.sha256 = e.to_sha256 AND c.kind IN ('manifest', 'unknown')
        WHERE e.system_id = $1::uuid AND e.type = 'index-has-manifest' AND e.from_sha256 = d.sha256 AND coalesce(e.platform->>'os', '') <> 'unknown') AS platforms,
       (SELECT min(i.name COLLATE "C") FROM image_digest x JOIN image_digest y ON y.system_id = x.system_id AND y.image_id = x.image_id AND y.digest = $3
        JOIN image i ON i.system_id = x.system_id AND i.id = x.image_id WHERE x.system_id = $1::uuid AND x.digest = $2) AS common
     FROM digest d WHERE d.system_id = $1::uuid AND d.sha256 IN ($2, $3) AND d.kind NOT IN ('artifact', 'config')`,
    systemId, a, b,
  );
  const [left, right] = [found.find(({ sha256 }) => sha256 === a), found.find(({ sha256 }) => sha256 === b)];
  return left && right ? { a: toAsked(left), b: toAsked(right), commonLine: left.common } : null;
}

const toAsked = ({ sha256, kind, platform, platforms }: StoredAsked): Asked => ({
  digest: sha256,
  kind: kindOf(kind),
  platform: readPlatform(platform) as Platform | null,
  platforms: (platforms ?? []).map((one) => ({ digest: one.digest, platform: readPlatform(one.platform) as Platform | null })),
});
