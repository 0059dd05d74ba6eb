import { operations } from "../../../../../../../../contracts/api";
import { attachment } from "../../../../../../../../server/http/headers";
import { notFound } from "../../../../../../../../server/http/list-response";
import { route } from "../../../../../../../../server/http/route";
import { streamOf } from "../../../../../../../../server/http/streams";
import { rawEvidence } from "../../../../../../../../server/queries/evidence-file";

/** The exact bytes as they were handed in: a download, never a page. What is not text is not called text. */
export const GET = route(operations.getRawEvidence, async ({ ctx, params }) => {
  const file = await rawEvidence(ctx, params);
  if (!file) return notFound();
  return new Response(streamOf(file.bytes), {
    headers: {
      "content-type": file.isText ? "text/plain; charset=utf-8" : "application/octet-stream",
      "content-length": String(file.sizeBytes),
      "content-disposition": attachment(file.fileName),
      "content-digest": `sha-256=:${Buffer.from(params.sha256, "hex").toString("base64")}:`,
    },
  });
});
