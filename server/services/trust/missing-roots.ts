import type { Problem } from "../../../domain/model/problem";
import type { TrustSettings } from "../../../domain/verification/trust-settings";
import { PUBLIC_GOOD } from "../../../domain/verification/verify-under-roots";
import { rows, type Tx } from "../../store";

/** How the source of a root begins that was taken from a TUF repository and checked against the root before it. */
export const FROM_TUF = "TUF root ";

/**
 * Roots that settings name and nobody imported, and a root called public-good that is only a file: that name is what
 * rules mean which name none, so it belongs to what the root before it vouched for. Codes: trust/root-not-held,
 * trust/root-not-vouched.
 */
export async function missingRoots(tx: Tx, systemId: string, settings: TrustSettings): Promise<Problem[]> {
  const found = await rows<{ sha256: string; source: string }>(
    tx,
    `SELECT sha256, source FROM trust_root WHERE system_id = $1::uuid AND sha256 IN (SELECT json_array_elements_text($2::json))`,
    systemId, JSON.stringify(settings.roots.map(({ sha256 }) => sha256)),
  );
  const held = new Map(found.map(({ sha256, source }) => [sha256, source]));
  return settings.roots.flatMap(({ name, sha256 }, i): Problem[] => {
    const source = held.get(sha256);
    if (source === undefined) return [{ code: "trust/root-not-held", detail: `the root "${name}" is not held: import it first`, at: `/roots/${i}/sha256` }];
    if (name !== PUBLIC_GOOD || source.startsWith(FROM_TUF)) return [];
    return [{ code: "trust/root-not-vouched", detail: `"${PUBLIC_GOOD}" is only for a root that came by TUF; give this file a name of its own`, at: `/roots/${i}/name` }];
  });
}
