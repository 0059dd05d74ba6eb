import type { z } from "zod";
import { fail, ok, type Result } from "../../domain/model/problem";
import { DoorError, tooLarge } from "../services/door-error";
import { bodyPieces } from "./streams";

/** The bytes of a request, at most so many. Code: door/too-large. */
export async function readBytes(request: Request, maxBytes: number): Promise<Result<Uint8Array>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const piece of bodyPieces(request)) {
      size += piece.byteLength;
      if (size > maxBytes) throw tooLarge("bytes of a request", maxBytes, size, "body");
      pieces.push(piece);
    }
  } catch (error) {
    if (error instanceof DoorError) return fail(error.problem);
    throw error;
  }
  return ok(new Uint8Array(Buffer.concat(pieces)));
}

/** A JSON body of this shape. Codes: door/too-large, request/invalid with the pointer of the first field that is wrong. */
export async function readJson<S extends z.ZodType>(request: Request, schema: S, maxBytes: number): Promise<Result<z.output<S>>> {
  const bytes = await readBytes(request, maxBytes);
  if (!bytes.ok) return bytes;
  const value = parse(bytes.value);
  if (value === undefined) return fail({ code: "request/invalid", detail: "The body is not JSON in UTF-8.", at: "" });
  const read = schema.safeParse(value);
  if (read.success) return ok(read.data);
  const [issue] = read.error.issues;
  return fail({ code: "request/invalid", detail: issue?.message ?? "The body has another shape.", at: `/${issue?.path.join("/") ?? ""}` });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
