import type { TrustDetail } from "../../contracts/trust";
import { readPublicKey } from "../../domain/verification/public-key";
import type { TrustSettings } from "../../domain/verification/trust-settings";

/** What the key of each rule goes by, by rule id; a key that cannot be read has none. */
export function keyNames({ rules }: TrustSettings): TrustDetail["keys"] {
  const read = rules.flatMap(({ id, signer }) => (signer.type === "key" ? [{ id, key: readPublicKey(signer.pem) }] : []));
  return Object.fromEntries(read.flatMap(({ id, key }) => (key.ok ? [[id, { fingerprint: key.value.fingerprint, description: key.value.description }]] : [])));
}
