import type { TrustDetail } from "../../contracts/trust";
import { rows, type Tx } from "../store";
import { asObject } from "./stored-json";
import { iso } from "./read";

const MOST = 200;

export interface TrustEvent {
  version: number | null;
  at: Date;
  how: TrustDetail["history"][number]["how"];
  author: string;
  decided_by: string | null;
  reason: string | null;
  rules: number;
  change: string | null;
}

/** Versions of the settings and changes that nothing came of, newest first. */
export function trustHistory(tx: Tx, systemId: string): Promise<TrustEvent[]> {
  return rows<TrustEvent>(
    tx,
    `SELECT p.version, p.effective_from AS at, coalesce(d.decision, 'first') AS how, p.author, p.approver AS decided_by, c.reason,
       jsonb_array_length(p.content->'rules') AS rules, p.change_id::text AS change
     FROM trust_policy p
     LEFT JOIN trust_change c ON c.system_id = p.system_id AND c.id = p.change_id
     LEFT JOIN trust_decision d ON d.system_id = p.system_id AND d.change_id = p.change_id
     WHERE p.system_id = $1::uuid
     UNION ALL
     SELECT NULL, d.at, d.decision, d.requested_by, d.author, c.reason, jsonb_array_length(c.content->'rules'), d.change_id::text
     FROM trust_decision d JOIN trust_change c ON c.system_id = d.system_id AND c.id = d.change_id
     WHERE d.system_id = $1::uuid AND d.decision IN ('refused', 'withdrawn')
     ORDER BY at DESC, version DESC NULLS LAST LIMIT ${MOST}`,
    systemId,
  );
}

/** What the audit log says of trust, newest first. */
export async function trustAudit(tx: Tx, systemId: string): Promise<TrustDetail["audit"]> {
  const found = await rows<{ seq: string; at: Date; actor: unknown; action: string; object: string; sealed: boolean }>(
    tx,
    `SELECT a.seq::text AS seq, a.at, a.actor, a.action, a.object, EXISTS (SELECT 1 FROM audit_seal l WHERE l.seq = a.seq) AS sealed
     FROM audit_event a WHERE a.system_id = $1::uuid AND a.action LIKE 'trust.%' ORDER BY a.seq DESC LIMIT ${MOST}`,
    systemId,
  );
  return found.map(({ at, actor, ...one }) => ({ ...one, at: iso(at), actor: String(asObject(actor)["name"] ?? "") }));
}
