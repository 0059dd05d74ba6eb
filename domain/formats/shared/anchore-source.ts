import type { NamedIdentity } from "../../model/identity";
import { identity, isObject, type JsonObject, listAt, objectAt, repoDigest, textAt } from "./values";

/** The image block that Syft and Grype share: `source.metadata` in new, `source.target` in old documents. */
export interface ImageSource {
  at: string;
  block: JsonObject;
}

/** Null where the source is no image; `target` may be plain text (a file or directory). */
export function imageSource(json: unknown): ImageSource | null {
  const source = objectAt(json, "source");
  const type = textAt(source, "type");
  if (type !== null && type !== "image") return null;
  for (const key of ["metadata", "target"]) {
    const block = source[key];
    if (isObject(block) && ("imageID" in block || "repoDigests" in block || "manifestDigest" in block)) return { at: `/source/${key}`, block };
  }
  return null;
}

/** `manifestDigest` read from a daemon is computed locally and may exist in no registry. */
export function imageIdentities(source: ImageSource | null): NamedIdentity[] {
  if (source === null) return [];
  const { at, block } = source;
  const name = textAt(block, "userInput");
  return [
    ...listAt(block, "repoDigests").flatMap((text, i) => repoDigest(text, `${at}/repoDigests/${i}`)),
    ...identity("manifest-local", block["manifestDigest"], `${at}/manifestDigest`, name),
    ...identity("image-id", block["imageID"], `${at}/imageID`, name),
  ];
}

export function imageCounts(source: ImageSource | null): Record<string, unknown> {
  const { block } = source ?? { block: {} as JsonObject };
  return { image_id: block["imageID"], manifest_digest: block["manifestDigest"], repo_digests: block["repoDigests"] };
}

export function distroOf(json: unknown): { id: string; version: string | null } | null {
  const distro = objectAt(json, "distro");
  const id = textAt(distro, "id") ?? textAt(distro, "name");
  return id === null ? null : { id, version: textAt(distro, "versionID") ?? textAt(distro, "version") };
}
