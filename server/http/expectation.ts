import { expectation, expectationWrite, type ExpectationAhead } from "../../contracts/expectation";
import type { Ctx } from "../auth/principal";
import { globAllows } from "../auth/tokens";
import { expectationAhead } from "../queries/expectation-ahead";
import { expectationOf } from "../queries/expectation";
import { lineName } from "../queries/line-name";
import { expectationProblems, expectOfLine } from "../services/expect-provenance";
import { readJson } from "./json-body";
import { notFound } from "./list-response";
import { problemResponse, problemsResponse } from "./problem";

const MAX_BYTES = 16 * 1024;

/** Records what is expected of a line that is held; a line is never made by expecting something of it over HTTP. */
export async function expectOverHttp(ctx: Ctx, request: Request, image: string): Promise<Response> {
  const name = lineName(image);
  if (ctx.principal.kind === "token" && !globAllows(ctx.principal.imageGlob, name)) return problemResponse({ code: "access/forbidden", detail: "This token may speak for other images only.", at: "image" });
  if ((await expectationOf(ctx, name)) === null) return notFound();
  const body = await readJson(request, expectationWrite, MAX_BYTES);
  if (!body.ok) return problemResponse(body.problem);
  const { baseVersion, ...expected } = body.value;
  const problems = expectationProblems(expected);
  if (problems.length > 0) return problemsResponse(problems);
  const done = await expectOfLine(ctx, { image: name, expected, baseVersion });
  return done.ok ? Response.json(done.value) : problemResponse(done.problem);
}

/** What is wrong with an expectation, and what it would make of the line's current digest; nothing is stored. */
export async function previewExpectationOverHttp(ctx: Ctx, request: Request, image: string): Promise<Response> {
  const name = lineName(image);
  if ((await expectationOf(ctx, name)) === null) return notFound();
  const body = await readJson(request, expectation, MAX_BYTES);
  if (!body.ok) return problemResponse(body.problem);
  const problems = expectationProblems(body.value);
  const answer: ExpectationAhead = { problems, ahead: problems.length > 0 ? null : await expectationAhead(ctx, name, body.value) };
  return Response.json(answer);
}
