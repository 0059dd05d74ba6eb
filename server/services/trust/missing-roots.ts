import type { Problem } from "../../../domain/model/problem";
import type { TrustSettings } from "../../../domain/verification/trust-settings";
import { loadRoots } from "../../queries/trust";
import type { Tx } from "../../store";

/** Roots that settings name and nobody imported. Code: trust/root-not-held. */
export async function missingRoots(tx: Tx, systemId: string, settings: TrustSettings): Promise<Problem[]> {
  const held = new Set((await loadRoots(tx, systemId, settings)).map(({ sha256 }) => sha256));
  return settings.roots.flatMap(({ name, sha256 }, i) => (held.has(sha256) ? [] : [{ code: "trust/root-not-held", detail: `the root "${name}" is not held: import it first`, at: `/roots/${i}/sha256` }]));
}
