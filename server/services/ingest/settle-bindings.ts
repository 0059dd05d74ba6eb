import { deriveBindings } from "../../../domain/identity/derive-bindings";
import type { IdentityGraph } from "../../../domain/identity/graph";
import type { DerivedBinding, NamedIdentity } from "../../../domain/model/identity";
import { contentId, rows, runMany, type Tx } from "../../store";

export interface Bindable {
  id: string;
  identities: NamedIdentity[];
  claimed: string;
  verified: string[];
  generation: number;
  inForce: DerivedBinding[];
}

interface BindableRow {
  id: string;
  identities: NamedIdentity[];
  claimed: string;
  verified: string[] | null;
  generation: number | null;
  in_force: DerivedBinding[] | null;
}

/** Documents to bind again: by id, and everything that names or was handed in under one of the identities. */
export async function loadBindable(tx: Tx, systemId: string, ids: readonly string[], reached: readonly string[]): Promise<Bindable[]> {
  const found = await rows<BindableRow>(
    tx,
    `WITH wanted AS (
       SELECT json_array_elements_text($2::json)::uuid AS id
       UNION SELECT n.document_id FROM named_identity n
       WHERE n.system_id = $1::uuid AND n.sha256 IN (SELECT json_array_elements_text($3::json)))
     SELECT d.id, d.identities, s.claimed_digest AS claimed, g.generation,
       (SELECT json_agg(json_build_object('digest', b.digest, 'state', b.state, 'why', b.why, 'because', b.because))
        FROM binding b WHERE b.system_id = $1::uuid AND b.document_id = d.id AND b.generation = g.generation) AS in_force,
       (SELECT json_agg(DISTINCT v.digest) FROM (
          SELECT DISTINCT ON (v.digest, v.image_id) v.digest, v.state FROM verification v WHERE v.system_id = $1::uuid AND v.document_id = d.id
          ORDER BY v.digest, v.image_id, v.generation DESC) v WHERE v.state = 'verified') AS verified
     FROM wanted w JOIN document d ON d.system_id = $1::uuid AND d.id = w.id
     JOIN submission s ON s.system_id = $1::uuid AND s.id = d.submission_id
     LEFT JOIN LATERAL (SELECT max(b.generation) AS generation FROM binding b WHERE b.system_id = $1::uuid AND b.document_id = d.id) g ON true
     ORDER BY d.id`,
    systemId, JSON.stringify(ids), JSON.stringify(reached),
  );
  return found.map((row) => ({ ...row, verified: row.verified ?? [], generation: row.generation ?? 0, inForce: row.in_force ?? [] }));
}

export interface Rebound {
  /** Documents whose bindings changed. */
  documents: string[];
  /** Digests they are or were bound to. */
  digests: string[];
}

/** Derives every binding again from the graph and records a new generation where the answer changed, and only there. */
export async function settleBindings(tx: Tx, systemId: string, graph: IdentityGraph, documents: readonly Bindable[], at: string): Promise<Rebound> {
  const changed = documents
    .map((one) => ({ ...one, derived: deriveBindings(graph, { named: one.identities, claimed: one.claimed || null, verifiedSubjects: one.verified }) }))
    .filter((one) => one.generation === 0 || fingerprint(one.derived) !== fingerprint(one.inForce));
  const list = changed.flatMap(({ id, generation, derived }) =>
    derived.map((binding, ordinal) => ({
      id: contentId("binding", systemId, id, String(generation + 1), String(ordinal)),
      document_id: id, ordinal, generation: generation + 1, ...binding,
    })));
  await runMany(
    tx,
    `INSERT INTO binding (system_id, id, document_id, generation, digest, state, why, because, recorded_at)
     SELECT $2::uuid, t.*, $3::timestamptz FROM json_to_recordset($1::json)
       AS t(id uuid, document_id uuid, generation int, digest text, state text, why text, because jsonb)`,
    list, systemId, at,
  );
  await runMany(
    tx,
    `DELETE FROM binding_current WHERE system_id = $2::uuid AND document_id IN (SELECT id FROM json_to_recordset($1::json) AS t(id uuid))`,
    changed.filter((one) => one.generation > 0).map(({ id }) => ({ id })), systemId,
  );
  await runMany(
    tx,
    `INSERT INTO binding_current (system_id, document_id, ordinal, digest, state, why, generation, recorded_at)
     SELECT $2::uuid, t.*, $3::timestamptz FROM json_to_recordset($1::json)
       AS t(document_id uuid, ordinal int, digest text, state text, why text, generation int)`,
    list, systemId, at,
  );
  const digests = changed.flatMap((one) => [...one.derived, ...one.inForce]).flatMap(({ digest }) => (digest === null ? [] : [digest]));
  return { documents: changed.map((one) => one.id), digests: [...new Set(digests)] };
}

/** The order of rows and of keys says nothing. */
function fingerprint(bindings: readonly DerivedBinding[]): string {
  const one = ({ digest, state, why, because }: DerivedBinding): string =>
    JSON.stringify([digest, state, why, because.map(({ identity, relation }) => [identity.type, identity.sha256, identity.name ?? null, identity.at, relation])]);
  return bindings.map(one).sort().join("\n");
}
