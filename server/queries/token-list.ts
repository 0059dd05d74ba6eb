import { rows, type Store } from "../store";

export interface TokenRow {
  id: string;
  system: string;
  role: string;
  name: string;
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

/** API tokens of one system or all, oldest first; secrets are not kept and cannot be told. */
export const tokenList = (store: Store, system: string | null): Promise<TokenRow[]> =>
  rows<TokenRow>(
    store.prisma,
    `SELECT t.id, s.name AS system, t.role, t.name, t.expires_at, t.last_used_at, t.revoked_at FROM api_token t JOIN "system" s ON s.id = t.system_id
     WHERE $1::text IS NULL OR s.name = $1 ORDER BY t.created_at, t.id`,
    system,
  );
