import type { z } from "zod";
import { fail, ok, type Result } from "../../domain/model/problem";
import { settings } from "../settings";
import { checkHost, checkSameSite } from "./same-origin";

const MAX_FORM_BYTES = 16 * 1024;

/**
 * The fields of a form that one of our own pages sent. Problem codes: access/wrong-host, access/cross-site,
 * request/invalid.
 */
export async function readForm<S extends z.ZodType>(request: Request, schema: S): Promise<Result<z.output<S>>> {
  const { origin } = settings();
  const host = checkHost(request.headers, origin);
  if (!host.ok) return host;
  const sameSite = checkSameSite(request.headers, origin, true);
  if (!sameSite.ok) return sameSite;
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get("content-type") ?? "")) {
    return fail({ code: "request/invalid", detail: "This takes the fields of a form.", at: "Content-Type" });
  }
  const text = await readText(request);
  const parsed = text === null ? null : schema.safeParse(Object.fromEntries(new URLSearchParams(text)));
  if (!parsed?.success) return fail({ code: "request/invalid", detail: "A field is missing or too long." });
  return ok(parsed.data);
}

async function readText(request: Request): Promise<string | null> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > MAX_FORM_BYTES) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

/** A path of ours to go on to; anything that could lead elsewhere becomes "/". */
export function safeNext(next: string | undefined): string {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\p{Cc}\\]/u.test(next)) return "/";
  return next;
}

/** On to another page; a form that was sent does not come back on reload. */
export const seeOther = (location: string, headers = new Headers()): Response => {
  headers.set("location", location);
  return new Response(null, { status: 303, headers });
};
