import type { Reading } from "../../model/document";
import { fail, ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { readBom } from "../shared/cyclonedx/read-bom";
import { Notes, refuse } from "../shared/reading";
import { readXml, xmlRoot } from "../shared/xml";
import { countElements } from "./component";
import { Places, placed, withXmlPlaces } from "./places";
import { toBom } from "./to-bom";

const NAMESPACE = /^https?:\/\/cyclonedx\.org\/schema\/bom\/(.{1,16})$/;
const KNOWN_VERSIONS: ReadonlySet<string> = new Set(["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"]);

/**
 * CycloneDX XML 1.0–1.7 (ECMA-424), the version by the namespace of the root element; with the vulnerability and
 * dependency extensions of the first versions. The document is brought into the shape of the JSON form and read by the
 * same rules, so that both syntaxes give the same facts; places are XPath.
 * Codes: cyclonedx-xml/namespace, those of `readXml` and of `readBom`. Notes: cyclonedx-xml/repeated-element,
 * /stray-element, /stray-text, /property-value.
 */
export const cyclonedxXml: FormatRoom = {
  id: "cyclonedx-xml",
  title: "CycloneDX XML",
  revision: 7,
  duplicateKeys: "note",
  sniff: ({ text }) => {
    const root = xmlRoot(text);
    return root?.name === "bom" && (root.namespace === "" || /cyclonedx/i.test(root.namespace));
  },
  read,
};

function read(document: RawDocument): Result<Reading> {
  const xml = readXml(document);
  if (!xml.ok) return xml;
  const { root } = xml.value;
  const version = NAMESPACE.exec(root.namespace)?.[1];
  if (version === undefined) return refuse("cyclonedx-xml/namespace", "the root element is of a CycloneDX namespace (http://cyclonedx.org/schema/bom/…)", "/bom");
  const places = new Places();
  const notes = new Notes();
  const bom = toBom(root, version, { places, notes });
  const xpath = (pointer: string): string => places.xpath(bom, pointer);
  const result = readBom(bom, cyclonedxXml, KNOWN_VERSIONS, { limits: document.limits });
  if (!result.ok) return fail(placed(result.problem, xpath));
  const reading = withXmlPlaces(result.value, xpath);
  const elements = countElements(root);
  const counts = { ...reading.counts, component_elements_inside_components: elements.components, with_purl: elements.purls };
  return ok({ ...reading, counts, notes: [...xml.value.notes, ...notes.list(), ...reading.notes] });
}
