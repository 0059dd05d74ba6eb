import type { Client } from "pg";

/** Records of who did what in which order, and accounts: they differ with the order of uploads by their nature. */
const NOT_DERIVED = new Set([
  "_prisma_migrations", "audit_event", "audit_seal", "binding", "user", "session", "account", "auth_verification", "auth_rate_limit", "setup_link", "api_token", "evidence_chunk",
]);

/** Counters of how often something was derived, and ids made of them. Where many documents state the same edge, one of them is kept. */
const NOT_COMPARED: Readonly<Record<string, readonly string[]>> = {
  binding_current: ["generation"],
  digest: ["facts_revision", "evaluated_revision"],
  evaluation: ["id", "facts_revision"],
  identity_edge: ["document_id"],
  signed_document: ["wanted", "done"],
  verification: ["id", "generation"],
};

/** Of insert-only records the newest answer counts; of a digest that turned out to be no image none does. */
const NEWEST: Readonly<Record<string, string>> = {
  evaluation: "SELECT DISTINCT ON (system_id, digest, image_id) * FROM evaluation e WHERE NOT EXISTS (SELECT 1 FROM digest d WHERE d.system_id = e.system_id AND d.sha256 = e.digest AND d.kind IN ('artifact', 'config')) ORDER BY system_id, digest, image_id, facts_revision DESC",
  verification: "SELECT DISTINCT ON (system_id, document_id, digest, image_id) * FROM verification ORDER BY system_id, document_id, digest, image_id, generation DESC",
};

/** Per table: how often each row's content stands there. */
export type State = ReadonlyMap<string, ReadonlyMap<string, number>>;

export async function tablesOf(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`);
  return rows.map(({ name }) => name);
}

const contentSql = (table: string): string => {
  const source = NEWEST[table] ? `(${NEWEST[table]})` : `"${table}"`;
  const row = `to_jsonb(t) - ARRAY[${(NOT_COMPARED[table] ?? []).map((column) => `'${column}'`).join(",")}]::text[]`;
  // Of each line the rollup names its newest evaluation, whose id is made of a counter.
  const content = table === "digest" ? `regexp_replace((${row})::text, '"evaluationId": "[^"]*", ', '', 'g')::jsonb` : row;
  return `SELECT ${content} AS content FROM ${source} t`;
};

/** Everything derived from the evidence, as hashes of rows: two systems of the same id that hold the same are equal. */
export async function derivedState(client: Client): Promise<State> {
  const state = new Map<string, Map<string, number>>();
  for (const table of await tablesOf(client)) {
    if (NOT_DERIVED.has(table)) continue;
    const { rows } = await client.query<{ hash: string; n: number }>(`SELECT md5(content::text) AS hash, count(*)::int AS n FROM (${contentSql(table)}) c GROUP BY 1`);
    state.set(table, new Map(rows.map(({ hash, n }) => [hash, n])));
  }
  return state;
}

export interface Difference {
  table: string;
  /** Rows of only one of both. */
  onlyFirst: Record<string, unknown>[];
  onlySecond: Record<string, unknown>[];
}

const SHOWN = 400;

/** Tables that differ, with the rows that only one side has. */
export async function differences(first: { state: State; client: Client }, second: { state: State; client: Client }): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const table of new Set([...first.state.keys(), ...second.state.keys()])) {
    const a = first.state.get(table) ?? new Map<string, number>();
    const b = second.state.get(table) ?? new Map<string, number>();
    const onlyFirst = await contents(first.client, table, missing(a, b));
    const onlySecond = await contents(second.client, table, missing(b, a));
    if (onlyFirst.length + onlySecond.length > 0) found.push({ table, onlyFirst, onlySecond });
  }
  return found;
}

const missing = (of: ReadonlyMap<string, number>, inOther: ReadonlyMap<string, number>): string[] => [...of].filter(([hash, n]) => inOther.get(hash) !== n).map(([hash]) => hash);

async function contents(client: Client, table: string, hashes: string[]): Promise<Record<string, unknown>[]> {
  if (hashes.length === 0) return [];
  const { rows } = await client.query<{ content: Record<string, unknown> }>(`SELECT content FROM (${contentSql(table)}) c WHERE md5(content::text) = ANY($1) LIMIT ${SHOWN}`, [hashes]);
  return rows.map(({ content }) => content);
}

/** Where two values differ: pointer, first, second. Lists are compared place by place. */
export function pointers(first: unknown, second: unknown, at = ""): [string, unknown, unknown][] {
  if (JSON.stringify(first) === JSON.stringify(second)) return [];
  const both = [first, second].every((one) => typeof one === "object" && one !== null);
  if (!both || Array.isArray(first) !== Array.isArray(second)) return [[at, first, second]];
  const a = first as Record<string, unknown>;
  const b = second as Record<string, unknown>;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => pointers(a[key], b[key], `${at}/${key}`));
}
