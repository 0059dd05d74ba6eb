import type { NamedIdentity } from "../../model/identity";
import { canonicalPurl } from "../../model/purl";
import { type PackageParts, packageParts } from "../shared/packages";
import { identity, type JsonObject, listAt, repoDigest, textAt, textsAt } from "../shared/values";
import { type Element, entryOf } from "./graph";

/** Classes of packages (Software, AI and Dataset profile), and the type of a component without purl and purpose. */
const PACKAGE_TYPES: Readonly<Record<string, string>> = { software_Package: "library", ai_AIPackage: "model", dataset_DatasetPackage: "data" };

export const isPackage = ({ type }: Element): boolean => Object.hasOwn(PACKAGE_TYPES, type);

export function partsOf({ json, type }: Element): PackageParts {
  const purpose = kebab(purposeOf(json));
  return packageParts({ purlText: purlTextOf(json), type: purpose ?? PACKAGE_TYPES[type] ?? "library", namespace: null, name: textAt(json, "name") ?? "", version: textAt(json, "software_packageVersion") });
}

function purlTextOf(json: JsonObject): string | null {
  return textAt(json, "software_packageUrl") ?? externalId(json, /^(?:packageUrl|purl)$/);
}

/** "container", "operatingSystem": what a package is for. */
export const purposeOf = (json: JsonObject): string | null => entryOf(textAt(json, "software_primaryPurpose"));

const isImageType = (type: string): boolean => type === "oci" || type === "docker";

/** A package that stands for a container image, by its purl or its purpose. */
export function isImage(element: Element): boolean {
  return isImageType(partsOf(element).type) || purposeOf(element.json) === "container";
}

/**
 * Digests a package is named by: its image purl, a version that is one, "RepoDigest: …" and "ImageID: …" among its
 * attribution texts, and, of a container, the SHA-256 it is verified by: of which object the standard does not say.
 */
export function identitiesOf(element: Element): NamedIdentity[] {
  const { json, at } = element;
  const purl = canonicalPurl(purlTextOf(json) ?? "");
  const name = textAt(json, "name");
  const version = textAt(json, "software_packageVersion");
  const ofPurl = purl !== null && isImageType(purl.type) && purl.version?.startsWith("sha256:") ? identity("repo-digest", purl.version, `${at}/software_packageUrl`, purl.qualifiers["repository_url"] ?? purl.name) : [];
  const hashes = isImage(element) ? listAt(json, "verifiedUsing") : [];
  return [
    ...ofPurl,
    ...(version?.startsWith("sha256:") ? identity("repo-digest", version, `${at}/software_packageVersion`, name) : []),
    ...repoDigest(name, `${at}/name`),
    ...hashes.flatMap((row, i) => (entryOf(textAt(row, "algorithm")) === "sha256" ? identity("subject", textAt(row, "hashValue"), `${at}/verifiedUsing/${i}`, name) : [])),
    ...textsAt(json, "software_attributionText").flatMap((text, i) => {
      const place = `${at}/software_attributionText/${i}`;
      if (text.startsWith("RepoDigest: ")) return repoDigest(text.slice(12).trim(), place);
      return text.startsWith("ImageID: ") ? identity("image-id", text.slice(9).trim(), place) : [];
    }),
  ];
}

/** Identifiers of a kind; tools also write the member in the plural. */
export function externalIds(json: JsonObject, kind: RegExp): string[] {
  const rows = [...listAt(json, "externalIdentifier"), ...listAt(json, "externalIdentifiers")];
  return rows.filter((row) => kind.test(entryOf(textAt(row, "externalIdentifierType")) ?? "")).map((row) => textAt(row, "identifier")).filter((text) => text !== null);
}

export function externalId(json: JsonObject, kind: RegExp): string | null {
  return externalIds(json, kind)[0] ?? null;
}

/** "operating-system" of "operatingSystem". */
function kebab(word: string | null): string | null {
  return word === null ? null : word.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
