import { resolve } from "node:path";

/** A path as the person who typed it means it: npm runs the program in the repository's folder, wherever it was called. */
export function fromHere(path: string, env: Readonly<Record<string, string | undefined>> = process.env): string {
  const place = env["npm_lifecycle_event"] === "proofmark" ? env["INIT_CWD"] : undefined;
  return place === undefined ? path : resolve(place, path);
}
