import type { z } from "zod";
import type { Operation } from "../../contracts/api";
import type { Problem, Result } from "../../domain/model/problem";
import type { Action } from "../auth/permissions";
import type { Ctx, Principal } from "../auth/principal";
import { principalOf } from "../auth/principal-of";
import { permittedSystems, requirePermission } from "../auth/require-permission";
import { settings } from "../settings";
import { webStore, type Store } from "../store";
import { withSecurityHeaders } from "./headers";
import { logUnknown } from "./log-unknown";
import { pathParams } from "./path-params";
import { CursorError } from "../queries/cursor";
import { problemResponse, unknownErrorResponse } from "./problem";
import { checkHost, checkSameSite } from "./same-origin";

/** What a handler is given once everything has been checked. */
export interface Call<P, Q> {
  /** The system of the path; for a path without one, the first system the caller may do this in. */
  ctx: Ctx;
  /** All systems the caller may do this in, for paths that name none; else just `ctx`. */
  systems: Ctx[];
  params: P;
  query: Q;
  request: Request;
}

type Answer = Response | object | { problem: Problem };

type Handler<O> = O extends Operation<infer P, infer Q>
  ? (call: Call<z.output<P>, z.output<Q>>) => Promise<Answer>
  : never;

/** What a route declares about itself; the generated test reads it. */
export interface Declaration {
  operation: Operation;
}

export type RouteHandler = ((request: Request) => Promise<Response>) & { declaration: Declaration };

export interface RouteOptions {
  store?: () => Store;
  origin?: () => string;
}

/**
 * The one way to make an API route. In this order: host, caller, same-site for changes by cookie, permission, then the
 * shapes of path and query, then the handler. Errors are problem+json; what nobody expected is a fixed text; nothing
 * is kept by caches.
 */
export function route<O extends Operation>(operation: O, handler: Handler<O>, options: RouteOptions = {}): RouteHandler {
  const answer = async (request: Request): Promise<Response> => {
    try {
      return withSecurityHeaders(await serve(operation, handler as Handler<Operation>, request, options));
    } catch (error) {
      if (error instanceof CursorError) return withSecurityHeaders(problemResponse(error.problem));
      logUnknown(operation.id, error);
      return withSecurityHeaders(unknownErrorResponse());
    }
  };
  return Object.assign(answer, { declaration: { operation: operation as Operation } });
}

async function serve(operation: Operation, handler: Handler<Operation>, request: Request, options: RouteOptions): Promise<Response> {
  const url = new URL(request.url);
  const params = pathParams(operation.path, url.pathname);
  const allowed = await allow(operation, params, request, options);
  if (!allowed.ok) return problemResponse(allowed.problem);
  const parsedParams = operation.params.safeParse(params ?? {});
  if (!parsedParams.success) return invalid(parsedParams.error);
  const query = operation.query.safeParse(Object.fromEntries(url.searchParams));
  if (!query.success) return invalid(query.error);
  const [ctx] = allowed.value;
  const answer = await handler({ ctx: ctx as Ctx, systems: allowed.value, params: parsedParams.data, query: query.data, request });
  return toResponse(answer);
}

async function allow(operation: Operation, params: Record<string, string> | null, request: Request, options: RouteOptions): Promise<Result<Ctx[]>> {
  if (operation.action === "public") return { ok: true, value: [] };
  const store = (options.store ?? webStore)();
  const origin = options.origin?.() ?? settings().origin;
  const host = checkHost(request.headers, origin);
  if (!host.ok) return host;
  const principal = await principalOf(request.headers, store);
  if (!principal.ok) return principal;
  if (principal.value.kind === "user" && operation.method !== "GET") {
    const sameSite = checkSameSite(request.headers, origin);
    if (!sameSite.ok) return sameSite;
  }
  return contexts(operation, principal.value, params?.["system"], store);
}

async function contexts(operation: Operation, principal: Principal, system: string | undefined, store: Store): Promise<Result<Ctx[]>> {
  const action = operation.action as Action;
  if (operation.path.includes("{system}")) {
    const ctx = await requirePermission(principal, system ?? "", action, store);
    return ctx.ok ? { ok: true, value: [ctx.value] } : ctx;
  }
  if (principal.kind === "anonymous") return { ok: false, problem: { code: "access/sign-in", detail: principal.why } };
  const systems = await permittedSystems(principal, action, store);
  if (systems.length > 0) return { ok: true, value: systems };
  return { ok: false, problem: { code: "access/not-found", detail: "There is nothing here that you may know of." } };
}

function toResponse(answer: Answer): Response {
  if (answer instanceof Response) return answer;
  if ("problem" in answer && isProblem(answer.problem) && Object.keys(answer).length === 1) return problemResponse(answer.problem);
  return Response.json(answer);
}

function isProblem(value: unknown): value is Problem {
  return typeof value === "object" && value !== null && "code" in value && "detail" in value;
}

function invalid(error: z.ZodError): Response {
  const errors = error.issues.map((issue) => ({ pointer: `/${issue.path.join("/")}`, detail: issue.message }));
  const first = errors[0];
  return problemResponse(
    { code: "request/invalid", detail: first ? `${first.pointer.slice(1)}: ${first.detail}` : "The request is wrong.", ...(first ? { at: first.pointer } : {}) },
    400,
    { errors },
  );
}

