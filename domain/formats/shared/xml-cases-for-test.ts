import type { HostileCase } from "./hostile-for-test";

/** Tests only: what may be wrong with a document as XML, whatever its format. `sound` starts with a declaration; `root` is the name of its root as written. */
export function xmlCases(sound: string, root: string): HostileCase[] {
  const declaration = '<?xml version="1.0" encoding="UTF-8"?>';
  const body = sound.replace(declaration, "");
  const close = `</${root}>`;
  const inside = (more: string): string => sound.replace(close, `${more}${close}`);
  const before = (more: string): string => `${declaration}${more}${body}`;
  return [
    ["a document type", before(`<!DOCTYPE ${root}>`), "xml/doctype"],
    ["entities that multiply", before(`<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>`), "xml/doctype"],
    ["an entity from a file", before('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'), "xml/doctype"],
    ["an entity from the network", before('<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'), "xml/doctype"],
    ["an entity nobody declared", inside("<x>&file;</x>"), "xml/syntax"],
    ["a reference to NUL", inside("<x>&#0;</x>"), "xml/syntax"],
    ["a reference beyond Unicode", inside("<x>&#x110000;</x>"), "xml/syntax"],
    ["a reference to half a surrogate pair", inside("<x>&#xD800;</x>"), "xml/syntax"],
    ["an ampersand alone", inside("<x>a & b</x>"), "xml/syntax"],
    ["a control character", inside("<x>\u0007</x>"), "xml/syntax"],
    ["broken off in the middle", sound.slice(0, Math.floor(sound.length * 0.6)), "xml/syntax"],
    ["broken off before the last tag", sound.slice(0, sound.lastIndexOf("<")), "xml/syntax"],
    ["tags that cross", inside("<a><b></a></b>"), "xml/syntax"],
    ["a tag that is never closed", inside("<a>"), "xml/syntax"],
    ["a tag closed in another case", sound.replace(close, close.toUpperCase()), "xml/syntax"],
    ["an attribute twice", inside('<x a="1" a="2"/>'), "xml/syntax"],
    ["an attribute without quotes", inside("<x a=1/>"), "xml/syntax"],
    ["a prefix nobody declared", inside("<nobody:x/>"), "xml/syntax"],
    ["a comment that never ends", inside("<!-- x"), "xml/syntax"],
    ["CDATA that never ends", inside("<x><![CDATA[ x"), "xml/syntax"],
    ["a second root", `${sound}<x/>`, "xml/syntax"],
    ["text behind the root", `${sound}words`, "xml/syntax"],
    ["nested too deep", inside(`${"<x>".repeat(70)}${"</x>".repeat(70)}`), "xml/too-deep"],
    ["more attributes than accepted", inside(`<x ${Array.from({ length: 65 }, (_, i) => `a${i}=""`).join(" ")}/>`), "xml/too-many-attributes"],
    ["a text over the limit", inside(`<x>${"x".repeat(1024 * 1024 + 1)}</x>`), "xml/text-too-long"],
    ["another encoding declared", sound.replace("UTF-8", "UTF-16"), "noted:xml/encoding"],
    ["a declaration that is none", sound.replace('version="1.0"', 'version="9.9"'), "xml/syntax"],
    ["bytes that are no UTF-8", new Uint8Array([...new TextEncoder().encode(sound), 0xff]), "opaque"],
    ["a raw NUL", `${sound}\0`, "opaque"],
    ["a page of HTML", "<!DOCTYPE html><html><body>spdxVersion</body></html>", "opaque"],
  ];
}
