import type { Notes } from "../shared/reading";
import type { JsonObject } from "../shared/values";
import type { Tag } from "./tags";

/** Tags with one value, by the kind of element they stand in, and the member of the JSON form they are. */
const SINGLE: Readonly<Record<ElementKind, Readonly<Record<string, string>>>> = {
  document: {
    SPDXVersion: "spdxVersion", DataLicense: "dataLicense", DocumentName: "name", DocumentNamespace: "documentNamespace", DocumentComment: "comment",
  },
  packages: {
    PackageVersion: "versionInfo", PackageFileName: "packageFileName", PackageSupplier: "supplier", PackageOriginator: "originator",
    PackageDownloadLocation: "downloadLocation", FilesAnalyzed: "filesAnalyzed", PackageVerificationCode: "packageVerificationCode",
    PackageHomePage: "homepage", PackageSourceInfo: "sourceInfo", PackageLicenseConcluded: "licenseConcluded", PackageLicenseDeclared: "licenseDeclared",
    PackageLicenseComments: "licenseComments", PackageCopyrightText: "copyrightText", PackageSummary: "summary", PackageDescription: "description",
    PackageComment: "comment", PrimaryPackagePurpose: "primaryPackagePurpose", BuiltDate: "builtDate", ReleaseDate: "releaseDate", ValidUntilDate: "validUntilDate",
  },
  files: {
    FileComment: "comment", LicenseConcluded: "licenseConcluded", LicenseComments: "licenseComments", FileCopyrightText: "copyrightText", FileNotice: "noticeText",
  },
  snippets: {
    SnippetFromFileSPDXID: "snippetFromFile", SnippetLicenseConcluded: "licenseConcluded", SnippetLicenseComments: "licenseComments",
    SnippetCopyrightText: "copyrightText", SnippetComment: "comment", SnippetName: "name",
  },
  hasExtractedLicensingInfos: { ExtractedText: "extractedText", LicenseName: "name", LicenseComment: "comment" },
  annotations: { AnnotationDate: "annotationDate", AnnotationComment: "comment", AnnotationType: "annotationType", SPDXREF: "spdxRef" },
};

/** Tags that may occur again and are kept as a list. */
const LISTS: Readonly<Record<string, string>> = {
  PackageAttributionText: "attributionTexts", PackageLicenseInfoFromFiles: "licenseInfoFromFiles", FileType: "fileTypes", FileContributor: "fileContributors",
  FileAttributionText: "attributionTexts", LicenseInfoInFile: "licenseInfoInFiles", LicenseInfoInSnippet: "licenseInfoInSnippets",
  SnippetAttributionText: "attributionTexts", LicenseCrossReference: "seeAlsos", FileDependency: "fileDependencies",
};

/** Tags that are known and say nothing that is read. */
const SILENT = new Set([
  "ExternalRefComment", "RelationshipComment", "SnippetByteRange", "SnippetLineRange", "ArtifactOfProjectName", "ArtifactOfProjectHomePage",
  "ArtifactOfProjectURI", "Reviewer", "ReviewDate", "ReviewComment", "ExternalDocumentRef", "CreatorComment", "LicenseListVersion",
]);

export type ElementKind = "document" | "packages" | "files" | "snippets" | "hasExtractedLicensingInfos" | "annotations";

export interface Element {
  kind: ElementKind;
  json: JsonObject;
  line: number;
}

/** Writes a tag into the element it stands in; what the element has no place for is said and kept out. */
export function addTag(element: Element, tag: Tag, notes: Notes): void {
  const { json } = element;
  const at = `line ${tag.line}`;
  const single = SINGLE[element.kind];
  if (Object.hasOwn(single, tag.name)) {
    const member = single[tag.name] ?? tag.name;
    if (member in json) notes.warn("spdx/repeated-tag", "a tag with one value occurs again in its element; the last was read", at);
    json[member] = tag.value;
  } else if (tag.name === "ExternalRef" && element.kind === "packages") push(json, "externalRefs", externalRef(tag, notes));
  else if (/^(?:Package|File)Checksum$/.test(tag.name) && element.kind !== "document") push(json, "checksums", checksum(tag, notes));
  else if (Object.hasOwn(LISTS, tag.name) && element.kind !== "document") push(json, LISTS[tag.name] ?? tag.name, tag.value);
  else if (isKnown(tag.name)) notes.add("ignored", "spdx/misplaced-tag", "tags outside the element they belong to were not read", at);
  else if (!SILENT.has(tag.name)) notes.add("ignored", "spdx/unknown-tag", "tags that the standard does not know were not read", at);
}

function isKnown(name: string): boolean {
  return Object.hasOwn(LISTS, name) || /^(?:ExternalRef|PackageChecksum|FileChecksum)$/.test(name) || Object.values(SINGLE).some((tags) => Object.hasOwn(tags, name));
}

export function push(json: JsonObject, member: string, value: unknown): void {
  const list = json[member];
  if (Array.isArray(list)) list.push(value);
  else json[member] = [value];
}

/** "PACKAGE-MANAGER purl pkg:…" (clause 7.21). */
function externalRef({ value, line }: Tag, notes: Notes): JsonObject {
  const [referenceCategory, referenceType, referenceLocator] = words(value, 3);
  if (referenceLocator === undefined) notes.warn("spdx/external-ref", "an external reference is category, type and locator", `line ${line}`);
  return { referenceCategory, referenceType, referenceLocator };
}

/** "SHA256: <hex>" (clause 7.10). */
function checksum({ value, line }: Tag, notes: Notes): JsonObject {
  const cut = value.indexOf(":");
  if (cut <= 0) notes.warn("spdx/checksum", "a checksum is an algorithm, a colon and a value", `line ${line}`);
  return { algorithm: value.slice(0, Math.max(cut, 0)), checksumValue: value.slice(cut + 1).trim() };
}

/** "A DEPENDS_ON B" (clause 11.1). */
export function relationship({ value, line }: Tag, notes: Notes): JsonObject {
  const [spdxElementId, relationshipType, relatedSpdxElement] = words(value, 3);
  if (relatedSpdxElement === undefined || /\s/.test(relatedSpdxElement)) notes.warn("spdx/relationship", "a relationship is two elements and a type between them", `line ${line}`);
  return { spdxElementId, relationshipType, relatedSpdxElement };
}

/** The first words and, as the last, the whole rest. */
function words(text: string, count: number): string[] {
  const found: string[] = [];
  let rest = text.trim();
  while (found.length < count - 1) {
    const cut = rest.search(/\s/);
    if (cut === -1) break;
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return rest === "" ? found : [...found, rest];
}
