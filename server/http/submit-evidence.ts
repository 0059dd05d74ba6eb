import type { Problem } from "../../domain/model/problem";
import { parseImageName } from "../../domain/model/image-name";
import type { Ctx } from "../auth/principal";
import { globAllows } from "../auth/tokens";
import { receiptById } from "../queries/receipt";
import { checkContentDigest, parseContentDigest } from "../services/content-digest";
import { decodeContentEncoding } from "../services/decode-content-encoding";
import { DoorError } from "../services/door-error";
import { receiveEvidence, type EvidenceClaim, type IncomingFile } from "../services/receive-evidence";
import { settings } from "../settings";
import { multipartBoundary, multipartFiles } from "./multipart";
import { problemResponse } from "./problem";
import { bodyPieces } from "./streams";

const MAX_RATIO = 200;
export const MAX_FILES = 200;

export interface Asked {
  image?: string | undefined;
  digest?: string | undefined;
  tag?: string | undefined;
  filename?: string | undefined;
}

/**
 * The door over HTTP: declared size, encoding, digest and parts of a request are looked at while its body streams into
 * the store; nothing is kept of a refused one. 202 with the receipt, or a problem that names limit and place.
 */
export async function submitEvidence(ctx: Ctx, request: Request, asked: Asked): Promise<Response> {
  const { maxUploadBytes, maxArchiveBytes } = settings().limits;
  return withFiles({ ctx, request, asked, maxBytes: Math.max(maxUploadBytes, maxArchiveBytes) }, async (files) => {
    const received = await receiveEvidence(ctx, files, claimOf(asked), { maxFileBytes: maxUploadBytes, maxArchiveBytes, maxFiles: MAX_FILES });
    if (!received.ok) return problemResponse(received.problem);
    const receipt = await receiptById(ctx, { id: received.value.receiptId });
    return Response.json(receipt, { status: 202, headers: { location: `/api/v1/receipts/${received.value.receiptId}` } });
  });
}

export const claimOf = ({ image, digest, tag }: Asked): EvidenceClaim => ({ image: image ?? null, digest: digest ?? null, tag: tag ?? null });

export type Files = AsyncIterable<IncomingFile> | IncomingFile[];

/** Hands on the files of a request while its body streams in; what is wrong with it is answered as a problem. */
export async function withFiles(
  { ctx, request, asked, maxBytes }: { ctx: Ctx; request: Request; asked: Asked; maxBytes: number },
  work: (files: Files) => Promise<Response>,
): Promise<Response> {
  const refused = refuse(ctx, request, asked, maxBytes);
  if (refused) return problemResponse(refused);
  const expected = parseContentDigest(request.headers.get("content-digest") ?? "");
  if (request.headers.has("content-digest") && !expected.ok) return problemResponse(expected.problem);
  try {
    const raw = checkContentDigest(bodyPieces(request), expected.ok ? expected.value : []);
    const body = decodeContentEncoding(raw, request.headers.get("content-encoding"), { maxBytes, maxRatio: MAX_RATIO });
    return await work(filesOf(request, body, asked));
  } catch (error) {
    if (error instanceof DoorError) return problemResponse(error.problem, error.status);
    if (request.signal.aborted) return problemResponse({ code: "door/interrupted", detail: "The request ended before its body did. Nothing was stored." });
    throw error;
  }
}

/** What can be refused before a byte of the body is read. */
function refuse({ principal }: Ctx, request: Request, asked: Asked, max: number): Problem | null {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > max) {
    return { code: "door/too-large", detail: `The request declares more bytes than the limit of ${max}.`, at: "Content-Length", limit: { name: "bytes of a request", max, got: declared } };
  }
  const image = asked.image ? parseImageName(asked.image) : null;
  const name = image?.ok ? image.value.name : null;
  if (principal.kind === "token" && !globAllows(principal.imageGlob, name)) {
    return { code: "access/forbidden", detail: "This token may hand in evidence for other images only.", at: "image" };
  }
  return null;
}

function filesOf(request: Request, body: AsyncIterable<Uint8Array>, asked: Asked): Files {
  const mediaType = request.headers.get("content-type");
  const boundary = multipartBoundary(mediaType);
  if (boundary) return multipartFiles(body, boundary);
  if (/^multipart\//i.test(mediaType ?? "")) {
    throw new DoorError({ code: "door/multipart", detail: "Several files come as multipart/form-data with a boundary.", at: "Content-Type" }, 400);
  }
  return [{ fileName: asked.filename ?? "evidence", mediaType, stream: body }];
}
