import { ok, type Result } from "../../model/problem";
import type { ReadLimits } from "../room";
import { type Notes, tooMany } from "../shared/reading";
import { type JsonObject, textAt } from "../shared/values";
import { addTag, type Element, type ElementKind, push, relationship } from "./elements";
import type { Tag } from "./tags";

/** The document in the members of its JSON form, and the line each element started on. */
export interface TagDocument {
  json: JsonObject;
  /** "/packages/3" → line 57; "" is the document itself. */
  lines: Map<string, number>;
}

/** Tags that open an element, with the member that holds their value. */
const OPENERS: Readonly<Record<string, { kind: ElementKind; member: string }>> = {
  PackageName: { kind: "packages", member: "name" },
  FileName: { kind: "files", member: "fileName" },
  SnippetSPDXID: { kind: "snippets", member: "SPDXID" },
  SnippetSPDXIdentifier: { kind: "snippets", member: "SPDXID" },
  LicenseID: { kind: "hasExtractedLicensingInfos", member: "licenseId" },
  Annotator: { kind: "annotations", member: "annotator" },
};

interface Build extends TagDocument {
  document: Element;
  /** The element that tags are written into, and the package, file or document that an SPDXID names. */
  current: Element;
  owner: Element;
  /** An SPDXID that stood before the name of its element. */
  nextId: string | null;
  annotations: Element[];
  counts: Map<string, number>;
}

/** Puts tags together to a document. Codes: spdx/too-many; notes of elements.ts, spdx/second-id, spdx/id-before-name. */
export function buildDocument(tags: readonly Tag[], limits: ReadLimits, notes: Notes): Result<TagDocument> {
  const document: Element = { kind: "document", json: {}, line: tags[0]?.line ?? 1 };
  const build: Build = { json: document.json, lines: new Map([["", document.line]]), document, current: document, owner: document, nextId: null, annotations: [], counts: new Map() };
  for (const [i, tag] of tags.entries()) {
    if (Object.hasOwn(OPENERS, tag.name)) open(build, tag);
    else if (tag.name === "SPDXID") setId(build, tag, tags[i + 1], notes);
    else if (tag.name === "Relationship") place(build, "relationships", relationship(tag, notes), tag.line);
    else if (tag.name === "Creator" || tag.name === "Created") addCreation(build.json, tag, notes);
    else addTag(build.current, tag, notes);
    if ((build.counts.get("packages") ?? 0) > limits.maxComponents) return tooMany("spdx", "packages", limits.maxComponents, limits.maxComponents + 1, `line ${tag.line}`);
  }
  if (build.nextId !== null) notes.warn("spdx/second-id", "an element carries two SPDXIDs; the first was read", `line ${build.owner.line}`);
  attachAnnotations(build, notes);
  return ok({ json: build.json, lines: build.lines });
}

function open(build: Build, tag: Tag): void {
  const { kind, member } = OPENERS[tag.name] ?? { kind: "files", member: "fileName" };
  const element: Element = { kind, json: { [member]: tag.value }, line: tag.line };
  build.current = element;
  if (kind === "annotations") {
    build.annotations.push(element);
    return;
  }
  if (kind === "packages" || kind === "files") {
    build.owner = element;
    if (build.nextId !== null) element.json["SPDXID"] = build.nextId;
    build.nextId = null;
  }
  place(build, kind, element.json, tag.line);
}

/** An SPDXID follows the name of its element; one that stands right before the next name belongs to that. */
function setId(build: Build, tag: Tag, next: Tag | undefined, notes: Notes): void {
  const { json } = build.owner;
  if (!("SPDXID" in json)) json["SPDXID"] = tag.value;
  else if (next?.name === "PackageName" || next?.name === "FileName") {
    notes.warn("spdx/id-before-name", "an SPDXID stands before the name of its element", `line ${tag.line}`);
    build.nextId = tag.value;
  } else notes.warn("spdx/second-id", "an element carries two SPDXIDs; the first was read", `line ${tag.line}`);
}

function place(build: Build, list: string, value: JsonObject, line: number): void {
  const index = build.counts.get(list) ?? 0;
  build.counts.set(list, index + 1);
  build.lines.set(`/${list}/${index}`, line);
  push(build.json, list, value);
}

function addCreation(json: JsonObject, tag: Tag, notes: Notes): void {
  const creation = (json["creationInfo"] ??= {}) as JsonObject;
  if (tag.name === "Creator") push(creation, "creators", tag.value);
  else if ("created" in creation) notes.warn("spdx/repeated-tag", "a tag with one value occurs again in its element; the last was read", `line ${tag.line}`);
  if (tag.name === "Created") creation["created"] = tag.value;
}

/** Annotations name their element; where several carry the id, the first is meant. */
function attachAnnotations(build: Build, notes: Notes): void {
  if (build.annotations.length === 0) return;
  const elements = new Map<string, JsonObject>();
  for (const list of ["snippets", "files", "packages"]) {
    for (const json of ((build.json[list] as JsonObject[] | undefined) ?? []).toReversed()) elements.set(textAt(json, "SPDXID") ?? "", json);
  }
  elements.set("SPDXRef-DOCUMENT", build.json);
  for (const { json, line } of build.annotations) {
    const target = elements.get(textAt(json, "spdxRef") ?? "");
    if (target === undefined) notes.warn("spdx/dangling-annotation", "an annotation names an element that the document does not have", `line ${line}`);
    else push(target, "annotations", json);
  }
}
