/** Everything a route, page or query can ask leave for. */
export const ACTIONS = [
  "read",
  "receipt.read",
  "evidence.submit",
  "packet.request",
  "token.manage",
  "trust.manage",
  "line.expect",
] as const;
export type Action = (typeof ACTIONS)[number];

/** Roles within a system. `admin` is global and a person's; the rest are given per system or carried by a token. */
export const ROLES = ["ingest", "viewer", "auditor", "owner", "lead", "admin"] as const;
export type Role = (typeof ROLES)[number];

const READER: readonly Action[] = ["read", "receipt.read", "packet.request"];

/**
 * Which role may do what. `ingest` hands evidence in and follows its receipts, and sees nothing else: a leaked
 * pipeline token must not tell what runs where. Nobody gets a right by listing below somebody else.
 */
export const PERMISSIONS: Readonly<Record<Role, readonly Action[]>> = {
  ingest: ["evidence.submit", "receipt.read"],
  viewer: READER,
  auditor: READER,
  owner: [...READER, "evidence.submit", "line.expect"],
  lead: [...READER, "evidence.submit", "token.manage", "line.expect"],
  admin: ACTIONS,
};

/** Roles an API token may carry: an administrator is always a person. */
export const TOKEN_ROLES = ["ingest", "viewer", "auditor", "owner", "lead"] as const;
export type TokenRole = (typeof TOKEN_ROLES)[number];

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

/** A role nobody knows (an edited row, a newer version's word) may do nothing. */
export function mayDo(role: string, action: Action): boolean {
  return isRole(role) && PERMISSIONS[role].includes(action);
}
