import { ok, type Result } from "../../model/problem";
import { type Notes, refuse } from "../shared/reading";
import type { JsonObject } from "../shared/values";
import { type XmlElement, xmlPath } from "../shared/xml";
import { licenceText } from "./licences";
import { readSubjects, RDFS, type Subject, type Subjects, type Value, valuesOf, wordOf } from "./rdf";

/** The document in the members of its JSON form, and the element behind each package, file and relationship. */
export interface RdfDocument {
  json: JsonObject;
  elements: Map<string, XmlElement>;
}

interface Names {
  subjects: Subjects;
  namespace: string;
}

/** Codes: spdx/document (no SpdxDocument to read from); notes spdx/documents (more than one), spdx/licence. */
export function buildDocument(root: XmlElement, notes: Notes): Result<RdfDocument> {
  const subjects = readSubjects(root);
  const documents = subjects.all.filter(({ type }) => type === "SpdxDocument");
  const [document] = documents;
  if (document === undefined) return refuse("spdx/document", "the graph has an SpdxDocument", xmlPath(root));
  if (documents.length > 1) notes.warn("spdx/documents", "the graph has several documents; the first was read", xmlPath(documents[1]?.element ?? root));
  const names = { subjects, namespace: document.id?.split("#")[0] ?? "" };
  const elements = new Map<string, XmlElement>([["", document.element]]);
  const listed = (key: string, type: string, read: (subject: Subject) => JsonObject): JsonObject[] =>
    subjects.all.filter((subject) => subject.type === type).map((subject, i) => {
      elements.set(`/${key}/${i}`, subject.element);
      return read(subject);
    });
  const json: JsonObject = {
    ...headOf(document, names),
    packages: listed("packages", "Package", (subject) => packageOf(subject, names, notes)),
    files: listed("files", "File", (subject) => ({ SPDXID: elementId(subject.id, names), fileName: one(subject, "fileName", names) })),
    snippets: listed("snippets", "Snippet", (subject) => ({ SPDXID: elementId(subject.id, names) })),
    relationships: relationshipsOf(names, elements),
  };
  return ok({ json, elements });
}

function headOf(document: Subject, names: Names): JsonObject {
  const creation = subjectAt(document, "creationInfo", names);
  return {
    spdxVersion: one(document, "specVersion", names),
    dataLicense: licenceText(valuesOf(document, "dataLicense", names.subjects)[0], names.subjects),
    SPDXID: elementId(document.id, names),
    name: one(document, "name", names),
    documentNamespace: names.namespace,
    creationInfo: { created: one(creation, "created", names), creators: many(creation, "creator", names) },
    documentDescribes: valuesOf(document, "describesPackage", names.subjects).map((value) => elementId(wordOf(value), names)),
    hasExtractedLicensingInfos: names.subjects.all.filter(({ type }) => type === "ExtractedLicensingInfo").map((subject) => ({ extractedText: one(subject, "extractedText", names) })),
  };
}

function packageOf(subject: Subject, names: Names, notes: Notes): JsonObject {
  const { subjects } = names;
  const licence = (name: string): string | null => {
    const [value] = valuesOf(subject, name, subjects);
    const text = licenceText(value, subjects);
    if (value !== undefined && text === null) notes.warn("spdx/licence", "a licence that is no expression, or too large for one, was not read", xmlPath(subject.element));
    return text;
  };
  const inside = (name: string): Subject[] => valuesOf(subject, name, subjects).flatMap((value) => ("subject" in value ? [value.subject] : []));
  return {
    SPDXID: elementId(subject.id, names),
    name: one(subject, "name", names),
    versionInfo: one(subject, "versionInfo", names),
    supplier: noneWord(one(subject, "supplier", names)),
    downloadLocation: one(subject, "downloadLocation", names),
    licenseConcluded: licence("licenseConcluded"),
    licenseDeclared: licence("licenseDeclared"),
    primaryPackagePurpose: enumWord(one(subject, "primaryPackagePurpose", names), "purpose_", "-"),
    attributionTexts: many(subject, "attributionText", names),
    externalRefs: inside("externalRef").map((row) => ({ referenceType: lastSegment(one(row, "referenceType", names)), referenceLocator: one(row, "referenceLocator", names) })),
    checksums: inside("checksum").map((row) => ({ algorithm: enumWord(one(row, "algorithm", names), "checksumAlgorithm_", "-"), checksumValue: one(row, "checksumValue", names) })),
    annotations: inside("annotation").map((row) => ({ comment: wordOf(valuesOf(row, "comment", subjects, RDFS)[0]) })),
  };
}

/** Relationships stand inside the element they start from. */
function relationshipsOf(names: Names, elements: Map<string, XmlElement>): JsonObject[] {
  const found: JsonObject[] = [];
  for (const subject of names.subjects.all) {
    for (const value of valuesOf(subject, "relationship", names.subjects)) {
      const row = "subject" in value ? value.subject : null;
      elements.set(`/relationships/${found.length}`, row?.element ?? subject.element);
      found.push({
        spdxElementId: elementId(subject.id, names),
        relationshipType: enumWord(one(row, "relationshipType", names), "relationshipType_", "_"),
        relatedSpdxElement: elementId(wordOf(valuesOf(row, "relatedSpdxElement", names.subjects)[0]), names),
      });
    }
  }
  return found;
}

function subjectAt(subject: Subject, name: string, { subjects }: Names): Subject | null {
  const [value] = valuesOf(subject, name, subjects);
  return value !== undefined && "subject" in value ? value.subject : null;
}

function one(subject: Subject | null, name: string, { subjects }: Names): string | null {
  return wordOf(valuesOf(subject, name, subjects)[0]);
}

function many(subject: Subject | null, name: string, { subjects }: Names): string[] {
  return valuesOf(subject, name, subjects).map((value: Value) => wordOf(value)).filter((text) => text !== null);
}

/** "SPDXRef-a" of "https://example.org/doc#SPDXRef-a"; an element of another document keeps that it is one. */
function elementId(iri: string | null, { namespace }: Names): string | null {
  if (iri === null || iri.startsWith("_:")) return null;
  const word = noneWord(iri);
  if (word === "NONE" || word === "NOASSERTION") return word;
  const cut = iri.indexOf("#");
  if (cut === -1) return iri;
  const id = iri.slice(cut + 1);
  return cut === 0 || iri.slice(0, cut) === namespace || id.startsWith("DocumentRef-") ? id : `DocumentRef-elsewhere:${id}`;
}

function noneWord(text: string | null): string | null {
  const word = /^http:\/\/spdx\.org\/rdf\/terms#(noassertion|none)$/i.exec(text ?? "")?.[1];
  return word === undefined ? text : word.toUpperCase();
}

/** "DEPENDS_ON" of "http://spdx.org/rdf/terms#relationshipType_dependsOn". */
function enumWord(iri: string | null, prefix: string, mark: "-" | "_"): string | null {
  if (iri === null) return null;
  const word = iri.slice(iri.indexOf("#") + 1);
  const name = word.startsWith(prefix) ? word.slice(prefix.length) : word;
  return name.replace(/([a-z])([A-Z])/g, `$1${mark}$2`).replaceAll("_", mark).toUpperCase();
}

function lastSegment(iri: string | null): string | null {
  return iri === null ? null : iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1);
}
