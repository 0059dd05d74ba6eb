import { writeAudit } from "../services/audit";
import { rows, run, webStore, withSystem, type Actor, type Store } from "../store";
import type { TokenRole } from "./permissions";
import type { Principal } from "./principal";
import { makeToken, parseToken, sha256Of } from "./token-text";
import { clock } from "../clock";
import { hoursAfter, wallNow } from "./wall-clock";

export const DEFAULT_TOKEN_DAYS = 90;
export const MAX_TOKEN_DAYS = 366;

export interface NewToken {
  systemId: string;
  role: TokenRole;
  name: string;
  days?: number;
  /** Image lines it may hand evidence in for, with `*` for any text; null = any. */
  imageGlob?: string | null;
  createdBy: Actor;
}

/** Makes a token and answers its text: the only moment it exists outside its holder's hands. */
export async function createToken(wanted: NewToken, store: Store = webStore()): Promise<{ text: string; id: string; expiresAt: Date }> {
  const made = makeToken();
  const createdAt = wallNow();
  const days = Math.min(Math.max(wanted.days ?? DEFAULT_TOKEN_DAYS, 1), MAX_TOKEN_DAYS);
  const expiresAt = hoursAfter(createdAt, days * 24);
  const { systemId, name, role, createdBy, imageGlob = null } = wanted;
  await withSystem({ systemId, actor: createdBy, store }, async (tx) => {
    await tx.apiToken.create({
      data: { id: made.id, systemId, name, role, sha256: made.sha256, imageGlob, createdBy: createdBy.name, createdAt, expiresAt },
    });
    const details = { name, role, imageGlob, expiresAt: expiresAt.toISOString() };
    await writeAudit(tx, { systemId, at: clock.now(), actor: createdBy, action: "token.created", object: `token/${made.id}`, details });
  });
  return { text: made.text, id: made.id, expiresAt };
}

const REFUSED: Principal = { kind: "anonymous", why: "This token is unknown, expired or revoked." };

interface TokenRow {
  id: string;
  name: string;
  system_id: string;
  role: string;
  image_glob: string | null;
  last_used_at: Date | null;
}

/** The principal of a token, or nobody. Why it is refused is not told: that would say that it was once right. */
export async function principalOfToken(text: string, store: Store = webStore()): Promise<Principal> {
  const parsed = parseToken(text);
  if (!parsed) return REFUSED;
  const now = wallNow();
  const [row] = await rows<TokenRow>(
    store.prisma,
    `SELECT id, name, system_id::text AS system_id, role, image_glob, last_used_at FROM api_token
     WHERE id = $1 AND sha256 = $2 AND revoked_at IS NULL AND expires_at > $3`,
    parsed.id, sha256Of(parsed.secret), now,
  );
  if (!row) return REFUSED;
  await noteUse(row, now, store);
  return { kind: "token", id: row.id, name: row.name, systemId: row.system_id, role: row.role, imageGlob: row.image_glob };
}

/** Last use is kept to the minute: a busy pipeline must not write the same row with every request. */
async function noteUse(row: TokenRow, now: Date, store: Store): Promise<void> {
  if (row.last_used_at && now.getTime() - row.last_used_at.getTime() < 60_000) return;
  await run(store.prisma, `UPDATE api_token SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)`, row.id, now);
}

/** Revokes at once; answers false when there is no such token in force. */
export async function revokeToken(id: string, actor: Actor, store: Store = webStore()): Promise<boolean> {
  const [token] = await rows<{ system_id: string }>(store.prisma, `SELECT system_id::text AS system_id FROM api_token WHERE id = $1`, id);
  if (!token) return false;
  const systemId = token.system_id;
  return withSystem({ systemId, actor, store }, async (tx) => {
    const changed = await run(tx, `UPDATE api_token SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL`, id, wallNow());
    if (changed > 0) await writeAudit(tx, { systemId, at: clock.now(), actor, action: "token.revoked", object: `token/${id}` });
    return changed > 0;
  });
}

/** True when a token limited to some image lines may speak about this one. Without a claimed image it may not. */
export function globAllows(glob: string | null, image: string | null): boolean {
  if (glob === null) return true;
  if (image === null) return false;
  const parts = glob.split("*");
  const first = parts.shift() ?? "";
  if (!image.startsWith(first)) return false;
  if (parts.length === 0) return image === first;
  const last = parts.pop() ?? "";
  let at = first.length;
  for (const part of parts) {
    const found = image.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return image.length - last.length >= at && image.endsWith(last);
}
