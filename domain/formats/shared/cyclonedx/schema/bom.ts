import { isObject } from "../../values";
import { contact, externalReferences, organisation, properties, reference, serialNumber, signature, timestamp } from "./common";
import { component, components, services, tools } from "./component";
import { licences } from "./licence";
import { all, anObject, anything, list, members, type Shape, text, whole, word } from "./shape";
import { vulnerabilities } from "./vulnerability";
import { AGGREGATES, PHASES, TLP } from "./words";

const metadata = members({
  timestamp, lifecycles: list(members({ phase: word(PHASES), name: text, description: text })), tools, authors: list(contact), manufacturer: organisation,
  component, manufacture: organisation, supplier: organisation, licenses: licences, properties, distributionConstraints: members({ tlp: word(TLP) }),
});

const composition = members(
  { "bom-ref": reference, aggregate: word(AGGREGATES), assemblies: list(text), dependencies: list(text), vulnerabilities: list(text), signature },
  ["aggregate"],
);

const attributed: Shape = (value, at, { notes }) => {
  if (!isObject(value)) return;
  if ("pointers" in value === "expressions" in value) notes.warn("cyclonedx/citation", "a citation has pointers or expressions, one of the two", at);
  if (!("attributedTo" in value) && !("process" in value)) notes.warn("cyclonedx/citation", "a citation names whom or what it is attributed to", at);
};
const citation = all(
  members({ "bom-ref": reference, pointers: list(text), expressions: list(text), timestamp, attributedTo: reference, process: reference, note: text, signature }, ["timestamp"]),
  attributed,
);

const annotation = members({ "bom-ref": reference, subjects: list(reference), annotator: anObject, timestamp, text, signature }, ["subjects", "annotator", "timestamp", "text"]);
const documentVersion: Shape = all(whole, (value, at, { notes }) => {
  if (typeof value === "number" && value < 1) notes.warn("cyclonedx/document-version", "versions of a document count from 1", at);
});

/**
 * A whole document as CycloneDX 1.7 (ECMA-424) has it, older versions by the same words. Not looked into: model cards,
 * cryptographic properties, formulas, declarations, definitions, signatures and evidence beyond licences. What depends
 * on the rest of the document (references, circles) is no matter of shape.
 */
export const bom: Shape = members({
  $schema: text, bomFormat: text, specVersion: anything, serialNumber, version: documentVersion, metadata, components, services, externalReferences,
  dependencies: anything, compositions: list(composition), vulnerabilities, annotations: list(annotation), formulation: anything,
  declarations: anything, definitions: anything, citations: list(citation), properties, signature,
});
