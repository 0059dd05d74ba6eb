import type { Notes } from "../reading";
import { instant, isObject, type JsonObject, listAt, objectAt, textAt, textsAt } from "../values";
import { describedIds } from "./packages";
import { isChecksum, isRelationshipType } from "./vocabulary";

const LATER_MEMBERS = ["primaryPackagePurpose", "builtDate", "releaseDate", "validUntilDate"] as const;

/** Members of a package that facts are read from, by what they have to be; of another type they are left out, and it is said. */
const LIST_MEMBERS = ["externalRefs", "checksums", "annotations", "attributionTexts"] as const;
const TEXT_MEMBERS = ["supplier", "licenseConcluded", "licenseDeclared", "primaryPackagePurpose"] as const;

/** What a document says against the standard where no fact is read from it: ids, creation, dangling relationships. */
export function checkElements(json: JsonObject, notes: Notes): void {
  if (json["dataLicense"] !== "CC0-1.0") notes.warn("spdx/data-licence", "the data licence is CC0-1.0", "/dataLicense");
  if (textAt(json, "SPDXID") !== "SPDXRef-DOCUMENT") notes.warn("spdx/document-id", "the document's id is SPDXRef-DOCUMENT", "/SPDXID");
  if (textAt(json, "name") === null) notes.warn("spdx/document-name", "the document has a name", "/name");
  if (textAt(json, "documentNamespace") === null) notes.warn("spdx/namespace", "the document has a namespace", "/documentNamespace");
  const creators = textsAt(objectAt(json, "creationInfo"), "creators");
  if (creators.length === 0) notes.warn("spdx/creators", "the document names its creators", "/creationInfo/creators");
  if (creators.length < listAt(objectAt(json, "creationInfo"), "creators").length) notes.warn("spdx/member-type", "a member that should be text was not read", "/creationInfo/creators");
  if (instant(objectAt(json, "creationInfo")["created"]) === null) notes.warn("spdx/created", "the document says when it was made, as a date", "/creationInfo/created");
  if (listAt(json, "packages").length > 1 && describedIds(json).size === 0) notes.warn("spdx/describes", "of several packages the document says none to be what it describes", "/relationships");
  checkLaterMembers(json, notes);
  for (const [i, value] of listAt(json, "packages").entries()) if (isObject(value)) checkPackage(value, `/packages/${i}`, notes);
  const known = new Set<string>(["SPDXRef-DOCUMENT"]);
  for (const key of ["packages", "files", "snippets"] as const) {
    for (const [i, value] of listAt(json, key).entries()) {
      const id = textAt(value, "SPDXID");
      const at = `/${key}/${i}/SPDXID`;
      if (id === null || !/^SPDXRef-[A-Za-z0-9.-]+$/.test(id)) notes.warn("spdx/id", "an element has an id of the form SPDXRef-…", at);
      if (id !== null) known.add(id);
      checkChecksums(value, `/${key}/${i}`, notes);
    }
  }
  for (const [i, row] of listAt(json, "relationships").entries()) checkRelationship(row, `/relationships/${i}`, known, notes);
  for (const [i, row] of listAt(json, "hasExtractedLicensingInfos").entries()) {
    if (isObject(row) && textAt(row, "extractedText") === null) notes.warn("spdx/extracted-text", "an extracted licence has its text", `/hasExtractedLicensingInfos/${i}/extractedText`);
  }
}

function checkPackage(value: JsonObject, at: string, notes: Notes): void {
  const absent = (member: unknown): boolean => member === undefined || member === null;
  for (const key of LIST_MEMBERS) if (!absent(value[key]) && !Array.isArray(value[key])) notes.warn("spdx/member-type", "a member that should be a list was not read", `${at}/${key}`);
  for (const key of TEXT_MEMBERS) if (!absent(value[key]) && typeof value[key] !== "string") notes.warn("spdx/member-type", "a member that should be text was not read", `${at}/${key}`);
  if (absent(value["downloadLocation"])) notes.warn("spdx/download-location", "a package says where it came from, or that nothing is known of it", `${at}/downloadLocation`);
  for (const [i, row] of listAt(value, "externalRefs").entries()) {
    if (textAt(row, "referenceType") === null || textAt(row, "referenceLocator") === null) notes.warn("spdx/external-ref", "an external reference has a type and a locator", `${at}/externalRefs/${i}`);
  }
}

function checkChecksums(value: unknown, at: string, notes: Notes): void {
  for (const [i, row] of listAt(value, "checksums").entries()) {
    if (!isChecksum(textAt(row, "algorithm") ?? "", textAt(row, "checksumValue") ?? "")) notes.warn("spdx/checksum", "a checksum has an algorithm of the standard and a value of its length", `${at}/checksums/${i}`);
  }
}

/** A document that says 2.2 and uses what only 2.3 has is not what it says it is. */
function checkLaterMembers(json: JsonObject, notes: Notes): void {
  if (!/^SPDX-2\.[0-2]$/.test(textAt(json, "spdxVersion") ?? "")) return;
  for (const [i, value] of listAt(json, "packages").entries()) {
    const later = LATER_MEMBERS.find((key) => isObject(value) && key in value);
    if (later !== undefined) notes.warn("spdx/later-member", "a member that only SPDX 2.3 has, in a document that says an older version", `/packages/${i}/${later}`);
  }
}

function checkRelationship(row: unknown, at: string, known: ReadonlySet<string>, notes: Notes): void {
  if (!isRelationshipType(textAt(row, "relationshipType") ?? "")) notes.warn("spdx/relationship-type", "the standard knows no such relationship", `${at}/relationshipType`);
  for (const key of ["spdxElementId", "relatedSpdxElement"]) {
    const id = textAt(row, key);
    const elsewhere = id === "NONE" || id === "NOASSERTION" || (id?.startsWith("DocumentRef-") ?? false);
    if (id === null || (!elsewhere && !known.has(id))) notes.warn("spdx/dangling-ref", "a relationship names an element that the document does not have", `${at}/${key}`);
  }
}
