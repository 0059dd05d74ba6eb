import type { Check } from "../../../domain/verification/model";
import { loadGraph } from "../../queries/load-identity-graph";
import type { AnsweredQuestion } from "../../jobs/verify-file";
import { contentId, imageIdOf, NO_LINE, rows, runMany, type SystemContext, type Tx } from "../../store";
import { writeAudit } from "../audit";
import { loadBindable, settleBindings } from "../ingest/settle-bindings";
import { settleDigests } from "../ingest/settle-digests";
import { lockSystem } from "../lock-system";
import { aroundOf, showing } from "../related-digests";
import { touchDigests } from "../touch-digests";

export interface Answered {
  /** The document that carries the signatures. */
  documentId: string;
  answered: readonly AnsweredQuestion[];
  now: Date;
}

interface Held {
  document_id: string;
  digest: string;
  image_id: string;
  generation: number;
  state: string;
  checks: Check[];
  policy_id: string | null;
  rule_id: string | null;
  trust_root_version: string | null;
}

const MOST_EVENTS = 100;

/**
 * Records what differs from the verdict before, for the carrier and for everything inside it: what is inside is as
 * trustworthy as what carries it. Bindings rest on verified subjects, so they are derived again; digests whose verdicts
 * or bindings changed are evaluated again. Older verdicts stay.
 */
export async function recordVerdicts(tx: Tx, ctx: SystemContext, { documentId, answered, now }: Answered): Promise<boolean> {
  const { systemId } = ctx;
  await lockSystem(tx, systemId);
  const documents = await insideOf(tx, systemId, documentId);
  const held = new Map((await heldVerdicts(tx, systemId, documents)).map((one) => [keyOf(one), one]));
  const list = documents.flatMap((id) => answered.flatMap((one) => rowOf(systemId, id, documentId, one, held)));
  await insert(tx, systemId, list, now);
  const rebound = await rebind(tx, systemId, documents, now);
  const digests = [...new Set([...list.map(({ digest }) => digest), ...rebound])];
  const renamed = list.length === 0 ? [] : await namedByAdvisories(tx, systemId, documents);
  await touchDigests(tx, systemId, [...digests, ...(await aroundOf(tx, systemId, digests)), ...(await showing(tx, systemId, renamed))]);
  await audit(tx, ctx, documentId, list.filter((row) => row.document_id === documentId), now);
  return list.length > 0;
}

/** An event for each digest and line, up to a number: a statement may name ten thousand digests, and the rest is counted in one. */
async function audit(tx: Tx, ctx: SystemContext, documentId: string, judged: readonly Row[], now: Date): Promise<void> {
  const event = { systemId: ctx.systemId, at: now, actor: ctx.actor, action: "signature.judged", object: `document/${documentId}` };
  for (const one of judged.slice(0, MOST_EVENTS)) {
    const details = { digest: one.digest, state: one.state, policy: one.policy_id, rule: one.rule_id, signer: one.signer };
    await writeAudit(tx, { ...event, digest: one.digest, details });
  }
  const rest = judged.slice(MOST_EVENTS);
  if (rest.length === 0) return;
  const states = Object.fromEntries([...new Set(rest.map(({ state }) => state))].sort().map((state) => [state, rest.filter((one) => one.state === state).length]));
  await writeAudit(tx, { ...event, details: { more: rest.length, states } });
}

/** Flaws that advisories among these name: whether the names count rests on the verdict. */
async function namedByAdvisories(tx: Tx, systemId: string, documents: readonly string[]): Promise<string[]> {
  const found = await rows<{ name: string }>(
    tx, `SELECT DISTINCT name FROM advisory_alias WHERE system_id = $1::uuid AND document_id IN (SELECT json_array_elements_text($2::json)::uuid)`,
    systemId, JSON.stringify(documents),
  );
  return found.map(({ name }) => name);
}

