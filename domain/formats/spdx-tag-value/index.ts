import type { Reading } from "../../model/document";
import type { Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, refuse } from "../shared/reading";
import { readSpdx2 } from "../shared/spdx2/read";
import { buildDocument } from "./document";
import { readTags } from "./tags";

/** How far from its start a document says that it is one. */
const HEAD_CHARS = 64 * 1024;
const CREATION = /^(?:SPDXVersion|DataLicense|SPDXID|DocumentName|DocumentNamespace|DocumentComment|ExternalDocumentRef|Creator|Created|CreatorComment|LicenseListVersion)[ \t]*:/;

/** SPDX 2.x tag-value. Places are lines. Codes: spdx/tag-text beside those of SPDX 2. */
export const spdxTagValue: FormatRoom = {
  id: "spdx-tag-value",
  title: "SPDX 2 tag-value",
  revision: 1,
  duplicateKeys: "note",
  sniff,
  read,
};

/** The first line that is no comment is a tag of the document, and its version stands near the start. */
function sniff({ text, json }: RawDocument): boolean {
  if (text === null || json !== undefined) return false;
  const head = text.slice(0, HEAD_CHARS);
  if (!/(?:^|[\r\n])[ \t]*SPDXVersion[ \t]*:/.test(head)) return false;
  const first = head.split(/[\r\n]+/).map((line) => line.trim()).find((line) => line !== "" && !line.startsWith("#"));
  return first !== undefined && CREATION.test(first);
}

function read({ text, limits }: RawDocument): Result<Reading> {
  if (text === null) return refuse("spdx/version", "the document is text", "line 1");
  const notes = new Notes();
  const tags = readTags(text, notes);
  if (!tags.ok) return tags;
  const built = buildDocument(tags.value, limits, notes);
  if (!built.ok) return built;
  const { json, lines } = built.value;
  const place = (pointer: string): string => `line ${lines.get(elementOf(pointer)) ?? lines.get("") ?? 1}`;
  return readSpdx2({ room: spdxTagValue.id, revision: spdxTagValue.revision, json, limits, notes: notes.list(), place });
}

/** "/packages/3" of "/packages/3/checksums/0". */
function elementOf(pointer: string): string {
  return pointer.split("/").slice(0, 3).join("/");
}
