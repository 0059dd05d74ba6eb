import type { TrustDetail, TrustPerson } from "../../contracts/trust";
import { trustSettingsSchema, type TrustSettings } from "../../domain/verification/trust-settings";
import { PUBLIC_GOOD } from "../../domain/verification/verify-under-roots";
import { seedTrustRoot } from "../verification/seed-trust-root";
import { clock } from "../clock";
import { readSystem, rows, type SystemContext, type Tx } from "../store";
import { keyNames } from "./key-names";
import { peopleNamed } from "./people-named";
import { iso, isoOrNull } from "./read";
import { loadTrust } from "./trust";
import { trustAudit, trustHistory } from "./trust-history";

const MOST = 200;

/** What the system believes, how it came to it, and what is asked to change. `actor` is whoever looks. */
export function trustShown(ctx: SystemContext): Promise<TrustDetail> {
  const now = clock.now();
  return readSystem(ctx, async (tx) => {
    const { version, id, settings, effectiveFrom } = await loadTrust(tx, ctx.systemId, now.toISOString());
    const [changes, history] = [await openChanges(tx, ctx.systemId), await trustHistory(tx, ctx.systemId)];
    const imported = await importedRoots(tx, ctx.systemId);
    const ids = [...changes.map((one) => one.requested_by), ...history.flatMap((one) => [one.author, one.decided_by ?? ""]), ...imported.map((one) => one.author)];
    const who = await peopleNamed(tx, ids);
    const own = `${ctx.actor.kind}:${ctx.actor.id}`;
    return {
      version, id, effectiveFrom, now: now.toISOString(), settings, keys: keyNames(settings),
      tokens: await tokens(tx, ctx.systemId, settings.acceptUnsignedFrom),
      roots: rootsShown(settings, imported, who),
      open: changes.map((one) => ({
        id: one.id, baseVersion: one.base_version, ...contentOf(one.content), reason: one.reason, requestedBy: who(one.requested_by),
        requestedAt: iso(one.requested_at), effectiveAt: iso(one.effective_at), mine: one.requested_by === own, stale: one.base_version !== version,
      })),
      history: history.map(({ author, decided_by, at, ...one }) => ({ ...one, at: iso(at), author: who(author), decidedBy: decided_by === null ? null : who(decided_by) })),
      audit: await trustAudit(tx, ctx.systemId),
    };
  });
}

interface Change {
  id: string;
  base_version: number;
  content: unknown;
  reason: string;
  requested_by: string;
  requested_at: Date;
  effective_at: Date;
}

/** Changes nobody has decided on, oldest first, with the instant each takes effect by itself. */
function openChanges(tx: Tx, systemId: string): Promise<Change[]> {
  return rows<Change>(
    tx,
    `SELECT c.id::text AS id, c.base_version, c.content, c.reason, c.requested_by, c.requested_at, c.requested_at + interval '24 hours' AS effective_at FROM trust_change c
     WHERE c.system_id = $1::uuid AND NOT EXISTS (SELECT 1 FROM trust_decision d WHERE d.system_id = c.system_id AND d.change_id = c.id)
     ORDER BY c.requested_at, c.id LIMIT ${MOST}`,
    systemId,
  );
}

function contentOf(content: unknown): Pick<TrustDetail["open"][number], "settings" | "keys"> {
  const settings = trustSettingsSchema.parse(content);
  return { settings, keys: keyNames(settings) };
}

interface Imported {
  sha256: string;
  source: string;
  author: string;
  recorded_at: Date;
}

const importedRoots = (tx: Tx, systemId: string): Promise<Imported[]> =>
  rows<Imported>(tx, `SELECT sha256, source, author, recorded_at FROM trust_root WHERE system_id = $1::uuid ORDER BY recorded_at, sha256 LIMIT ${MOST}`, systemId);

function rootsShown({ roots }: TrustSettings, imported: Imported[], who: (id: string) => TrustPerson): TrustDetail["roots"] {
  const named = new Map(roots.map(({ name, sha256 }) => [sha256, name]));
  const own = imported.map(({ sha256, source, author, recorded_at }) => ({
    name: named.get(sha256) ?? null, sha256, version: `sha256:${sha256.slice(0, 16)}`, source, author: who(author), recordedAt: iso(recorded_at),
  }));
  if (roots.some(({ name }) => name === PUBLIC_GOOD)) return own;
  const seed = seedTrustRoot();
  const release = { name: PUBLIC_GOOD, sha256: null, version: seed.ok ? seed.value.version : seed.problem.detail, source: "comes with this release", author: null, recordedAt: null };
  return [release, ...own];
}

interface StoredToken {
  id: string;
  name: string;
  role: string;
  created_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

/** Tokens that can hand evidence in, those whose unsigned reports count first; the newest of the others. */
async function tokens(tx: Tx, systemId: string, accepted: readonly string[]): Promise<TrustDetail["tokens"]> {
  const found = await rows<StoredToken>(
    tx,
    `SELECT id, name, role, created_at, expires_at, last_used_at, revoked_at FROM api_token
     WHERE system_id = $1::uuid AND (role IN ('ingest', 'owner', 'lead') OR id IN (SELECT json_array_elements_text($2::json)))
     ORDER BY id IN (SELECT json_array_elements_text($2::json)) DESC, created_at DESC, id LIMIT ${MOST}`,
    systemId, JSON.stringify(accepted),
  );
  return found.map(({ created_at, expires_at, last_used_at, revoked_at, ...one }) => ({
    ...one, createdAt: iso(created_at), expiresAt: iso(expires_at), lastUsedAt: isoOrNull(last_used_at), revokedAt: isoOrNull(revoked_at), accepted: accepted.includes(one.id),
  }));
}
