import { fail, ok, type Result } from "./problem";

export interface ImageName {
  /** Canonical repository: registry host and full path ("docker.io/library/nginx"). */
  name: string;
  tag: string | null;
  /** Digest written behind the name, 64 hex digits. */
  sha256: string | null;
}

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*$/;
const HOST = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DOCKER_HUB = new Set(["docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com"]);

/**
 * The canonical name of an image line from what people and tools write: "nginx:1.27" is docker.io/library/nginx with
 * tag 1.27 split off. Whether the first part is a registry is decided as container tools do: it has a dot or a colon,
 * or is "localhost". Codes: image-name/empty, /too-long, /digest, /tag, /host, /path.
 */
export function parseImageName(text: string): Result<ImageName> {
  const trimmed = text.trim().replace(/^(?:docker|oci|https?):\/\//, "");
  if (trimmed === "") return fail({ code: "image-name/empty", detail: "the image has no name" });
  if (trimmed.length > 512) return fail({ code: "image-name/too-long", detail: "the image name is too long", limit: { name: "characters in an image name", max: 512, got: trimmed.length } });
  const [reference = "", digestText] = splitOnce(trimmed, "@");
  const sha256 = digestText === undefined ? null : (/^sha256:([0-9a-f]{64})$/.exec(digestText)?.[1] ?? undefined);
  if (sha256 === undefined) return fail({ code: "image-name/digest", detail: "behind @ stands sha256: and 64 lower-case hex digits" });
  const slash = reference.lastIndexOf("/");
  const colon = reference.lastIndexOf(":");
  const tag = colon > slash ? reference.slice(colon + 1) : null;
  if (tag !== null && !TAG.test(tag)) return fail({ code: "image-name/tag", detail: "the tag has other signs than letters, digits, '_', '.', '-', or is too long" });
  const path = colon > slash ? reference.slice(0, colon) : reference;
  const name = canonicalPath(path);
  return name.ok ? ok({ name: name.value, tag, sha256 }) : name;
}

function canonicalPath(path: string): Result<string> {
  const parts = path.split("/");
  const first = parts[0] ?? "";
  const named = parts.length > 1 && (first.includes(".") || first.includes(":") || first === "localhost");
  const host = named ? first.toLowerCase() : "docker.io";
  const rest = named ? parts.slice(1) : parts;
  if (!HOST.test(host)) return fail({ code: "image-name/host", detail: "the registry is no host name" });
  const lower = rest.map((part) => part.toLowerCase());
  if (lower.some((part) => !COMPONENT.test(part))) return fail({ code: "image-name/path", detail: "the repository path has a part that no registry accepts" });
  if (!DOCKER_HUB.has(host)) return ok([host, ...lower].join("/"));
  return ok(["docker.io", ...(lower.length === 1 ? ["library", ...lower] : lower)].join("/"));
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
