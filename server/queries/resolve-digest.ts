import type { Ctx } from "../auth/principal";
import { rows } from "../store";
import { read, withPrefix } from "./read";

/**
 * The digest somebody means: all of it, or a prefix of at least twelve hex digits that only one digest of the system
 * has. Null when there is none or more than one. `exact` says that the text was the full digest: then nothing is asked,
 * and whether it exists is for the page to find out.
 */
export function resolveDigest(ctx: Ctx, text: string): Promise<{ digest: string; exact: boolean } | null> {
  const hex = /^(?:sha256:)?([0-9a-f]{12,64})$/.exec(text.trim().toLowerCase())?.[1];
  if (!hex) return Promise.resolve(null);
  if (text === withPrefix(hex) && hex.length === 64) return Promise.resolve({ digest: text, exact: true });
  return read(ctx, async (tx) => {
    const found = await rows<{ sha256: string }>(
      tx,
      `SELECT sha256 FROM digest WHERE system_id = $1::uuid AND sha256 COLLATE "C" >= $2 AND sha256 COLLATE "C" < $2 || 'g' LIMIT 2`,
      ctx.systemId, hex,
    );
    const [only] = found;
    return only && found.length === 1 ? { digest: withPrefix(only.sha256), exact: false } : null;
  });
}
