import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { childNamed, childrenNamed, ownText, readXml, type XmlElement, xmlPath, xmlRoot, type XmlLimits } from "./xml";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, limits: Partial<XmlLimits> = {}) => readXml({ text, bytes: bytesOf(text) }, limits);
const problemOf = (text: string, limits: Partial<XmlLimits> = {}) => {
  const result = read(text, limits);
  return result.ok ? null : result.problem;
};
function rootOf(text: string): XmlElement {
  const result = read(text);
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value.root;
}

describe("readXml", () => {
  it("keeps names, namespaces, attributes and own text", () => {
    const root = rootOf(`<?xml version="1.0"?><!-- head --><b xmlns="urn:a" xmlns:o="urn:o" k="1" o:k="2">x<o:c>in<![CDATA[<s>]]></o:c> y<c/></b>`);
    expect([root.name, root.namespace, root.text, [...root.attributes]]).toEqual(["b", "urn:a", "x y", [["k", "1"], ["{urn:o}k", "2"]]]);
    expect(childNamed(root, "c", "urn:o")?.text).toBe("in<s>");
    expect(childrenNamed(root, "c")).toHaveLength(1);
    expect(ownText(childNamed(root, "c"))).toBeNull();
  });

  it("names places the way XPath does, with a number only where there are several", () => {
    const root = rootOf("<bom><components><component/><component><version/></component><other/></components></bom>");
    const list = childNamed(root, "components");
    expect(list?.children.map(xmlPath)).toEqual(["/bom/components/component[1]", "/bom/components/component[2]", "/bom/components/other"]);
    expect(xmlPath(list?.children[1]?.children[0] ?? root)).toBe("/bom/components/component[2]/version");
  });

  it("knows five entities and character references, and no others", () => {
    expect(rootOf("<a b='&quot;'>&lt;&gt;&amp;&apos;&#65;&#x1F600;</a>").text).toBe("<>&'A😀");
    expect(problemOf("<a>\n&nbsp;</a>")).toMatchObject({ code: "xml/syntax", at: "line 2" });
  });

  it.each([
    ["a declaration alone", "<!DOCTYPE bom><bom/>"],
    ["entities that multiply", `<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>`],
    ["an outside file", `<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>`],
    ["a parameter entity", `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % p SYSTEM "http://host.example/x"> %p;]><a/>`],
  ])("refuses a document type: %s", (_name, text) => {
    expect(problemOf(text)).toMatchObject({ code: "xml/doctype", at: "line 1" });
  });

  it.each(["", "text", "<a", "<a>", "<a></b>", "<a/><b/>", "<a b='1' b='2'/>", "<p:a/>", "<a>&#0;</a>", "<a>&x;</a>", "</a>", "<a>\u0001</a>", "<a b=<c/>", "<!-- -->", "<a xmlns:p=''/>"])("refuses %j as not well-formed", (text) => {
    expect(problemOf(text)).toMatchObject({ code: "xml/syntax", at: "line 1" });
  });

  it("names the limit and the place it stops at", () => {
    const nest = (depth: number): string => "<a>".repeat(depth) + "</a>".repeat(depth);
    expect(problemOf(nest(64))).toBeNull();
    expect(problemOf(nest(65))).toMatchObject({ code: "xml/too-deep", limit: { name: "depth", max: 64, got: 65 } });
    const attributes = (count: number): string => `<a><b ${Array.from({ length: count }, (_, i) => `k${i}=""`).join(" ")}/></a>`;
    expect(problemOf(attributes(64))).toBeNull();
    expect(problemOf(attributes(65))).toMatchObject({ code: "xml/too-many-attributes", at: "/a", limit: { max: 64, got: 65 } });
    expect(problemOf("<a><b/><b/><b/></a>", { maxElements: 3 })).toMatchObject({ code: "xml/too-many-elements", at: "/a", limit: { max: 3, got: 4 } });
    expect(problemOf("<a><b>12<!-- -->345</b></a>", { maxTextChars: 4 })).toMatchObject({ code: "xml/text-too-long", at: "/a/b", limit: { max: 4, got: 5 } });
    expect(problemOf("<a b='12345'/>", { maxTextChars: 4 })).toMatchObject({ code: "xml/text-too-long", limit: { max: 4, got: 5 } });
  });

  it("is not taken down by a hundred thousand open elements", () => {
    expect(problemOf("<a>".repeat(100_000))?.code).toBe("xml/too-deep");
  });

  it("says when the declaration names another encoding than the bytes show", () => {
    const codes = (text: string, bytes: Uint8Array = bytesOf(text)): string[] => {
      const result = readXml({ text, bytes });
      return result.ok ? result.value.notes.map((note) => note.code) : [result.problem.code];
    };
    const says = (encoding: string, inner = ""): string => `<?xml version="1.0" encoding="${encoding}"?><a>${inner}</a>`;
    const wide = new Uint8Array([0xff, 0xfe, 0x3c, 0x00]);
    expect([codes(says("UTF-8", "é")), codes(says("utf-8")), codes(says("ISO-8859-1")), codes(says("UTF-16"), wide), codes("<a/>", wide)]).toEqual([[], [], [], [], []]);
    expect([codes(says("ISO-8859-1", "é")), codes(says("UTF-16")), codes(says("UTF-8"), wide)]).toEqual([["xml/encoding"], ["xml/encoding"], ["xml/encoding"]]);
  });

  it("never throws on text made of markup", () => {
    const pieces = ["<", ">", "/", "a", "=", "'", '"', "&", ";", "!", "[", "]", "?", "xmlns", ":", " ", "-", "CDATA", "DOCTYPE", "#", "\n", "\ud800"];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), (parts) => {
      const text = `<a>${parts.join("")}</a>`;
      expect(read(text).ok || problemOf(text)?.code.startsWith("xml/")).toBe(true);
      xmlRoot(parts.join(""));
    }), { numRuns: 500 });
  });
});

describe("xmlRoot", () => {
  it("sees the root element behind whatever may stand before it", () => {
    expect(xmlRoot(`\n<?xml version="1.0"?><!-- c --><!DOCTYPE p:bom [<!ENTITY x "y">]><p:bom xmlns:p="urn:x" v="1"><broken`)).toMatchObject({ name: "bom", namespace: "urn:x" });
  });
  it("sees none in what is no XML", () => {
    expect([null, "", "{}", "plain", "<", "<!-- only a comment -->"].map(xmlRoot)).toEqual([null, null, null, null, null, null]);
  });
});
