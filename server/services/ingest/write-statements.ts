import type { AdvisoryFacts, ProvenanceFacts, StatementFacts, VexFacts } from "../../../domain/model/document";
import { run, runMany, type Tx } from "../../store";
import { storableInstant } from "./document-row";
import { addAliases, writeAdvisoryAliases, writeAliases, type AliasPairs } from "./write-scan";

/**
 * Writes the names of the flaw that an advisory is about; it is no scan, and no finding comes of it. Answers all of them:
 * that one more advisory says the same may be what makes it count.
 */
export async function writeAdvisory(tx: Tx, systemId: string, documentId: string, advisory: AdvisoryFacts, at: string): Promise<string[]> {
  const pairs: AliasPairs = new Map();
  addAliases(pairs, advisory.id, advisory.aliases);
  await writeAliases(tx, systemId, pairs, at);
  await writeAdvisoryAliases(tx, systemId, documentId, pairs);
  return [...new Set([...pairs.values()].map(({ name }) => name))];
}

/** Writes VEX statements one by one, with their own author or the document's. */
export async function writeVex(tx: Tx, systemId: string, documentId: string, vex: VexFacts, at: string): Promise<string[]> {
  const pairs: AliasPairs = new Map();
  for (const one of vex.statements) addAliases(pairs, one.vulnerability, one.aliases);
  const named = await writeAliases(tx, systemId, pairs, at);
  const list = vex.statements.map((one, ordinal) => ({
    ordinal,
    vulnerability: one.vulnerability,
    aliases: one.aliases,
    status: one.status,
    justification: one.justification,
    impact: one.impact,
    action: one.action,
    author: one.author === undefined ? vex.author : one.author,
    products: one.products,
    observed_at: storableInstant(one.observedAt),
    at: one.at,
  }));
  await runMany(
    tx,
    `INSERT INTO vex_statement (system_id, document_id, ordinal, vulnerability, aliases, status, justification, impact, action, author, products, observed_at, at)
     SELECT $2::uuid, $3::uuid, t.* FROM json_to_recordset($1::json) AS t(ordinal int, vulnerability text, aliases text[], status text,
       justification text, impact text, action text, author text, products jsonb, observed_at timestamptz, at text)`,
    list, systemId, documentId,
  );
  return named;
}

export async function writeAttestation(
  tx: Tx,
  systemId: string,
  documentId: string,
  statement: StatementFacts,
  provenance: ProvenanceFacts | undefined,
  signatures: number,
): Promise<void> {
  await run(
    tx,
    `INSERT INTO attestation (system_id, document_id, predicate_type, statement_type, subjects, signature_count, provenance)
     VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb, $6::int, $7::jsonb)`,
    systemId, documentId, statement.predicateType, statement.statementType, JSON.stringify(statement.subjects), signatures,
    provenance ? JSON.stringify(provenance) : null,
  );
}
