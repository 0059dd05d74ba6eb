import type { Problem, Result } from "../../../domain/model/problem";
import { readTrustRoot } from "../../../domain/verification/trust-root";
import type { TrustSettings } from "../../../domain/verification/trust-settings";
import { clock } from "../../clock";
import { loadTrust } from "../../queries/trust";
import { rows, run, sha256Hex, withSystem, type SystemContext, type Tx } from "../../store";
import { writeAudit } from "../audit";
import { personOf, proposeTrustChange } from "./propose-trust-change";

export interface RootImport {
  /** What rules call it; "public-good" stands in for the seeded one. */
  name: string;
  bytes: Uint8Array;
  /** How it came here, for the record. */
  source: string;
  reason: string;
}

export interface ImportedTrustRoot {
  sha256: string;
  /** The change that waits for a second person or a day; null where this root is in force already. */
  changeId: string | null;
}

const MAX_BYTES = 1024 * 1024;

/**
 * Takes a trusted root into keeping, and proposes to put it into force under a name. Keeping it changes nothing: what a
 * system believes changes only as every change of trust does. Importing the same again adds nothing.
 * Codes: trust/root-too-large, verification/…, json/…, and those of proposing.
 */
export async function importRoot(ctx: SystemContext, { name, bytes, source, reason }: RootImport): Promise<Result<ImportedTrustRoot, Problem[]>> {
  if (bytes.byteLength > MAX_BYTES) return refuse({ code: "trust/root-too-large", detail: "a trusted root has at most 1 MiB", limit: { name: "bytes", max: MAX_BYTES } });
  const read = readTrustRoot(bytes, "imported");
  if (!read.ok) return refuse(read.problem);
  const sha256 = sha256Hex(bytes);
  const { version, settings, waiting } = await withSystem(ctx, async (tx) => {
    const at = clock.now();
    await keepRoot(tx, ctx, { sha256, bytes, source, at });
    return { ...(await loadTrust(tx, ctx.systemId, at.toISOString())), waiting: await waitingChange(tx, ctx.systemId, name, sha256) };
  });
  if (settings.roots.some((root) => root.name === name && root.sha256 === sha256)) return { ok: true, value: { sha256, changeId: null } };
  if (waiting !== null) return { ok: true, value: { sha256, changeId: waiting } };
  const proposed = await proposeTrustChange(ctx, { settings: withRoot(settings, name, sha256), reason, baseVersion: version });
  return proposed.ok ? { ok: true, value: { sha256, changeId: proposed.value.id } } : proposed;
}

function withRoot(settings: TrustSettings, name: string, sha256: string): TrustSettings {
  return { ...settings, roots: [...settings.roots.filter((root) => root.name !== name), { name, sha256 }] };
}

/** Keeps the bytes of a root that can be read. Answers false where they were held before. */
export async function keepRoot(tx: Tx, ctx: SystemContext, { sha256, bytes, source, at }: { sha256: string; bytes: Uint8Array; source: string; at: Date }): Promise<boolean> {
  const added = await run(
    tx,
    `INSERT INTO trust_root (system_id, sha256, bytes, source, author, recorded_at) VALUES ($1::uuid, $2, $3::bytea, $4, $5, $6::timestamptz) ON CONFLICT DO NOTHING`,
    ctx.systemId, sha256, Buffer.from(bytes), source, personOf(ctx), at.toISOString(),
  );
  if (added > 0) await writeAudit(tx, { systemId: ctx.systemId, at, actor: ctx.actor, action: "trust.root-imported", object: `trust-root/${sha256}`, details: { source } });
  return added > 0;
}

/** An open change that would already do it: a root that is fetched every night is proposed once. */
async function waitingChange(tx: Tx, systemId: string, name: string, sha256: string): Promise<string | null> {
  const [row] = await rows<{ id: string }>(
    tx,
    `SELECT c.id::text AS id FROM trust_change c WHERE c.system_id = $1::uuid AND c.content->'roots' @> $2::jsonb
     AND NOT EXISTS (SELECT 1 FROM trust_decision d WHERE d.system_id = c.system_id AND d.change_id = c.id) ORDER BY c.requested_at LIMIT 1`,
    systemId, JSON.stringify([{ name, sha256 }]),
  );
  return row?.id ?? null;
}

const refuse = (problem: Problem): Result<never, Problem[]> => ({ ok: false, problem: [problem] });
