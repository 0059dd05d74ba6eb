import { DEFAULT_POLICY, type PolicyContent } from "../../domain/model/default-policy";
import { NO_TRUST, type TrustSettings } from "../../domain/verification/trust-settings";
import { clock } from "../clock";
import { openStore, policyVersionIdOf, rows, run, sha256Hex, systemIdOf, type Tx } from "../store";
import { writeAudit } from "./audit";
import { trustIdOf } from "./trust/trust-id";

export interface NewSystem {
  name: string;
  title: string;
  sample: boolean;
  /** What its first policy version says differently from the default. */
  policy?: Partial<PolicyContent>;
}

/**
 * Makes a system with the first version of its policy, when it is missing; answers its id either way. Runs as the
 * owner of the tables (after migrations, and from the command line), because a system is above its own wall.
 */
export async function ensureSystem(migratorUrl: string, system: NewSystem): Promise<string> {
  const store = openStore(migratorUrl, "migrator", { max: 1 });
  try {
    return await store.prisma.$transaction((tx) => insertSystem(tx, system));
  } finally {
    await store.close();
  }
}

/** The system that exists from the first start. */
export function ensureDefaultSystem(migratorUrl: string, sample = false): Promise<string> {
  return ensureSystem(migratorUrl, { name: "default", title: sample ? "Sample system" : "Default system", sample });
}

async function insertSystem(tx: Tx, { name, title, sample, policy }: NewSystem): Promise<string> {
  const id = systemIdOf(name);
  const at = clock.now();
  await run(tx, `SELECT set_config('app.system_id', $1, true)`, id);
  const made = await run(
    tx,
    `INSERT INTO system (id, name, title, sample, created_at) VALUES ($1::uuid, $2, $3, $4, $5::timestamptz) ON CONFLICT DO NOTHING`,
    id, name, title, sample, at.toISOString(),
  );
  const [found] = await rows<{ id: string }>(tx, `SELECT id FROM system WHERE name = $1`, name);
  if (made === 0 || found?.id !== id) return found?.id ?? id;
  const first = { ...DEFAULT_POLICY, ...policy };
  const content = JSON.stringify(first);
  await run(
    tx,
    `INSERT INTO policy_version (system_id, id, policy_id, version, preset, content, sha256, effective_from, author, recorded_at)
     VALUES ($1::uuid, $2::uuid, 'default', 1, $3, $4::jsonb, $5, $6::timestamptz, 'Proofmark', $6::timestamptz) ON CONFLICT DO NOTHING`,
    id, policyVersionIdOf(id, "default", 1), first.preset, content, sha256Hex(content), at.toISOString(),
  );
  const trust: TrustSettings = { ...NO_TRUST, acceptUnsignedFrom: first.acceptUnsignedFrom };
  await run(
    tx,
    `INSERT INTO trust_policy (system_id, version, id, content, author, recorded_at, effective_from)
     VALUES ($1::uuid, 1, $2, $3::jsonb, 'Proofmark', $4::timestamptz, $4::timestamptz) ON CONFLICT DO NOTHING`,
    id, trustIdOf(trust), JSON.stringify(trust), at.toISOString(),
  );
  await writeAudit(tx, { systemId: id, at, actor: { kind: "system", id: "proofmark", name: "Proofmark" }, action: "system.created", object: `system/${name}`, details: { policy: "default", version: 1 } });
  return id;
}
