import { createHash } from "node:crypto";
import type { Preview, UnderstoodDocument } from "../../../contracts/receipt";
import { deriveBindings } from "../../../domain/identity/derive-bindings";
import type { IdentityGraph } from "../../../domain/identity/graph";
import { ok, type Result } from "../../../domain/model/problem";
import { assessSbom } from "../../../domain/quality/assess-sbom";
import type { Parser } from "../../jobs/parse";
import type { ParsedDocument, ParseLimits } from "../../jobs/parsed-document";
import { digestsWithPage } from "../../queries/digest-pages";
import { loadGraph } from "../../queries/load-identity-graph";
import { outcomeSays } from "../../queries/outcome-says";
import { toUnderstood } from "../../queries/understood";
import { contentId, readSystem, rows, type SystemContext, type Tx } from "../../store";
import { cleanName, readClaim, type Claim, type EvidenceClaim } from "../receive-evidence";
import { kindOf, refusedFile, revisionOf, storableInstant, summaryOf } from "./document-row";
import { endpoints } from "./ingest-document";

export interface PreviewFile {
  fileName: string;
  bytes: Uint8Array;
}

interface Looked {
  fileName: string;
  sha256: string;
  sizeBytes: number;
  documents: ParsedDocument[];
}

/**
 * What handing these files in would do, by what is held at this moment: read by the same thread and rooms as the
 * worker's, bound against the graph as it would be with their manifests. It reads in a read-only transaction and
 * writes nothing. Problems: those of the claim.
 */
export async function previewEvidence(
  ctx: SystemContext, system: string, files: readonly PreviewFile[], claim: EvidenceClaim, parser: Parser, limits: ParseLimits,
): Promise<Result<Preview>> {
  const claimed = readClaim(claim);
  if (!claimed.ok) return claimed;
  const looked: Looked[] = [];
  for (const file of files) looked.push(await lookAt(file, parser, limits));
  const { image, digest, tag } = claimed.value;
  const documents = looked.flatMap((file) => file.documents);
  const edges = documents.flatMap((document) => document.reading?.edges ?? []);
  const seeds = [...documents.flatMap(({ identities }) => identities.map(({ sha256 }) => sha256)), ...edges.flatMap(endpoints), ...(digest === "" ? [] : [digest])];
  return readSystem(ctx, async (tx) => {
    const { graph } = await loadGraph(tx, ctx.systemId, seeds, null, edges);
    const held = await heldOf(tx, ctx.systemId, looked, claimed.value);
    const shown = looked.map((file) => ({
      fileName: file.fileName, sha256: file.sha256, sizeBytes: file.sizeBytes, held: held.get(file.sha256) ?? null,
      documents: file.documents.map((document) => understood(document, graph, digest)),
    }));
    return ok({
      system, claimedImage: image || null, claimedDigest: digest === "" ? null : `sha256:${digest}`, claimedTag: tag,
      says: outcomeSays(shown.flatMap((file) => file.documents), true),
      pages: await digestsWithPage(tx, ctx.systemId, shown.flatMap((file) => file.documents)),
      files: shown,
    });
  });
}

async function lookAt({ fileName, bytes }: PreviewFile, parser: Parser, limits: ParseLimits): Promise<Looked> {
  const file = { fileName: cleanName(fileName), sha256: createHash("sha256").update(bytes).digest("hex"), sizeBytes: bytes.byteLength };
  const parsed = await parser.parse({ pieces: [bytes], sizeBytes: bytes.byteLength, sha256: file.sha256, fileName: file.fileName, limits });
  return { ...file, documents: parsed.ok ? parsed.value : [refusedFile(file, parsed.problem)] };
}

function understood(document: ParsedDocument, graph: IdentityGraph, claimed: string): UnderstoodDocument {
  const { reading } = document;
  const facts = reading?.facts ?? {};
  return toUnderstood({
    path: document.path, sha256: document.sha256, sizeBytes: document.sizeBytes, state: document.state, room: document.room,
    formatVersion: reading?.formatVersion ?? null, revision: revisionOf(document), kind: kindOf(document), summary: summaryOf(document),
    tool: reading?.tool ?? null, observedAt: storableInstant(reading?.observedAt ?? null), signatures: document.signatures,
    bindings: deriveBindings(graph, { named: document.identities, claimed: claimed || null }),
    rows: {
      components: facts.sbom?.components.length ?? 0,
      findings: facts.scan?.detections.length ?? 0,
      vex_statements: facts.vex?.statements.length ?? 0,
      subjects: facts.statement?.subjects.length ?? 0,
      platforms: facts.index?.manifests.length ?? 0,
      layers: facts.manifest?.layers.length ?? 0,
    },
    counts: reading?.counts ?? {}, notes: document.notes, problem: document.problem,
    quality: facts.sbom ? assessSbom(facts.sbom) : undefined,
  });
}

/** Which of these were handed in before under the same image and digest, by the file's hash. */
async function heldOf(tx: Tx, systemId: string, files: readonly Looked[], claim: Claim): Promise<Map<string, { receipt: string; recordedAt: string }>> {
  const ids = files.map(({ sha256 }) => contentId("submission", systemId, sha256, claim.image, claim.digest));
  const found = await rows<{ sha256: string; receipt: string; recorded_at: Date }>(
    tx,
    `SELECT sha256, receipt_id::text AS receipt, recorded_at FROM submission
     WHERE system_id = $1::uuid AND id IN (SELECT json_array_elements_text($2::json)::uuid)`,
    systemId, JSON.stringify(ids),
  );
  return new Map(found.map((row) => [row.sha256, { receipt: row.receipt, recordedAt: row.recorded_at.toISOString() }]));
}
