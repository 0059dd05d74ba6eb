import { rows, type Tx } from "../store";
import { withoutPrefix, withPrefix } from "./read";

/** Of the digests that evidence is bound to, those that have a page: images, never an attestation or a config. */
export async function digestsWithPage(tx: Tx, systemId: string, items: readonly { bindings: readonly { digest: string | null }[] }[]): Promise<string[]> {
  const bound = items.flatMap(({ bindings }) => bindings.flatMap(({ digest }) => (digest === null ? [] : [withoutPrefix(digest)])));
  const found = await rows<{ sha256: string }>(
    tx,
    `SELECT sha256 FROM digest WHERE system_id = $1::uuid AND kind IN ('index', 'manifest', 'unknown')
       AND sha256 IN (SELECT json_array_elements_text($2::json)) ORDER BY sha256`,
    systemId, JSON.stringify([...new Set(bound)]),
  );
  return found.map(({ sha256 }) => withPrefix(sha256));
}
