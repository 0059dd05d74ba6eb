import { DEFAULT_POLICY, type PolicyContent } from "../../domain/model/default-policy";
import { clock } from "../clock";
import { openStore, policyVersionIdOf, rows, run, sha256Hex, systemIdOf, type Tx } from "../store";
import { writeAudit } from "./audit";

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

/** The token whose unsigned inventories and scans the sample's policy accepts, labelled so. */
export const SAMPLE_PIPELINE = "sample-pipeline";

/** The system that exists from the first start. The sample's policy accepts what its own pipeline hands in unsigned. */
export function ensureDefaultSystem(
  migratorUrl: string,
  sample = false,
  policy: Partial<PolicyContent> = sample ? { acceptUnsignedFrom: [SAMPLE_PIPELINE] } : {},
): Promise<string> {
  return ensureSystem(migratorUrl, { name: "default", title: sample ? "Sample system" : "Default system", sample, policy });
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
  await writeAudit(tx, { systemId: id, at, actor: { kind: "system", id: "proofmark", name: "Proofmark" }, action: "system.created", object: `system/${name}`, details: { policy: "default", version: 1 } });
  return id;
}
