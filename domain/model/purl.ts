import { remember } from "./remember";

/**
 * Package URLs (ECMA-427). Parsed here and not by a library because libraries refuse what real tools write (Go
 * versions that are no semver, CRAN packages without version), and a refused purl would cut a finding off its package.
 */
export interface CanonicalPurl {
  /** Canonical spelling: lower-case type, sorted qualifiers, one percent-encoding. */
  purl: string;
  /** `type/namespace/name` normalised; what clocks and VEX compare. */
  key: string;
  type: string;
  namespace: string | null;
  name: string;
  version: string | null;
  qualifiers: Record<string, string>;
  subpath: string | null;
}

const MAX_LENGTH = 4096;
const LOWER_BOTH = new Set([
  "alpm", "apk", "bitbucket", "bitnami", "composer", "deb", "github", "gitlab", "golang", "hex", "luarocks", "npm", "oci", "otp", "pub", "pypi",
]);
/** Types whose namespace alone is lower-cased; names stay as written. */
const LOWER_NAMESPACE = new Set(["rpm", "qpkg"]);

/** The canonical form of a purl, or null where the text is none (wrong scheme, no type, no name, broken encoding). Never throws. */
export function canonicalPurl(text: string): CanonicalPurl | null {
  if (text.length > MAX_LENGTH || text.slice(0, 4).toLowerCase() !== "pkg:") return null;
  const [beforeSubpath, subpathText] = splitLast(text.slice(4).trim(), "#");
  const [beforeQualifiers, qualifierText] = splitLast(beforeSubpath, "?");
  const { path, versionText } = splitVersion(beforeQualifiers.replace(/^\/{1,8}/, ""));
  const segments = path.split("/").filter((segment) => segment !== "");
  const type = (segments.shift() ?? "").toLowerCase();
  if (!/^[a-z][a-z0-9.+-]{0,63}$/.test(type)) return null;
  const parts = segments.map(decode);
  const version = versionText === null ? null : decode(versionText);
  const qualifiers = readQualifiers(qualifierText);
  const name = parts.pop();
  if (typeof name !== "string" || name === "" || parts.includes(null) || (versionText && version === null) || qualifiers === null) return null;
  const namespace = parts.length === 0 ? null : parts.join("/");
  const subpath = readSubpath(subpathText);
  const normal = normalise(type, namespace, name);
  const whole = { type, ...normal, version: version === "" ? null : version, qualifiers, subpath };
  return { purl: spell(whole), key: packageKey(type, namespace, name), ...whole };
}

/**
 * `canonicalPurl` with its answers kept, for facts that are read already and asked about many times: an evaluation asks
 * for the same package in every step. Not for reading documents, whose texts would be held on to.
 */
export const knownPurl: (text: string) => Readonly<CanonicalPurl> | null = remember(canonicalPurl, 65_536);

/** What a fact about a package must carry to be keyed. */
export interface PackageNamed {
  purl: string | null;
  type: string;
  namespace: string | null;
  name: string;
}

/** The key of a package fact: from its purl where it has one that parses, else from type, namespace and name. */
export function packageKeyOf(fact: PackageNamed): string {
  const parsed = fact.purl === null ? null : knownPurl(fact.purl);
  return parsed?.key ?? packageKey(fact.type, fact.namespace, fact.name);
}

function packageKey(type: string, namespace: string | null, name: string): string {
  const kind = type.toLowerCase();
  const normal = normalise(kind, namespace === "" ? null : namespace, name);
  const space = kind === "rpm" && normal.namespace === "rhel" ? "redhat" : normal.namespace;
  const plain = kind === "pypi" ? normal.name.replaceAll(/[._-]+/g, "-") : normal.name;
  return [kind, space, plain].filter((part) => part !== null).join("/");
}

function normalise(type: string, namespace: string | null, name: string): { namespace: string | null; name: string } {
  if (LOWER_BOTH.has(type)) {
    const lower = name.toLowerCase();
    return { namespace: namespace?.toLowerCase() ?? null, name: type === "pypi" ? lower.replaceAll("_", "-") : lower };
  }
  return { namespace: LOWER_NAMESPACE.has(type) ? (namespace?.toLowerCase() ?? null) : namespace, name };
}

/** The last "@" parts the version, unless it opens a segment ("@angular/core" is an npm scope written unencoded). */
function splitVersion(text: string): { path: string; versionText: string | null } {
  const at = text.lastIndexOf("@");
  if (at <= 0 || text[at - 1] === "/") return { path: text, versionText: null };
  return { path: text.slice(0, at), versionText: text.slice(at + 1) };
}

function readQualifiers(text: string | null): Record<string, string> | null {
  const pairs: [string, string][] = [];
  for (const piece of (text ?? "").split("&")) {
    const cut = piece.indexOf("=");
    if (cut <= 0) continue;
    const value = decode(piece.slice(cut + 1));
    if (value === null) return null;
    if (value !== "") pairs.push([piece.slice(0, cut).toLowerCase(), value]);
  }
  pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(pairs.filter(([key]) => /^[a-z][a-z0-9._-]*$/.test(key)));
}

function readSubpath(text: string | null): string | null {
  const segments = (text ?? "").split("/").map(decode);
  const kept = segments.filter((segment) => segment !== null && segment !== "" && segment !== "." && segment !== "..");
  return kept.length === 0 ? null : kept.join("/");
}

function spell(purl: Omit<CanonicalPurl, "purl" | "key">): string {
  const path = [...(purl.namespace?.split("/") ?? []), purl.name].map(encode).join("/");
  const version = purl.version === null ? "" : `@${encode(purl.version)}`;
  const pairs = Object.entries(purl.qualifiers).map(([key, value]) => `${key}=${encode(value)}`);
  const subpath = purl.subpath === null ? "" : `#${purl.subpath.split("/").map(encode).join("/")}`;
  return `pkg:${purl.type}/${path}${version}${pairs.length > 0 ? `?${pairs.join("&")}` : ""}${subpath}`;
}

function splitLast(text: string, mark: string): [string, string | null] {
  const at = text.lastIndexOf(mark);
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

/** Null for a broken escape, and for NUL: no name has it, and no database text can hold it. */
function decode(text: string): string | null {
  try {
    const decoded = text.includes("%") ? decodeURIComponent(text) : text;
    return decoded.includes("\0") ? null : decoded;
  } catch {
    return null;
  }
}

/** A lone surrogate has no UTF-8 form: it is written as U+FFFD instead of throwing. */
function encode(text: string): string {
  if (/^[A-Za-z0-9._~:-]*$/.test(text)) return text;
  return encodeURIComponent(text.toWellFormed())
    .replaceAll("%3A", ":")
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
