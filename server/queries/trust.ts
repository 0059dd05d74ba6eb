import { trustSettingsSchema, NO_TRUST, type TrustSettings } from "../../domain/verification/trust-settings";
import { rows, type Tx } from "../store";

export interface TrustInForce {
  /** 0 where nobody has written any. */
  version: number;
  /** What verdicts keep: "trust 3, sha256:…". */
  id: string;
  settings: TrustSettings;
  effectiveFrom: string | null;
}

export interface ImportedRoot {
  name: string;
  sha256: string;
  bytes: Uint8Array;
}

interface Row {
  version: number;
  id: string;
  content: unknown;
  effective_from: Date;
}

/** What the system believed at an instant: the newest version recorded and in effect by then. */
export async function loadTrust(tx: Tx, systemId: string, at: string): Promise<TrustInForce> {
  const [row] = await rows<Row>(
    tx,
    `SELECT version, id, content, effective_from FROM trust_policy
     WHERE system_id = $1::uuid AND recorded_at <= $2::timestamptz AND effective_from <= $2::timestamptz ORDER BY version DESC LIMIT 1`,
    systemId, at,
  );
  if (!row) return { version: 0, id: "trust 0", settings: NO_TRUST, effectiveFrom: null };
  return { version: row.version, id: `trust ${row.version}, ${row.id}`, settings: trustSettingsSchema.parse(row.content), effectiveFrom: row.effective_from.toISOString() };
}

/** Bytes of the roots that settings name, in their order. A root that is not held is left out: nothing is verified under it. */
export async function loadRoots(tx: Tx, systemId: string, settings: TrustSettings): Promise<ImportedRoot[]> {
  const found = await rows<{ sha256: string; bytes: Uint8Array }>(
    tx,
    `SELECT sha256, bytes FROM trust_root WHERE system_id = $1::uuid AND sha256 IN (SELECT json_array_elements_text($2::json))`,
    systemId, JSON.stringify(settings.roots.map(({ sha256 }) => sha256)),
  );
  const held = new Map(found.map((one) => [one.sha256, one.bytes]));
  return settings.roots.flatMap(({ name, sha256 }) => {
    const bytes = held.get(sha256);
    return bytes === undefined ? [] : [{ name, sha256, bytes }];
  });
}
