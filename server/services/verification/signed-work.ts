import type { CarrierKind } from "../../../domain/verification/model";
import { detachedOfAnnotations } from "../../../domain/verification/registry-layer";
import type { TrustSettings } from "../../../domain/verification/trust-settings";
import type { VerifyTask } from "../../jobs/verify-file";
import { manifestsListing } from "../../queries/manifests-listing";
import { loadRoots } from "../../queries/trust";
import { loadEvidence, NO_LINE, rows, sha256Hex, type Tx } from "../../store";

/** How a document of a room carries its signatures. */
export const CARRIER_OF_ROOM: Readonly<Record<string, CarrierKind>> = { dsse: "dsse", "sigstore-bundle": "sigstore-bundle", "simple-signing": "cosign-simple-signing" };

interface Work {
  kind: string;
  bytes: Uint8Array | null;
  wanted: number;
  sha256: string;
  path: string;
  file: string;
}

export interface SignedWork {
  wanted: number;
  /** Null where there is nothing to ask, or no bytes to ask about. */
  asked: Pick<VerifyTask, "bytes" | "kind" | "questions" | "beside"> | null;
}

/** A document that carries signatures and the questions asked of it, whoever is trusted. Null where there is no such document. */
export async function loadSignedWork(tx: Tx, systemId: string, documentId: string): Promise<SignedWork | null> {
  const [work] = await rows<Work>(
    tx,
    `SELECT s.kind, s.bytes, s.wanted, d.sha256, d.path, u.sha256 AS file FROM signed_document s
     JOIN document d ON d.system_id = s.system_id AND d.id = s.document_id
     JOIN submission u ON u.system_id = d.system_id AND u.id = d.submission_id
     WHERE s.system_id = $1::uuid AND s.document_id = $2::uuid`,
    systemId, documentId,
  );
  if (!work) return null;
  const questions = await questionsAbout(tx, systemId, documentId);
  const bytes = work.bytes ?? (work.path === "" ? await loadEvidence(tx, systemId, work.file) : null);
  const kind = CARRIER_OF_ROOM[work.kind];
  if (bytes === null || kind === undefined || questions.length === 0) return { wanted: work.wanted, asked: null };
  if (sha256Hex(bytes) !== work.sha256) throw new Error(`The stored bytes of document ${documentId} do not have its hash.`);
  return { wanted: work.wanted, asked: { bytes, kind, questions, beside: await besideOf(tx, systemId, work.sha256) } };
}

/** What held manifests say beside a layer of this hash. */
export async function besideOf(tx: Tx, systemId: string, sha256: string): Promise<VerifyTask["beside"]> {
  const listed = await manifestsListing(tx, systemId, sha256);
  return listed.map(({ annotations }) => detachedOfAnnotations(annotations));
}

/** The imported roots that settings name, each under the version that verdicts keep. */
export async function rootsUnder(tx: Tx, systemId: string, settings: TrustSettings): Promise<VerifyTask["roots"]> {
  const roots = await loadRoots(tx, systemId, settings);
  return roots.map(({ name, sha256, bytes }) => ({ name, version: `${name}, sha256:${sha256.slice(0, 16)}`, bytes }));
}

/** Of one document; what is beyond stays without a verdict and is shown as not verified. Real releases sign below a hundred. */
const MOST_QUESTIONS = 1_000;

/**
 * Every digest that the document or what is inside it is bound to, also where that is in conflict, in every line of it;
 * and every digest and line that has a verdict already, since a verdict nobody asks about again could not be taken back.
 */
function questionsAbout(tx: Tx, systemId: string, documentId: string): Promise<VerifyTask["questions"]> {
  return rows<{ digest: string; image: string }>(
    tx,
    `WITH RECURSIVE inside AS (
       SELECT $2::uuid AS id UNION SELECT d.id FROM inside i JOIN document d ON d.system_id = $1::uuid AND d.parent_id = i.id),
     shown AS (SELECT DISTINCT b.digest FROM inside i JOIN binding_current b ON b.system_id = $1::uuid AND b.document_id = i.id WHERE b.digest IS NOT NULL),
     asked AS (
       SELECT s.digest, l.image_id FROM shown s LEFT JOIN image_digest l ON l.system_id = $1::uuid AND l.digest = s.digest
       UNION SELECT v.digest, nullif(v.image_id, $3::uuid) FROM verification v WHERE v.system_id = $1::uuid AND v.document_id = $2::uuid)
     SELECT a.digest, coalesce(m.name, '') AS image FROM asked a
     LEFT JOIN image m ON m.system_id = $1::uuid AND m.id = a.image_id ORDER BY digest, image LIMIT ${MOST_QUESTIONS}`,
    systemId, documentId, NO_LINE,
  );
}
