import type { Reading } from "../../model/document";
import type { Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes } from "../shared/reading";
import { readSpdx2 } from "../shared/spdx2/read";
import { readXml, xmlPath, xmlRoot } from "../shared/xml";
import { buildDocument } from "./document";
import { RDF, SPDX } from "./rdf";

/** SPDX 2.x RDF/XML. Codes: xml/*, spdx/document beside those of SPDX 2. */
export const spdxRdfXml: FormatRoom = {
  id: "spdx-rdf-xml",
  title: "SPDX 2 RDF/XML",
  revision: 1,
  duplicateKeys: "note",
  sniff,
  read,
};

function sniff({ text }: RawDocument): boolean {
  if (text === null || !text.includes(SPDX)) return false;
  const root = xmlRoot(text);
  return root?.name === "RDF" && root.namespace === RDF;
}

function read(document: RawDocument): Result<Reading> {
  const xml = readXml(document);
  if (!xml.ok) return xml;
  const { root, notes: before } = xml.value;
  const notes = new Notes();
  const built = buildDocument(root, notes);
  if (!built.ok) return built;
  const { json, elements } = built.value;
  const place = (pointer: string): string => xmlPath(elements.get(pointer.split("/").slice(0, 3).join("/")) ?? elements.get("") ?? root);
  return readSpdx2({ room: spdxRdfXml.id, revision: spdxRdfXml.revision, json, limits: document.limits, notes: [...before, ...notes.list()], place });
}
