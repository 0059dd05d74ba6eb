import { createHash } from "node:crypto";
import path from "node:path";
import seeds from "@sigstore/tuf/seeds.json" with { type: "json" };
import { fail, type Result } from "../../../domain/model/problem";
import { readTufBundle } from "./read-tuf-bundle";
import { withServedBundle } from "./serve-bundle";
import { trustedRootByTuf, type FetchedRoot } from "./trusted-root-by-tuf";

export const PUBLIC_GOOD_MIRROR = "https://tuf-repo-cdn.sigstore.dev";

/** root.json of the public-good repository as it was when this release was built: what everything newer is held against. */
export function pinnedPublicGoodRoot(): Uint8Array {
  return Buffer.from(seeds[PUBLIC_GOOD_MIRROR]["root.json"], "base64");
}

/** Where the newest metadata of a repository is kept, whichever way it came: one folder for each pinned root. */
export function placeOf(dataDir: string, initialRoot: Uint8Array): string {
  return path.join(dataDir, "tuf", createHash("sha256").update(initialRoot).digest("hex").slice(0, 32));
}

/** Over the network, from a mirror that speaks TLS (or lies on this machine). Codes: trust/tuf-…, trust/mirror. */
export async function rootFromMirror(url: string, initialRoot: Uint8Array, dataDir: string): Promise<Result<FetchedRoot>> {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  const local = parsed !== null && ["127.0.0.1", "localhost", "[::1]"].includes(parsed.hostname);
  if (parsed === null || !(parsed.protocol === "https:" || (parsed.protocol === "http:" && local)) || parsed.username !== "" || parsed.search !== "")
    return fail({ code: "trust/mirror", detail: "a mirror is an https address without user and query" });
  return trustedRootByTuf({ initialRoot, place: placeOf(dataDir, initialRoot), url: url.replace(/\/$/, "") });
}

/** From a tar that holds a copy of the repository, without any network. Codes: trust/tuf-…, archive/…. */
export async function rootFromBundle(bundle: Uint8Array, initialRoot: Uint8Array, dataDir: string): Promise<Result<FetchedRoot>> {
  const files = await readTufBundle(bundle);
  if (!files.ok) return files;
  return withServedBundle(files.value, (url) => trustedRootByTuf({ initialRoot, place: placeOf(dataDir, initialRoot), url }));
}
