import type { TrustPerson } from "../../contracts/trust";
import { rows, type Tx } from "../store";

const OTHERS: Readonly<Record<string, string>> = { cli: "the command line", worker: "the server", system: "the server" };

/** Names of people as they are called today, by "user:<id>"; whoever has no account any more keeps the id. */
export async function peopleNamed(tx: Tx, ids: readonly string[]): Promise<(id: string) => TrustPerson> {
  const users = [...new Set(ids.filter((id) => id.startsWith("user:")).map((id) => id.slice("user:".length)))];
  const found = await rows<{ id: string; name: string }>(tx, `SELECT id, name FROM "user" WHERE id IN (SELECT json_array_elements_text($1::json))`, JSON.stringify(users));
  const names = new Map(found.map(({ id, name }) => [`user:${id}`, name]));
  return (id) => ({ id, name: names.get(id) ?? OTHERS[id.split(":")[0] ?? ""] ?? id });
}
