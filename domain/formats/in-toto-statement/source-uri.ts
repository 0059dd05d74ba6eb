import type { Sha256Hex } from "../../model/identity";
import { sha256Hex } from "../shared/values";

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Parts of a source address as builders write it, each null where it is not stated. */
export interface SourceAddress {
  /** "https://github.com/example/app": without `git+`, ref, `.git` and any name and password in front of the host. */
  repository: string;
  /** "refs/heads/main", "refs/tags/v1", or a bare name. */
  ref: string | null;
  /** 40 or 64 hex digits. */
  commit: string | null;
}

/**
 * Reads `git+https://host/owner/repo@refs/heads/main` (SPDX style, GitHub and Google), `https://host/owner/repo.git#ref`
 * and `…#<commit>:directory` (BuildKit). The digest set beside it wins over a commit inside the address.
 */
export function sourceAddress(uri: string, digest: Record<string, string>): SourceAddress {
  const bare = uri.replace(/^git\+/, "");
  const hash = bare.indexOf("#");
  const fragment = hash === -1 ? null : (bare.slice(hash + 1).split(":")[0] ?? "") || null;
  const before = hash === -1 ? bare : bare.slice(0, hash);
  const afterHost = before.indexOf("/", before.indexOf("://") + 3);
  const at = afterHost === -1 ? -1 : before.indexOf("@", afterHost);
  const named = at === -1 ? null : before.slice(at + 1).replace(/^@/, "") || null;
  const stated = [digest["gitCommit"], digest["sha1"], digest["gitTree"] === undefined ? digest["sha256"] : undefined].find((one) => one !== undefined && COMMIT.test(one));
  const inside = [fragment, named].find((one) => one !== null && COMMIT.test(one)) ?? null;
  const ref = [named, fragment].find((one) => one !== null && !COMMIT.test(one)) ?? null;
  const repository = (at === -1 ? before : before.slice(0, at)).replace(/\.git$/, "").replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, "$1");
  return { repository, ref, commit: stated ?? inside };
}

const IMAGE = /^(?:pkg:(?:docker|oci)\/|docker-image:\/\/|docker:\/\/|oci:\/\/|docker:|oci:)/;

/** An image that a build took in: its name as written and its digest, from the digest set or from the address itself. */
export function imageInput(uri: string, digest: Record<string, string>): { uri: string; name: string; sha256: Sha256Hex | null } | null {
  const bare = /^[a-z0-9.-]+(?::\d+)?\/[^\s?#]+@sha256:[0-9a-f]{64}$/i.test(uri);
  if (!IMAGE.test(uri) && !bare) return null;
  const [address = "", query = ""] = uri.replace(IMAGE, "").split("?");
  const inside = /(?:^|&)(?:digest|checksum)=(?:sha256:|sha256%3A)?([0-9a-f]{64})(?:&|$)/i.exec(query)?.[1] ?? /@(?:sha256:|sha256%3A)([0-9a-f]{64})$/i.exec(address)?.[1];
  const stated = sha256Hex(digest["sha256"]) ?? (inside ? inside.toLowerCase() : null);
  const repository = /(?:^|&)repository_url=([^&]+)/.exec(query)?.[1];
  const name = address.replace(/@(?:sha256(?::|%3A))[0-9a-f]{64}$/i, "");
  return { uri, name: repository === undefined ? name : decoded(repository), sha256: stated };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
