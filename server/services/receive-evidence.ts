import { isTar } from "../../domain/ingest/archive/known";
import { needsDecompression } from "../../domain/ingest/decode";
import { parseImageName } from "../../domain/model/image-name";
import { fail, ok, type Result } from "../../domain/model/problem";
import { clock } from "../clock";
import { peek } from "../jobs/byte-source";
import { failpoint } from "../jobs/failpoint";
import { contentId, rows, run, sortedBy, withSystem, type SystemContext, type Tx } from "../store";
import { writeAudit } from "./audit";
import { lockSystem } from "./lock-system";
import { checkContentDigest, parseContentDigest, type ExpectedDigest } from "./content-digest";
import { DoorError } from "./door-error";
import { spool, type SpooledFile } from "./spool";
import { handedInAgain } from "./handed-in-again";
import { moveTag } from "./store-image";
import { touchDigests } from "./touch-digests";

const TAR_HEADER = 512;

export interface IncomingFile {
  fileName: string;
  mediaType: string | null;
  stream: AsyncIterable<Uint8Array>;
}

/** What the uploader says the files are about. Empty or absent = no claim. */
export interface EvidenceClaim {
  image?: string | null;
  /** "sha256:<hex>" */
  digest?: string | null;
  tag?: string | null;
  /** Content-Digest of the one file's own bytes; a whole encoded request is checked by `checkContentDigest` instead. */
  contentDigest?: string | null;
}

export interface DoorLimits {
  maxFileBytes: number;
  /** Of a file that is a tar or compressed, by its first bytes; default: `maxFileBytes`. */
  maxArchiveBytes?: number;
  maxFiles: number;
}

export interface ReceivedEvidence {
  receiptId: string;
  state: ReceiptState;
  /** True when the same was handed in before: nothing was stored. */
  known: boolean;
}

export type ReceiptState = "stored" | "processing" | "done" | "rejected";

export interface Claim {
  image: string;
  digest: string;
  tag: string | null;
}

interface Filed {
  id: string;
  ordinal: number;
  fileName: string;
  mediaType: string | null;
  file: SpooledFile;
}

/**
 * The door. Takes every file in first, then writes chunks, submissions, receipt and audit row in one transaction: what
 * a receipt names is whole and durable, and before that nothing shows. The receipt in state "stored" is itself the
 * work for the worker. The same submission again, also at the same time, answers the same receipt.
 * Problems: `door/*` (see doorStatus), `image-name/*`.
 */
export async function receiveEvidence(
  ctx: SystemContext,
  files: AsyncIterable<IncomingFile> | Iterable<IncomingFile>,
  claim: EvidenceClaim,
  limits: DoorLimits,
): Promise<Result<ReceivedEvidence>> {
  const claimed = readClaim(claim);
  if (!claimed.ok) return claimed;
  const expected = claim.contentDigest ? parseContentDigest(claim.contentDigest) : ok([]);
  if (!expected.ok) return expected;
  const taken: Omit<Filed, "id">[] = [];
  try {
    await takeIn(files, expected.value, limits, taken);
    if (taken.length === 0) return fail({ code: "door/empty", detail: "The request carries no file." });
    return ok(await record(ctx, fileAway(ctx.systemId, taken, claimed.value), claimed.value));
  } catch (error) {
    if (error instanceof DoorError) return fail(error.problem);
    throw error;
  } finally {
    for (const { file } of taken) await file.close();
  }
}

/** The claim in canonical form; empty strings where there is none. Problems: `image-name/*`, door/digest, door/two-digests. */
export function readClaim(claim: EvidenceClaim): Result<Claim> {
  const image = claim.image ? parseImageName(claim.image) : null;
  if (image && !image.ok) return fail({ ...image.problem, at: "image" });
  const stated = claim.digest ? /^(?:sha256:)?([0-9a-f]{64})$/.exec(claim.digest.trim().toLowerCase())?.[1] : "";
  if (stated === undefined) return fail({ code: "door/digest", detail: "A digest is sha256: and 64 hex digits.", at: "digest" });
  const behindName = image?.value.sha256 ?? null;
  if (behindName !== null && stated !== "" && behindName !== stated) {
    return fail({ code: "door/two-digests", detail: "The image names another digest than the request.", at: "digest" });
  }
  const tag = claim.tag || image?.value.tag || null;
  if (tag !== null && !/^\w[\w.-]{0,127}$/.test(tag)) return fail({ code: "image-name/tag", detail: "This is no tag.", at: "tag" });
  return ok({ image: image?.value.name ?? "", digest: stated || behindName || "", tag });
}

