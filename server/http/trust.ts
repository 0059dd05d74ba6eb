import { FROM_TUF } from "../services/trust/missing-roots";
import { trustDecision, trustLook, trustProposal, trustTest } from "../../contracts/trust";
import type { Ctx } from "../auth/principal";
import { clock } from "../clock";
import { withPreviewParser } from "../jobs/preview-parser";
import { decideTrustChange, WAIT_HOURS } from "../services/trust/decide-trust-change";
import { importTrustRoot, MAX_ROOT_BYTES } from "../services/trust/import-trust-root";
import { previewTrust } from "../services/trust/preview-trust";
import { proposeTrustChange } from "../services/trust/propose-trust-change";
import { testTrust } from "../services/trust/test-trust";
import { settings } from "../settings";
import { readBytes, readJson } from "./json-body";
import { problemResponse, problemsResponse } from "./problem";

/** Settings of 500 rules with a key each stay below this. */
const MAX_SETTINGS_BYTES = 4 * 1024 * 1024;
/** Of the test box: base64 of some 8 MiB, and settings to try. */
const MAX_TEST_BYTES = 16 * 1024 * 1024;
const MAX_RATIO = 200;
const BUSY = { code: "preview/busy", detail: "Several documents are being judged. Try again in a moment." };

/** 201 with where to look, or every problem of the proposal. */
export async function proposeOverHttp(ctx: Ctx, request: Request): Promise<Response> {
  const body = await readJson(request, trustProposal, MAX_SETTINGS_BYTES);
  if (!body.ok) return problemResponse(body.problem);
  const { settings: proposed, reason, baseVersion } = body.value;
  const done = await proposeTrustChange(ctx, { settings: proposed, reason, baseVersion });
  if (!done.ok) return problemsResponse(done.problem);
  const effectiveAt = new Date(clock.now().getTime() + WAIT_HOURS * 3_600_000).toISOString();
  return Response.json({ id: done.value.id, effectiveAt }, { status: 201, headers: { location: `/api/v1/systems/${ctx.system.name}/trust` } });
}

export async function decideOverHttp(ctx: Ctx, request: Request, change: string): Promise<Response> {
  const body = await readJson(request, trustDecision, 1_024);
  if (!body.ok) return problemResponse(body.problem);
  const done = await decideTrustChange(ctx, change, body.value.decision);
  return done.ok ? Response.json({ decision: body.value.decision, version: done.value.version }) : problemResponse(done.problem);
}

export async function importRootOverHttp(ctx: Ctx, request: Request, source: string): Promise<Response> {
  const bytes = await readBytes(request, MAX_ROOT_BYTES);
  if (!bytes.ok) return problemResponse(bytes.problem);
  const done = await importTrustRoot(ctx, { bytes: bytes.value, source: source.startsWith(FROM_TUF) ? `file ${source}` : source });
  return done.ok ? Response.json(done.value) : problemResponse(done.problem);
}

export async function previewTrustOverHttp(ctx: Ctx, request: Request): Promise<Response> {
  const body = await readJson(request, trustLook, MAX_SETTINGS_BYTES);
  if (!body.ok) return problemResponse(body.problem);
  const { settings: proposed, judge } = body.value;
  const ahead = judge ? await withPreviewParser((parser) => previewTrust(ctx, proposed, parser)) : await previewTrust(ctx, proposed, null);
  return ahead === null ? problemResponse(BUSY) : Response.json(ahead);
}

/** The test box: read and judged in the reading thread, with the worker's limits; nothing is stored. */
export async function testTrustOverHttp(ctx: Ctx, request: Request): Promise<Response> {
  const body = await readJson(request, trustTest, MAX_TEST_BYTES);
  if (!body.ok) return problemResponse(body.problem);
  const { document, fileName, digest, image, annotations, settings: tried } = body.value;
  const bytes = new Uint8Array(Buffer.from(document, "base64"));
  if (bytes.byteLength === 0) return problemResponse({ code: "request/invalid", detail: "The document is empty, or not base64.", at: "/document" });
  const { maxDocumentBytes, maxComponents } = settings().limits;
  const limits = { maxDocumentBytes, maxComponents, maxRatio: MAX_RATIO };
  const verdict = await withPreviewParser((parser) => testTrust(ctx, { bytes, fileName, digest, image, annotations, ...(tried === undefined ? {} : { settings: tried }) }, parser, limits));
  if (verdict === null) return problemResponse(BUSY);
  return verdict.ok ? Response.json(verdict.value) : problemsResponse(verdict.problem);
}
