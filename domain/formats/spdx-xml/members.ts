import type { Notes } from "../shared/reading";
import type { JsonObject } from "../shared/values";
import { type XmlElement, xmlPath } from "../shared/xml";

/** Members that are lists in the JSON form: in XML their element simply occurs again. */
const LISTS: ReadonlySet<string> = new Set([
  "packages", "files", "snippets", "relationships", "hasExtractedLicensingInfos", "externalDocumentRefs", "documentDescribes", "creators", "externalRefs",
  "checksums", "annotations", "attributionTexts", "licenseInfoFromFiles", "licenseInfoInFiles", "licenseInfoInSnippets", "hasFiles", "fileTypes",
  "fileContributors", "fileDependencies", "seeAlsos", "crossRefs", "ranges", "reviewers", "revieweds", "packageVerificationCodeExcludedFiles", "artifactOfs",
]);

/**
 * The members of an element, as the JSON form has them: an element with elements inside is an object, any other its
 * text. Recursion is bound by the depth that the XML reader accepts.
 */
export function membersOf(element: XmlElement, notes: Notes): JsonObject {
  const members = new Map<string, unknown>();
  for (const child of element.children) {
    const value = child.children.length > 0 ? membersOf(child, notes) : child.text.trim();
    const known = members.get(child.name);
    if (LISTS.has(child.name)) {
      if (Array.isArray(known)) known.push(value);
      else members.set(child.name, [value]);
    } else {
      if (known !== undefined) notes.warn("spdx/repeated-element", "an element with one value occurs again; the last was read", xmlPath(child));
      members.set(child.name, value);
    }
  }
  return Object.fromEntries(members);
}

/** Places of pointers into the members: "/packages/3/name" is "/Document/packages[4]/name". */
export function placesOf(root: XmlElement): (pointer: string) => string {
  const lists = new Map<string, XmlElement[]>();
  for (const child of root.children) {
    const list = lists.get(child.name);
    if (list) list.push(child);
    else lists.set(child.name, [child]);
  }
  return (pointer) => {
    const [, list = "", index = "0", ...rest] = pointer.split("/");
    const element = lists.get(list)?.[Number(index)];
    if (element === undefined) return xmlPath(root) + pointer;
    const inner = rest.length === 0 ? "" : `/${rest.filter((step) => !/^\d+$/.test(step)).join("/")}`;
    return `${xmlPath(element)}${inner}`;
  };
}