async function takeIn(
  files: AsyncIterable<IncomingFile> | Iterable<IncomingFile>,
  expected: ExpectedDigest[],
  limits: DoorLimits,
  taken: Omit<Filed, "id">[],
): Promise<void> {
  for await (const { fileName, mediaType, stream } of files) {
    if (taken.length >= limits.maxFiles) {
      throw new DoorError({ code: "door/too-many-files", detail: `One request carries at most ${limits.maxFiles} files.`, limit: { name: "files of a request", max: limits.maxFiles } }, 413);
    }
    const { head, all } = await peek(expected.length > 0 ? checkContentDigest(stream, expected) : stream, TAR_HEADER);
    const file = await spool(all, isPacked(head) ? Math.max(limits.maxFileBytes, limits.maxArchiveBytes ?? 0) : limits.maxFileBytes, fileName);
    taken.push({ ordinal: taken.length, fileName: cleanName(fileName), mediaType, file });
    if (file.sizeBytes === 0) throw new DoorError({ code: "door/empty", detail: "The file is empty.", at: fileName }, 400);
  }
}

/** What is read as it streams by and never held whole. */
function isPacked(head: Uint8Array): boolean {
  return isTar(head) || needsDecompression(head) !== null;
}

/** A name is shown and never used as a path: its last part, without control characters. */
export function cleanName(name: string): string {
  const last = name.toWellFormed().split(/[\\/]/).at(-1) ?? "";
  const clean = last.replaceAll(/\p{C}/gu, "\ufffd").trim().slice(0, 255);
  return clean === "" ? "evidence" : clean;
}

/** The same file twice in one request is one submission. */
function fileAway(systemId: string, taken: Omit<Filed, "id">[], claim: Claim): Filed[] {
  const filed = new Map<string, Filed>();
  for (const item of taken) {
    const id = contentId("submission", systemId, item.file.sha256, claim.image, claim.digest);
    if (!filed.has(id)) filed.set(id, { id, ...item });
  }
  return [...filed.values()];
}

function record(ctx: SystemContext, filed: Filed[], claim: Claim): Promise<ReceivedEvidence> {
  const receiptId = contentId("receipt", ctx.systemId, ...filed.map((item) => item.id).sort());
  const at = clock.now();
  failpoint("door.before-transaction");
  return withSystem(ctx, async (tx) => {
    const known = await findReceipt(tx, ctx.systemId, receiptId);
    if (known === null && (await insertReceipt(tx, ctx, receiptId, filed, at))) {
      await storeBytes(tx, ctx.systemId, filed, at);
      await storeSubmissions(tx, ctx, receiptId, filed, claim, at);
      const details = { files: filed.map(({ fileName, file }) => ({ fileName, sha256: file.sha256, bytes: file.sizeBytes })), ...claim };
      await writeAudit(tx, { systemId: ctx.systemId, at, actor: ctx.actor, action: "evidence.received", object: `receipt/${receiptId}`, digest: claim.digest || null, details });
      await handedInAgain(tx, ctx, filed, at);
      failpoint("door.before-commit");
      return { receiptId, state: "stored", known: false };
    }
    await handedInAgain(tx, ctx, filed, at);
    await retag(tx, ctx, filed, claim, at);
    return { receiptId, state: known ?? (await findReceipt(tx, ctx.systemId, receiptId)) ?? "stored", known: true };
  });
}

