import type { IdentityEdge } from "../../../domain/model/identity";
import { clock } from "../../clock";
import { failpoint } from "../../jobs/failpoint";
import { SIGNED_ROOMS, type ParsedDocument } from "../../jobs/parsed-document";
import { run, withSystem, type SystemContext, type Tx } from "../../store";
import { writeAudit } from "../audit";
import { askAgainForLayers, enlistSigned, writeListedLayers } from "../verification/signed-documents";
import { documentId, factsWithoutLists, kindOf, revisionOf, storableInstant, summaryOf } from "./document-row";
import { writeEdges, writeNamed } from "./identity-edges";
import { settle } from "./settle";
import { writeSbom } from "./write-sbom";
import { writeScan } from "./write-scan";
import { writeAdvisory, writeAttestation, writeVex } from "./write-statements";

export interface SubmissionRow {
  id: string;
  sha256: string;
  file_name: string;
  media_type: string | null;
  claimed_image: string;
  claimed_digest: string;
  claimed_tag: string | null;
  recorded_at: Date;
}

/**
 * Writes one document with everything it says, its bindings, the digests it concerns and the audit row in one
 * transaction; a document that is there already (same submission, path and revision) changes nothing. Answers whether
 * anything was written.
 */
export function ingestDocument(ctx: SystemContext, submission: SubmissionRow, document: ParsedDocument, parentId: string | null): Promise<boolean> {
  return withSystem(ctx, async (tx) => {
    const now = clock.now();
    const id = documentId(submission.id, document.path, revisionOf(document));
    if (!(await insertDocument(tx, ctx.systemId, id, submission, document, parentId, now))) return false;
    failpoint("worker.document");
    const renamed = await writeFacts(tx, ctx.systemId, id, document, now.toISOString());
    if (isCarrier(document)) await enlistSigned(tx, ctx.systemId, { documentId: id, kind: document.room ?? "", bytes: document.signedBytes ?? null });
    const edges = document.reading?.edges ?? [];
    const listed = listedLayers(document);
    await writeListedLayers(tx, ctx.systemId, id, listed);
    const fresh = await writeEdges(tx, ctx.systemId, id, edges, now.toISOString());
    await writeNamed(tx, ctx.systemId, id, document.identities, submission.claimed_digest);
    const seeds = [...document.identities.map((one) => one.sha256), ...edges.flatMap(endpoints)];
    const digests = await settle(tx, {
      systemId: ctx.systemId, documentId: id, seeds, renamed, graphChanged: fresh > 0,
      claimedImage: submission.claimed_image, claimedDigest: submission.claimed_digest, claimedTag: submission.claimed_tag,
      receivedAt: submission.recorded_at, now,
    });
    // Under the system's lock: whatever these layers sign has been enlisted by now, or finds this manifest later.
    await askAgainForLayers(tx, ctx.systemId, listed);
    await writeAudit(tx, {
      systemId: ctx.systemId, at: now, actor: ctx.actor, action: "document.read", object: `document/${id}`,
      digest: digests.length === 1 ? (digests[0] ?? null) : submission.claimed_digest || null,
      details: { submission: submission.id, path: document.path, sha256: document.sha256, state: document.state, room: document.room, kind: kindOf(document) },
    });
    failpoint("worker.before-commit");
    return true;
  });
}

/** Layers of a manifest that is no image: of a signature or an attestation, which lists what it signs. */
function listedLayers({ state, reading }: ParsedDocument): string[] {
  const manifest = state === "read" ? reading?.facts.manifest : undefined;
  if (!manifest || reading?.edges.some((edge) => edge.type === "manifest-has-layers")) return [];
  return [...new Set(manifest.layers.map(({ sha256 }) => sha256))].sort();
}

/** The outermost document that carries signatures: the file itself, or one inside it with bytes of its own. */
function isCarrier({ state, room, path, signedBytes }: ParsedDocument): boolean {
  return state === "read" && SIGNED_ROOMS.has(room ?? "") && (path === "" || signedBytes !== undefined);
}

/** Identities an edge connects, as seeds of the graph. */
export function endpoints(edge: IdentityEdge): string[] {
  switch (edge.type) {
    case "index-has-manifest":
      return [edge.index, edge.manifest];
    case "manifest-has-config":
      return [edge.manifest, edge.config];
    case "referrer-of":
      return [edge.manifest, edge.subject];
    case "manifest-has-layers":
      return [edge.manifest];
    case "config-has-diff-ids":
      return [edge.config];
  }
}

async function insertDocument(
  tx: Tx, systemId: string, id: string, submission: SubmissionRow, document: ParsedDocument, parentId: string | null, now: Date,
): Promise<boolean> {
  const { reading } = document;
  const changed = await run(
    tx,
    `INSERT INTO document (system_id, id, submission_id, parent_id, path, sha256, size_bytes, state, room, revision, format_version,
       kind, summary, observed_at, recorded_at, tool, identities, facts, counts, notes, problem)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6, $7::bigint, $8, $9, $10::int, $11, $12, $13, $14::timestamptz,
       $15::timestamptz, $16::jsonb, $17::jsonb, $18::jsonb, $19::jsonb, $20::jsonb, $21::jsonb) ON CONFLICT DO NOTHING`,
    systemId, id, submission.id, parentId, document.path, document.sha256, String(document.sizeBytes), document.state,
    document.room, revisionOf(document), reading?.formatVersion ?? null, kindOf(document), summaryOf(document),
    storableInstant(reading?.observedAt ?? null), now.toISOString(), reading?.tool ? JSON.stringify(reading.tool) : null,
    JSON.stringify(document.identities), JSON.stringify(factsWithoutLists(document)),
    JSON.stringify(reading?.counts ?? {}), JSON.stringify(document.notes), document.problem ? JSON.stringify(document.problem) : null,
  );
  return changed > 0;
}

/** Answers the flaws that have got another name. */
async function writeFacts(tx: Tx, systemId: string, id: string, document: ParsedDocument, at: string): Promise<string[]> {
  const facts = document.reading?.facts;
  if (!facts) return [];
  const renamed: string[] = [];
  if (facts.sbom) await writeSbom(tx, systemId, id, formatOf(document), facts.sbom);
  if (facts.scan) renamed.push(...(await writeScan(tx, systemId, id, facts.scan, at)));
  if (facts.vex) renamed.push(...(await writeVex(tx, systemId, id, facts.vex, at)));
  if (facts.advisory) renamed.push(...(await writeAdvisory(tx, systemId, id, facts.advisory, at)));
  if (facts.statement) await writeAttestation(tx, systemId, id, facts.statement, facts.provenance, document.signatures);
  return renamed;
}

const formatOf = (document: ParsedDocument): string => [document.room ?? "", document.reading?.formatVersion ?? ""].join(" ").trim();
