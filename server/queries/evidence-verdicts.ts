import { z } from "zod";
import type { EvidenceVerdicts } from "../../contracts/pages";
import { verificationState } from "../../contracts/common";
import { rows, type Tx } from "../store";
import { iso } from "./read";

const MOST = 1_000;

interface Stored {
  document_id: string;
  path: string;
  room: string;
  digest: string;
  image: string | null;
  conflict: string | null;
  generation: number;
  state: string;
  checks: unknown;
  policy_id: string | null;
  rule_id: string | null;
  trust_root_version: string | null;
  signer: string | null;
  issuer: string | null;
  signed_at: unknown;
  log: unknown;
  predicate_type: string | null;
  at: Date;
}

const checks = z
  .array(z.object({ id: z.string(), name: z.string(), expected: z.string(), got: z.string(), ok: z.boolean().nullable(), required: z.boolean() }))
  .catch([]);
const times = z.array(z.string()).catch([]);
const log = z.array(z.object({ logId: z.string(), index: z.string(), kind: z.string() })).catch([]);

/**
 * Verdicts of the documents of a file that carry signatures, per digest and image line: the one in force, and those
 * before it. `conflict` says why the document is in conflict with that digest, where it is.
 */
export async function verdictsOf(tx: Tx, systemId: string, sha256: string): Promise<EvidenceVerdicts[]> {
  const found = await rows<Stored>(
    tx,
    `SELECT v.document_id::text AS document_id, d.path, coalesce(d.room, '') AS room, v.digest, m.name AS image, v.generation, v.state, v.checks, v.policy_id, v.rule_id,
       v.trust_root_version, v.signer, v.issuer, v.signed_at, v.log, v.predicate_type, v.at,
       (SELECT b.why FROM binding_current b JOIN document x ON x.system_id = b.system_id AND x.id = b.document_id
        WHERE b.system_id = v.system_id AND b.digest = v.digest AND b.state = 'conflict' AND x.submission_id = d.submission_id AND starts_with(x.path, d.path)
        ORDER BY x.path, b.ordinal LIMIT 1) AS conflict
     FROM submission s JOIN document d ON d.system_id = s.system_id AND d.submission_id = s.id
     JOIN verification v ON v.system_id = d.system_id AND v.document_id = d.id AND v.carrier_id = d.id
     LEFT JOIN image m ON m.system_id = v.system_id AND m.id = v.image_id
     WHERE s.system_id = $1::uuid AND s.sha256 = $2
     ORDER BY d.path, v.document_id, v.digest, image NULLS FIRST, v.generation DESC LIMIT ${MOST}`,
    systemId, sha256,
  );
  const groups = new Map<string, EvidenceVerdicts>();
  for (const row of found) {
    const key = `${row.document_id} ${row.digest} ${row.image ?? ""}`;
    const group = groups.get(key);
    if (group) group.earlier.push(verdictOf(row));
    else groups.set(key, { documentId: row.document_id, path: row.path, room: row.room, digest: `sha256:${row.digest}`, image: row.image, conflict: row.conflict, current: verdictOf(row), earlier: [] });
  }
  return [...groups.values()];
}

function verdictOf(row: Stored): EvidenceVerdicts["current"] {
  const state = verificationState.safeParse(row.state);
  return {
    generation: row.generation, state: state.success ? state.data : "unknown", steps: checks.parse(row.checks), policy: row.policy_id, rule: row.rule_id, root: row.trust_root_version,
    signer: row.signer, issuer: row.issuer, signedAt: times.parse(row.signed_at), log: log.parse(row.log), predicateType: row.predicate_type, at: iso(row.at),
  };
}
