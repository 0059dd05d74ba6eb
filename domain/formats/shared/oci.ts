import type { Platform, Sha256Hex } from "../../model/identity";
import { isObject, numberAt, sha256Hex, stringMap, textAt } from "./values";

export const INDEX_TYPES: ReadonlySet<string> = new Set([
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
]);
export const MANIFEST_TYPES: ReadonlySet<string> = new Set([
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.v2+json",
]);
export const CONFIG_TYPES: ReadonlySet<string> = new Set([
  "application/vnd.oci.image.config.v1+json",
  "application/vnd.docker.container.image.v1+json",
]);

export interface Descriptor {
  sha256: Sha256Hex;
  mediaType: string | null;
  sizeBytes: number | null;
  annotations: Record<string, string>;
  artifactType: string | null;
  platform: Platform | null;
}

/** A content descriptor (OCI image spec, descriptor.md); null where its digest is no SHA-256. */
export function readDescriptor(value: unknown): Descriptor | null {
  const sha256 = isObject(value) && typeof value["digest"] === "string" && value["digest"].startsWith("sha256:") ? sha256Hex(value["digest"]) : null;
  if (sha256 === null || !isObject(value)) return null;
  const size = numberAt(value, "size");
  return {
    sha256,
    mediaType: textAt(value, "mediaType"),
    sizeBytes: size !== null && Number.isSafeInteger(size) && size >= 0 ? size : null,
    annotations: stringMap(value["annotations"]),
    artifactType: textAt(value, "artifactType"),
    platform: readPlatform(value["platform"]),
  };
}

/** A member that may be left out or null, and else must be a descriptor. */
export function isDescriptorOrNone(value: unknown): boolean {
  return value === undefined || value === null || readDescriptor(value) !== null;
}

/** A digest that says it is SHA-256 and is none: not another algorithm, but a broken reference. */
export function isBrokenSha256(value: unknown): boolean {
  const digest = isObject(value) ? value["digest"] : undefined;
  return typeof digest === "string" && /^sha256:/i.test(digest) && readDescriptor(value) === null;
}

/** The platform an entry or config states. Empty words are kept: configs of artifacts are written with them. */
export function readPlatform(value: unknown): Platform | null {
  if (!isObject(value) || typeof value["os"] !== "string" || typeof value["architecture"] !== "string") return null;
  const { os, architecture } = { os: value["os"], architecture: value["architecture"] };
  const variant = textAt(value, "variant");
  const osVersion = textAt(value, "os.version");
  return { os, architecture, ...(variant === null ? {} : { variant }), ...(osVersion === null ? {} : { osVersion }) };
}
