import { parseArgs } from "node:util";
import { TOKEN_ROLES, type TokenRole } from "../server/auth/permissions";
import { createToken, DEFAULT_TOKEN_DAYS, MAX_TOKEN_DAYS, revokeToken } from "../server/auth/tokens";
import { tokenList, type TokenRow } from "../server/queries/token-list";
import { localContext, OPERATOR, withLocal } from "./local";
import { CliError, need, usageError } from "./usage";

export async function tokenCommand([verb, ...args]: string[]): Promise<string> {
  if (verb === "create") return create(args);
  if (verb === "list") return list(args);
  if (verb === "revoke") return revoke(args);
  throw usageError("token create, token list or token revoke?");
}

function create(args: string[]): Promise<string> {
  const { values } = parseArgs({
    args,
    options: { system: { type: "string", default: "default" }, role: { type: "string" }, name: { type: "string" }, days: { type: "string" }, images: { type: "string" } },
  });
  const role = need(values.role, "role");
  if (!(TOKEN_ROLES as readonly string[]).includes(role)) throw usageError(`--role is one of ${TOKEN_ROLES.join(", ")}.`);
  const days = Number(values.days ?? DEFAULT_TOKEN_DAYS);
  if (!Number.isInteger(days) || days < 1 || days > MAX_TOKEN_DAYS) throw usageError(`--days is 1 to ${MAX_TOKEN_DAYS}.`);
  return withLocal(async (store) => {
    const { systemId } = await localContext(store, values.system);
    const wanted = { systemId, role: role as TokenRole, name: values.name ?? `${role} token`, days, imageGlob: values.images ?? null, createdBy: OPERATOR };
    return (await createToken(wanted, store)).text;
  });
}

function list(args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: { system: { type: "string" } } });
  return withLocal(async (store) => {
    const found = await tokenList(store, values.system ?? null);
    return found
      .map((row) => [row.id, row.system, row.role, state(row), `last used ${row.last_used_at?.toISOString() ?? "never"}`, row.name].join("  "))
      .join("\n");
  });
}

function state({ revoked_at, expires_at }: TokenRow): string {
  return revoked_at ? `revoked ${revoked_at.toISOString()}` : `expires ${expires_at.toISOString()}`;
}

function revoke([id]: string[]): Promise<string> {
  return withLocal(async (store) => {
    if (!(await revokeToken(need(id, "ID").replace(/^pmk_([0-9A-Za-z]{16}).*$/s, "$1"), OPERATOR, store))) throw new CliError("There is no such token in force.");
    return "Revoked.";
  });
}
