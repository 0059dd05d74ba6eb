import type { Ctx } from "../auth/principal";
import { withPreviewParser } from "../jobs/preview-parser";
import { DoorError, tooLarge } from "../services/door-error";
import { previewEvidence, type PreviewFile } from "../services/ingest/preview-evidence";
import { settings } from "../settings";
import { problemResponse } from "./problem";
import { claimOf, MAX_FILES, withFiles, type Asked, type Files } from "./submit-evidence";

/** Unpacked to packed, as the worker accepts it. */
const MAX_RATIO = 200;

/** The door's dry run: the same checks and the same reading, and nothing is kept. 200 with the preview, or a problem. */
export async function previewOverHttp(ctx: Ctx, request: Request, asked: Asked): Promise<Response> {
  const { maxPreviewBytes, maxDocumentBytes, maxComponents } = settings().limits;
  const answer = await withPreviewParser((parser) =>
    withFiles({ ctx, request, asked, maxBytes: maxPreviewBytes }, async (incoming) => {
      const files = await holdAll(incoming, maxPreviewBytes);
      const limits = { maxDocumentBytes, maxComponents, maxRatio: MAX_RATIO };
      const preview = await previewEvidence(ctx, ctx.system.name, files, claimOf(asked), parser, limits);
      return preview.ok ? Response.json(preview.value) : problemResponse(preview.problem);
    }), `${ctx.actor.kind}:${ctx.actor.id}`);
  return answer ?? problemResponse({ code: "preview/busy", detail: "Several previews are being made. Try again in a moment, or hand the files in without one." });
}

/** All files in memory: their bytes together stay below the limit. */
async function holdAll(incoming: Files, maxBytes: number): Promise<PreviewFile[]> {
  const files: PreviewFile[] = [];
  let total = 0;
  for await (const { fileName, stream } of incoming) {
    if (files.length >= MAX_FILES) throw new DoorError({ code: "door/too-many-files", detail: `One request carries at most ${MAX_FILES} files.`, limit: { name: "files of a request", max: MAX_FILES } }, 413);
    const pieces: Uint8Array[] = [];
    for await (const piece of stream) {
      total += piece.byteLength;
      if (total > maxBytes) throw tooLarge("bytes of a preview", maxBytes, total, fileName);
      pieces.push(Uint8Array.from(piece));
    }
    const bytes = new Uint8Array(Buffer.concat(pieces));
    if (bytes.byteLength === 0) throw new DoorError({ code: "door/empty", detail: "The file is empty.", at: fileName }, 400);
    files.push({ fileName, bytes });
  }
  if (files.length === 0) throw new DoorError({ code: "door/empty", detail: "The request carries no file." }, 400);
  return files;
}
