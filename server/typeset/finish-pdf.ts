import { PDFDict, PDFDocument, PDFBool, PDFName, PDFRawStream, type PDFContext } from "@cantoo/pdf-lib";

/** The process does nothing else: no pauses for others. */
const AT_ONCE = Number.POSITIVE_INFINITY;

const UA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/";

/** PDF/A asks that a metadata schema outside its own list is described in the file: this describes `pdfuaid:part`. */
const UA_SCHEMA = [
  '<rdf:li rdf:parseType="Resource">',
  "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>",
  `<pdfaSchema:namespaceURI>${UA_NAMESPACE}</pdfaSchema:namespaceURI>`,
  "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>",
  '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">',
  "<pdfaProperty:category>internal</pdfaProperty:category>",
  "<pdfaProperty:description>Part of ISO 14289 this file conforms to</pdfaProperty:description>",
  "<pdfaProperty:name>part</pdfaProperty:name>",
  "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>",
  "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li>",
].join("");

const SCHEMAS_END = "</rdf:Bag></pdfaExtension:schemas>";

/**
 * The typesetter writes PDF/A-3a *or* PDF/UA-1. A tagged PDF/A-3a lacks only two things for UA-1 (ISO 14289-1, 5 and
 * 7.1): the identification in the metadata, and that a reader shows the title instead of the file name.
 * Throws when the metadata is not as expected: a new version of the typesetter then needs a look.
 */
function addUniversalAccess(doc: PDFDocument): void {
  const { catalog, context } = doc;
  const viewer = catalog.lookupMaybe(PDFName.of("ViewerPreferences"), PDFDict) ?? context.obj({});
  viewer.set(PDFName.of("DisplayDocTitle"), PDFBool.True);
  catalog.set(PDFName.of("ViewerPreferences"), viewer);
  const ref = catalog.get(PDFName.of("Metadata"));
  const stream = catalog.lookup(PDFName.of("Metadata"));
  if (!ref || !(stream instanceof PDFRawStream)) throw new Error("no metadata stream");
  catalog.set(PDFName.of("Metadata"), context.register(metadataStream(context, stream)));
  context.delete(ref as never);
}

function metadataStream(context: PDFContext, stream: PDFRawStream): PDFRawStream {
  const xmp = withUaIdentification(new TextDecoder().decode(stream.getContents()));
  const dict = context.obj({ Type: "Metadata", Subtype: "XML" });
  return PDFRawStream.of(dict, new TextEncoder().encode(xmp));
}

/** Adds `pdfuaid:part` and its schema description to the XMP of a PDF/A file. */
function withUaIdentification(xmp: string): string {
  if (!xmp.includes("<pdfaid:part>") || !xmp.includes("xmlns:pdfaid=") || !xmp.includes(SCHEMAS_END)) {
    throw new Error("metadata without PDF/A identification or extension schemas");
  }
  return xmp
    .replace("xmlns:pdfaid=", `xmlns:pdfuaid="${UA_NAMESPACE}" xmlns:pdfaid=`)
    .replace("<pdfaid:part>", "<pdfuaid:part>1</pdfuaid:part><pdfaid:part>")
    .replace(SCHEMAS_END, `${UA_SCHEMA}${SCHEMAS_END}`);
}

/**
 * PDF/A-3a bytes to PDF/A-3a and PDF/UA-1 bytes, packed into object streams (about a third of the size). Same input,
 * same bytes: nothing is dated and the file identifier is kept.
 */
export async function finishPdf(pdf: Uint8Array): Promise<Uint8Array> {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false, parseSpeed: AT_ONCE });
  addUniversalAccess(doc);
  // "false" is the default, and some readers complain about the key.
  doc.catalog.lookupMaybe(PDFName.of("MarkInfo"), PDFDict)?.delete(PDFName.of("Suspects"));
  return doc.save({
    useObjectStreams: true,
    objectsPerTick: AT_ONCE,
    addDefaultPage: false,
    updateFieldAppearances: false,
  });
}
