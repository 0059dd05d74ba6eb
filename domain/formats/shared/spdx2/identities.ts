import type { NamedIdentity } from "../../../model/identity";
import { canonicalPurl } from "../../../model/purl";
import { identity, isObject, type JsonObject, listAt, repoDigest, textAt, textsAt } from "../values";
import { describedIds, externalReference, isImage } from "./packages";

/**
 * Image digests of the described package: its image purl, a version or checksum that is the digest (Syft), a name that
 * is one, and the annotations or attribution texts "RepoDigest: …" and "ImageID: …" (Trivy).
 */
export function readIdentities(json: JsonObject, tool: string | null): NamedIdentity[] {
  const described = describedIds(json);
  const found = listAt(json, "packages").flatMap((value, i) => {
    const id = textAt(value, "SPDXID") ?? "";
    return isObject(value) && described.has(id) ? ofPackage(value, `/packages/${i}`, tool) : [];
  });
  const seen = new Set<string>();
  return found.filter(({ type, sha256 }) => !seen.has(`${type} ${sha256}`) && seen.add(`${type} ${sha256}`));
}

function ofPackage(value: JsonObject, at: string, tool: string | null): NamedIdentity[] {
  const parsed = canonicalPurl(externalReference(value, "purl") ?? "");
  const image = parsed !== null && (parsed.type === "oci" || parsed.type === "docker") ? parsed : null;
  const name = textAt(value, "name");
  const version = textAt(value, "versionInfo");
  const manifest = tool?.toLowerCase() === "syft" ? "manifest-local" : "repo-digest";
  const checksums = isImage(value, parsed?.type ?? "") ? listAt(value, "checksums") : [];
  return [
    ...(image?.version?.startsWith("sha256:") ? identity("repo-digest", image.version, `${at}/externalRefs`, image.qualifiers["repository_url"] ?? image.name) : []),
    ...(version?.startsWith("sha256:") ? identity(manifest, version, `${at}/versionInfo`, name) : []),
    ...(tool?.toLowerCase() === "syft" ? checksums.flatMap((row, i) => (textAt(row, "algorithm") === "SHA256" ? identity(manifest, textAt(row, "checksumValue"), `${at}/checksums/${i}`, name) : [])) : []),
    ...repoDigest(name, `${at}/name`),
    ...(name?.startsWith("sha256:") ? identity("repo-digest", name, `${at}/name`) : []),
    ...listAt(value, "annotations").flatMap((row, i) => fromText(textAt(row, "comment"), `${at}/annotations/${i}/comment`)),
    ...textsAt(value, "attributionTexts").flatMap((text, i) => fromText(text, `${at}/attributionTexts/${i}`)),
  ];
}

function fromText(text: string | null, at: string): NamedIdentity[] {
  if (text?.startsWith("RepoDigest: ")) return repoDigest(text.slice(12).trim(), at);
  return text?.startsWith("ImageID: ") ? identity("image-id", text.slice(9).trim(), at) : [];
}
