import type { NamedIdentity } from "../../../model/identity";
import { canonicalPurl } from "../../../model/purl";
import { identity, type JsonObject, listAt, objectAt, repoDigest, textAt } from "../values";
import { readTools } from "./tool";

/**
 * Image digests of `metadata.component`, where the common tools put them: an image purl, a version that is a digest,
 * Trivy's and Syft's properties. The digest that Syft, and Grype after it, writes as version is that of the manifest it
 * computed where it read from a daemon. Other components may be images too and are not what the document is about.
 */
export function readIdentities(json: JsonObject): NamedIdentity[] {
  const subject = objectAt(objectAt(json, "metadata"), "component");
  const at = "/metadata/component";
  const purlText = textAt(subject, "purl");
  const purl = purlText === null ? null : canonicalPurl(purlText);
  const image = purl !== null && (purl.type === "oci" || purl.type === "docker") ? purl : null;
  const name = textAt(subject, "name");
  const container = textAt(subject, "type") === "container";
  const found = [
    ...(image ? identity("repo-digest", image.version, `${at}/purl`, image.qualifiers["repository_url"] ?? image.name) : []),
    ...(container ? identity(byAnchore(json) ? "manifest-local" : "repo-digest", prefixed(textAt(subject, "version")), `${at}/version`, name) : []),
    ...(container ? repoDigest(name, `${at}/name`) : []),
    ...propertyIdentities(listAt(subject, "properties"), `${at}/properties`),
    ...propertyIdentities(listAt(objectAt(json, "metadata"), "properties"), "/metadata/properties"),
  ];
  const seen = new Set<string>();
  return found.filter(({ type, sha256 }) => !seen.has(`${type} ${sha256}`) && seen.add(`${type} ${sha256}`));
}

function propertyIdentities(properties: readonly unknown[], at: string): NamedIdentity[] {
  return properties.flatMap((property, i) => {
    const value = textAt(property, "value");
    const place = `${at}/${i}/value`;
    switch (textAt(property, "name")) {
      case "aquasecurity:trivy:RepoDigest":
        return repoDigest(value, place);
      case "aquasecurity:trivy:ImageID":
      case "syft:image:id":
        return identity("image-id", value, place);
      case "syft:image:manifestDigest":
        return identity("manifest-local", value, place);
      default:
        return [];
    }
  });
}

const ANCHORE: ReadonlySet<string> = new Set(["syft", "grype"]);

function byAnchore(json: JsonObject): boolean {
  return readTools(json).some(({ name }) => ANCHORE.has(name.toLowerCase()));
}

/** A bare hexadecimal version is too little to be taken for a digest. */
function prefixed(text: string | null): string | null {
  return text?.startsWith("sha256:") ? text : null;
}
