import { ok, type Result } from "../../../domain/model/problem";
import { readTrustRoot } from "../../../domain/verification/trust-root";
import { clock } from "../../clock";
import { sha256Hex, withSystem, type SystemContext } from "../../store";
import { keepRoot } from "./import-root";

/** Bytes of a trusted_root.json: those of the public-good instance have some 7 KiB. */
export const MAX_ROOT_BYTES = 1024 * 1024;

/**
 * Keeps a private trusted_root.json by its hash. Nothing is believed by that: a change of the settings has to name it.
 * The same bytes again change nothing. Codes: json/…, verification/trust-root-….
 */
export async function importTrustRoot(ctx: SystemContext, { bytes, source }: { bytes: Uint8Array; source: string }): Promise<Result<{ sha256: string; held: boolean }>> {
  const sha256 = sha256Hex(bytes);
  const read = readTrustRoot(bytes, sha256);
  if (!read.ok) return read;
  return withSystem(ctx, async (tx) => ok({ sha256, held: !(await keepRoot(tx, ctx, { sha256, bytes, source, at: clock.now() })) }));
}