async function insideOf(tx: Tx, systemId: string, documentId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(
    tx,
    `WITH RECURSIVE inside AS (SELECT $2::uuid AS id UNION SELECT d.id FROM inside i JOIN document d ON d.system_id = $1::uuid AND d.parent_id = i.id)
     SELECT id FROM inside ORDER BY id`,
    systemId, documentId,
  );
  return found.map(({ id }) => id);
}

function heldVerdicts(tx: Tx, systemId: string, documents: readonly string[]): Promise<Held[]> {
  return rows<Held>(
    tx,
    `SELECT DISTINCT ON (document_id, digest, image_id) document_id, digest, image_id, generation, state, checks, policy_id, rule_id, trust_root_version
     FROM verification WHERE system_id = $1::uuid AND document_id IN (SELECT json_array_elements_text($2::json)::uuid)
     ORDER BY document_id, digest, image_id, generation DESC`,
    systemId, JSON.stringify(documents),
  );
}

const keyOf = (one: { document_id: string; digest: string; image_id: string }): string => `${one.document_id} ${one.digest} ${one.image_id}`;

function rowOf(systemId: string, documentId: string, carrierId: string, { digest, image, verdict }: AnsweredQuestion, held: ReadonlyMap<string, Held>) {
  const image_id = image === "" ? NO_LINE : imageIdOf(systemId, image);
  const before = held.get(keyOf({ document_id: documentId, digest, image_id }));
  const generation = (before?.generation ?? 0) + 1;
  const row = {
    id: contentId("verification", systemId, documentId, digest, image_id, String(generation)), document_id: documentId, carrier_id: carrierId, digest, image_id, generation,
    state: verdict.state, checks: verdict.checks, policy_id: verdict.policyId, rule_id: verdict.ruleId, trust_root_version: verdict.trustRootVersion,
    signer: verdict.signer, issuer: verdict.issuer, signed_at: verdict.signedAt, log: verdict.log, predicate_type: verdict.predicateType,
  };
  return before !== undefined && sayingOf(before) === sayingOf(row) ? [] : [row];
}

/** What a verdict says. The time of checking stands in some steps and makes no new verdict. */
function sayingOf({ state, policy_id, rule_id, trust_root_version, checks }: Pick<Held, "state" | "policy_id" | "rule_id" | "trust_root_version" | "checks">): string {
  const steps = checks.map(({ id, ok, required, expected, got }) => [id, ok, required, expected, id === "rule-period" ? "" : got]);
  return JSON.stringify([state, policy_id, rule_id, trust_root_version, steps]);
}

type Row = ReturnType<typeof rowOf>[number];

async function insert(tx: Tx, systemId: string, list: Row[], now: Date): Promise<void> {
  await runMany(
    tx,
    `INSERT INTO verification (system_id, id, document_id, carrier_id, digest, image_id, generation, state, checks, policy_id, rule_id,
       trust_root_version, signer, issuer, signed_at, log, predicate_type, at)
     SELECT $2::uuid, t.id, t.document_id, t.carrier_id, t.digest, t.image_id, t.generation, t.state, t.checks, t.policy_id, t.rule_id,
       t.trust_root_version, t.signer, t.issuer, t.signed_at, t.log, t.predicate_type, $3::timestamptz
     FROM json_to_recordset($1::json) AS t(id uuid, document_id uuid, carrier_id uuid, digest text, image_id uuid, generation int, state text,
       checks jsonb, policy_id text, rule_id text, trust_root_version text, signer text, issuer text, signed_at jsonb, log jsonb, predicate_type text)`,
    list, systemId, now.toISOString(),
  );
}

async function rebind(tx: Tx, systemId: string, documents: readonly string[], now: Date): Promise<string[]> {
  const bindable = await loadBindable(tx, systemId, documents, []);
  const seeds = bindable.flatMap((one) => [...one.identities.map(({ sha256 }) => sha256), ...(one.claimed === "" ? [] : [one.claimed])]);
  const { graph } = await loadGraph(tx, systemId, seeds);
  const rebound = await settleBindings(tx, systemId, graph, bindable, now.toISOString());
  await settleDigests(tx, systemId, graph, rebound.digests, now.toISOString());
  return rebound.digests;
}
