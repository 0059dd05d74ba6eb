import type { z } from "zod";
import { problemDocument } from "../contracts/common";
import { CliError, usageError } from "./usage";

/** A Proofmark server to talk to, with a token. */
export interface Server {
  url: string;
  token: string;
}

/** The server asked for by option or environment, null for this machine's database. */
export function serverOf(values: { server?: string | undefined; token?: string | undefined }): Server | null {
  const url = values.server ?? process.env["PROOFMARK_SERVER"];
  if (!url) return null;
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw usageError("--server is an address such as https://proofmark.example.com");
  const token = values.token ?? process.env["PROOFMARK_TOKEN"];
  if (!token) throw usageError("--token is missing (or PROOFMARK_TOKEN).");
  return { url: url.replace(/\/$/, ""), token };
}

/** Calls the API; a problem becomes words: what, where, which limit. */
export async function call(server: Server, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...init.headers, authorization: `Bearer ${server.token}` };
  const response = await fetch(`${server.url}${path}`, { ...init, headers, redirect: "error" }).catch((error: Error) => {
    throw new CliError(`${server.url} does not answer: ${(error.cause as Error | undefined)?.message ?? error.message}`);
  });
  if (response.ok) return response;
  const problem = problemDocument.safeParse(await response.json().catch(() => null));
  throw new CliError(problem.success ? problemWords(problem.data) : `${server.url} answered ${response.status}.`);
}

function problemWords({ detail, pointer, limit, code }: z.infer<typeof problemDocument>): string {
  const place = pointer ? ` at ${pointer}` : "";
  const most = limit ? ` (limit ${limit.name}: ${limit.max}${limit.got === undefined ? "" : `, got ${limit.got}`})` : "";
  return `${detail}${place}${most} [${code}]`;
}