async function findReceipt(tx: Tx, systemId: string, id: string): Promise<ReceiptState | null> {
  const [row] = await rows<{ state: ReceiptState }>(tx, `SELECT state FROM receipt WHERE system_id = $1::uuid AND id = $2::uuid`, systemId, id);
  return row?.state ?? null;
}

/** First of all writes: requests with the same content wait here for the one that came first. */
async function insertReceipt(tx: Tx, ctx: SystemContext, id: string, filed: Filed[], at: Date): Promise<boolean> {
  const changed = await run(
    tx,
    `INSERT INTO receipt (system_id, id, state, actor, recorded_at, updated_at, submission_ids)
     VALUES ($1::uuid, $2::uuid, 'stored', $3::jsonb, $4::timestamptz, $4::timestamptz,
             ARRAY(SELECT json_array_elements_text($5::json)::uuid)) ON CONFLICT DO NOTHING`,
    ctx.systemId, id, JSON.stringify(ctx.actor), at.toISOString(), JSON.stringify(filed.map((item) => item.id)),
  );
  return changed > 0;
}

async function storeBytes(tx: Tx, systemId: string, filed: Filed[], at: Date): Promise<void> {
  for (const { file } of sortedBy(filed, (item) => item.file.sha256)) {
    const fresh = await run(
      tx,
      `INSERT INTO evidence_blob (system_id, sha256, size_bytes, chunk_count, recorded_at)
       VALUES ($1::uuid, $2, $3::bigint, $4::int, $5::timestamptz) ON CONFLICT DO NOTHING`,
      systemId, file.sha256, String(file.sizeBytes), file.chunkCount, at.toISOString(),
    );
    if (fresh === 0) continue;
    let seq = 0;
    for await (const bytes of file.chunks()) {
      await run(tx, `INSERT INTO evidence_chunk (system_id, sha256, seq, bytes) VALUES ($1::uuid, $2, $3::int, $4::bytea)`, systemId, file.sha256, seq, bytes);
      seq += 1;
      failpoint("door.chunk");
    }
  }
}

async function storeSubmissions(tx: Tx, ctx: SystemContext, receiptId: string, filed: Filed[], claim: Claim, at: Date): Promise<void> {
  for (const { id, ordinal, fileName, mediaType, file } of sortedBy(filed, (item) => item.id)) {
    await run(
      tx,
      `INSERT INTO submission (system_id, id, receipt_id, ordinal, sha256, file_name, media_type, claimed_image,
         claimed_digest, claimed_tag, actor, recorded_at)
       VALUES ($1::uuid, $2::uuid, $3::uuid, $4::int, $5, $6, $7, $8, $9, $10, $11::jsonb, $12::timestamptz) ON CONFLICT DO NOTHING`,
      ctx.systemId, id, receiptId, ordinal, file.sha256, fileName, mediaType, claim.image, claim.digest, claim.tag,
      JSON.stringify(ctx.actor), at.toISOString(),
    );
  }
}

/** Known evidence handed in under another tag: the tag moves. With the same tag it is a repeat and changes nothing. */
async function retag(tx: Tx, ctx: SystemContext, filed: Filed[], claim: Claim, at: Date): Promise<void> {
  const [first] = filed;
  if (!first || !claim.tag || !claim.image || !claim.digest) return;
  const [image] = await rows<{ id: string; said: string | null }>(
    tx,
    `SELECT i.id, s.claimed_tag AS said FROM image i JOIN submission s ON s.system_id = i.system_id AND s.id = $3::uuid
     WHERE i.system_id = $1::uuid AND i.name = $2`,
    ctx.systemId, claim.image, first.id,
  );
  if (!image || image.said === claim.tag) return;
  await lockSystem(tx, ctx.systemId);
  const touched = await moveTag(tx, ctx.systemId, image.id, claim.tag, claim.digest, at);
  if (touched.length === 0) return;
  await touchDigests(tx, ctx.systemId, touched);
  await writeAudit(tx, { systemId: ctx.systemId, at, actor: ctx.actor, action: "tag.moved", object: `image/${claim.image}`, digest: claim.digest, details: { tag: claim.tag } });
}
