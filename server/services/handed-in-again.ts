import { rows, type SystemContext, type Tx } from "../store";
import { writeAudit } from "./audit";
import { lockSystem } from "./lock-system";
import { aroundOf, showing } from "./related-digests";
import { touchDigests } from "./touch-digests";

/**
 * Keeps that a token handed in what another had handed in before under the same claim: the bytes are one submission, and
 * whether it counts unsigned rests on everybody who stands for it, not on who came first. Once per token; a repeat by the
 * same one, or by a person, changes nothing. Digests that such a report is about are evaluated again.
 */
export async function handedInAgain(tx: Tx, { systemId, actor }: SystemContext, filed: readonly { id: string }[], at: Date): Promise<void> {
  if (actor.kind !== "token") return;
  const ids = JSON.stringify(filed.map(({ id }) => id).sort());
  const fresh = await rows<{ id: string }>(
    tx,
    `INSERT INTO submission_repeat (system_id, submission_id, actor_id, actor, recorded_at)
     SELECT s.system_id, s.id, $3, $4::jsonb, $5::timestamptz FROM submission s
     WHERE s.system_id = $1::uuid AND s.id IN (SELECT json_array_elements_text($2::json)::uuid) AND NOT (s.actor->>'kind' = 'token' AND s.actor->>'id' = $3)
     ORDER BY s.id ON CONFLICT DO NOTHING RETURNING submission_id::text AS id`,
    systemId, ids, actor.id, JSON.stringify(actor), at.toISOString(),
  );
  if (fresh.length === 0) return;
  // Before the documents are looked at: one that is being read now is either seen here or evaluated after this.
  await lockSystem(tx, systemId);
  const { digests, names } = await saidBy(tx, systemId, fresh.map(({ id }) => id));
  await touchDigests(tx, systemId, [...digests, ...(await aroundOf(tx, systemId, digests)), ...(await showing(tx, systemId, names))]);
  for (const { id } of fresh) await writeAudit(tx, { systemId, at, actor, action: "evidence.repeated", object: `submission/${id}`, digest: null, details: {} });
}

/** Digests that documents of these submissions are bound to, and flaws that advisories among them name. */
async function saidBy(tx: Tx, systemId: string, submissions: readonly string[]): Promise<{ digests: string[]; names: string[] }> {
  const found = await rows<{ digest: string | null; name: string | null }>(
    tx,
    `WITH document_of AS (
       SELECT d.id FROM document d WHERE d.system_id = $1::uuid AND d.submission_id IN (SELECT json_array_elements_text($2::json)::uuid))
     SELECT DISTINCT b.digest, NULL AS name FROM document_of o JOIN binding_current b ON b.system_id = $1::uuid AND b.document_id = o.id WHERE b.digest IS NOT NULL
     UNION SELECT NULL, a.name FROM document_of o JOIN advisory_alias a ON a.system_id = $1::uuid AND a.document_id = o.id`,
    systemId, JSON.stringify(submissions),
  );
  return { digests: found.flatMap(({ digest }) => digest ?? []), names: found.flatMap(({ name }) => name ?? []) };
}
