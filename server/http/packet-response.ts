import type { PacketStatus } from "../../contracts/packet";
import type { Ctx } from "../auth/principal";
import { lineName } from "../queries/line-name";
import { evaluationDue, packetJson, packetPdf } from "../queries/packet-file";
import { withoutPrefix } from "../queries/read";
import { requestPacket } from "../services/packet/request-packet";
import { attachment } from "./headers";
import { problemResponse } from "./problem";
import { streamOf } from "./streams";

const RETRY_SECONDS = 2;

interface Asked {
  digest: string;
  image?: string | undefined;
  asOf?: string | undefined;
}

/**
 * The packet of a digest as a file, or 202 with where and when to ask again. Asking is what starts the building; the
 * same question later gets the same packet. While new facts wait for their evaluation, so does the packet.
 */
export async function packetResponse(ctx: Ctx, request: Request, asked: Asked, form: "pdf" | "json"): Promise<Response> {
  const sha256 = withoutPrefix(asked.digest);
  const image = asked.image === undefined ? null : lineName(asked.image);
  const status = { digest: asked.digest, image, problem: null };
  const { due, givenUp } = asked.asOf === undefined ? await evaluationDue(ctx, sha256) : { due: false, givenUp: null };
  if (givenUp !== null) return problemResponse(givenUp);
  if (due) return later(request, { ...status, id: null, state: "evaluating", asOf: null });
  const packet = await requestPacket(ctx, { digest: sha256, image, asOf: asked.asOf ?? null });
  if (!packet.ok) {
    if (packet.problem.code === "packet/not-evaluated") return later(request, { ...status, id: null, state: "evaluating", asOf: null });
    return problemResponse(packet.problem);
  }
  const { id, state, asOf, problem } = packet.value;
  if (state === "failed") return problemResponse({ code: "packet/failed", detail: `The packet could not be built: ${problem?.detail ?? "the reason is in the log"}` });
  if (state !== "ready") return later(request, { ...status, id, state, asOf });
  const file = form === "pdf" ? await pdfFile(ctx, id, sha256) : await jsonFile(ctx, id, sha256);
  return file ?? later(request, { ...status, id, state: "building", asOf });
}

function later(request: Request, status: PacketStatus): Response {
  const { pathname, search } = new URL(request.url);
  return Response.json(status, { status: 202, headers: { location: `${pathname}${search}`, "retry-after": String(RETRY_SECONDS) } });
}

async function pdfFile(ctx: Ctx, id: string, digest: string): Promise<Response | null> {
  const pdf = await packetPdf(ctx, id);
  if (!pdf) return null;
  return new Response(streamOf(pdf.bytes), {
    headers: {
      "content-type": "application/pdf",
      "content-length": String(pdf.sizeBytes),
      "content-disposition": attachment(`proofmark-${digest.slice(0, 12)}.pdf`),
      "content-digest": `sha-256=:${Buffer.from(pdf.sha256, "hex").toString("base64")}:`,
      etag: `"${pdf.sha256}"`,
    },
  });
}

async function jsonFile(ctx: Ctx, id: string, digest: string): Promise<Response | null> {
  const packet = await packetJson(ctx, id);
  if (!packet) return null;
  return Response.json(packet.document, {
    headers: {
      "content-disposition": attachment(`proofmark-${digest.slice(0, 12)}.json`),
      ...(packet.packetSha256 ? { etag: `"${packet.packetSha256}"` } : {}),
    },
  });
}
