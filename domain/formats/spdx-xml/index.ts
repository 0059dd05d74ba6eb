import type { Reading } from "../../model/document";
import type { Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes } from "../shared/reading";
import { readSpdx2 } from "../shared/spdx2/read";
import { readXml, xmlRoot } from "../shared/xml";
import { membersOf, placesOf } from "./members";

/** SPDX 2.x XML: the members of the JSON form as elements of `Document`. Codes: xml/* beside those of SPDX 2. */
export const spdxXml: FormatRoom = {
  id: "spdx-xml",
  title: "SPDX 2 XML",
  revision: 1,
  duplicateKeys: "note",
  sniff,
  read,
};

function sniff({ text }: RawDocument): boolean {
  return text !== null && /<spdxVersion[\s>/]/.test(text) && xmlRoot(text)?.name === "Document";
}

function read(document: RawDocument): Result<Reading> {
  const xml = readXml(document);
  if (!xml.ok) return xml;
  const { root, notes: before } = xml.value;
  const notes = new Notes();
  const json = membersOf(root, notes);
  return readSpdx2({ room: spdxXml.id, revision: spdxXml.revision, json, limits: document.limits, notes: [...before, ...notes.list()], place: placesOf(root) });
}
