import { describe, expect, it } from "vitest";
import type { Reading } from "../model/document";
import { example as jsonExample } from "./cyclonedx-json/example";
import { example as xmlExample } from "./cyclonedx-xml/example";
import { readingOf } from "./shared/read-for-test";

const SERIAL = "3e671687-395b-41f5-a30f-a58921a69b79";
const xml = (version: string, inner: string, rest = ""): string => `<bom xmlns="http://cyclonedx.org/schema/bom/${version}" serialNumber="urn:uuid:${SERIAL}" version="2"${rest}>${inner}</bom>`;
const json = (version: string, rest: object): object => ({ bomFormat: "CycloneDX", specVersion: version, serialNumber: `urn:uuid:${SERIAL}`, version: 2, ...rest });

/** One document in both syntaxes, written by hand. */
const PAIRS: readonly (readonly [string, object, string])[] = [
  ["the examples of both rooms", jsonExample, xmlExample],
  [
    "tools as a list, a supplier, licences of all kinds, hashes, CPE and paths",
    json("1.4", {
      metadata: {
        timestamp: "2026-10-01T00:00:00Z", tools: [{ vendor: "Example", name: "scanner", version: "2" }], authors: [{ name: "Ada" }], supplier: { name: "Example" },
        component: { "bom-ref": "app", type: "container", name: "app", version: `sha256:${"b".repeat(64)}` },
      },
      components: [{
        "bom-ref": "a", type: "library", group: "org.example", name: "lib & co", version: "1.0", supplier: { name: "Maker" }, purl: "pkg:maven/org.example/lib@1.0", cpe: "cpe:2.3:a:example:lib:1.0:*:*:*:*:*:*:*",
        licenses: [{ license: { id: "MIT" } }, { license: { name: "Own" } }], hashes: [{ alg: "MD5", content: "0".repeat(32) }],
        properties: [{ name: "syft:location:0:path", value: "/usr/lib/a.jar" }, { name: "syft:location:0:layerID", value: `sha256:${"d".repeat(64)}` }],
      }, { type: "library", name: "two", publisher: "Printer", licenses: [{ expression: "MIT OR Apache-2.0" }] }],
      services: [{ "bom-ref": "s", name: "login" }],
      dependencies: [{ ref: "app", dependsOn: ["a", "s"] }, { ref: "a" }],
      compositions: [{ aggregate: "complete", assemblies: ["app"] }],
    }),
    xml("1.4", `<metadata><timestamp>2026-10-01T00:00:00Z</timestamp><tools><tool><vendor>Example</vendor><name>scanner</name><version>2</version></tool></tools>
      <authors><author><name>Ada</name></author></authors><component type="container" bom-ref="app"><name>app</name><version>sha256:${"b".repeat(64)}</version></component><supplier><name>Example</name></supplier></metadata>
      <components><component type="library" bom-ref="a"><supplier><name>Maker</name></supplier><group>org.example</group><name>lib &amp; co</name><version>1.0</version>
        <hashes><hash alg="MD5">${"0".repeat(32)}</hash></hashes><licenses><license><id>MIT</id></license><license><name>Own</name></license></licenses>
        <cpe>cpe:2.3:a:example:lib:1.0:*:*:*:*:*:*:*</cpe><purl>pkg:maven/org.example/lib@1.0</purl>
        <properties><property name="syft:location:0:path">/usr/lib/a.jar</property><property name="syft:location:0:layerID">sha256:${"d".repeat(64)}</property></properties></component>
        <component type="library"><publisher>Printer</publisher><name>two</name><licenses><expression>MIT OR Apache-2.0</expression></licenses></component></components>
      <services><service bom-ref="s"><name>login</name></service></services>
      <dependencies><dependency ref="app"><dependency ref="a"/><dependency ref="s"/></dependency><dependency ref="a"/></dependencies>
      <compositions><composition><aggregate>complete</aggregate><assemblies><assembly ref="app"/></assemblies></composition></compositions>`),
  ],
  [
    "a VEX without components that points into another document",
    json("1.5", {
      metadata: { authors: [{ name: "Vendor" }] },
      vulnerabilities: [{
        id: "CVE-2026-7", references: [{ id: "GHSA-aaaa-bbbb-cccc" }], description: "d", recommendation: "wait", updated: "2026-10-02T00:00:00Z", published: "2026-10-01T00:00:00Z",
        analysis: { state: "not_affected", justification: "code_not_reachable", response: ["will_not_fix", "update"], detail: "never called" },
        affects: [{ ref: `urn:cdx:${SERIAL}/1#lib` }, { ref: "pkg:npm/left@1" }],
      }, { id: "CVE-2026-8", analysis: { state: "exploitable" }, affects: [{ ref: `urn:cdx:${SERIAL}/1` }] }],
    }),
    xml("1.5", `<metadata><authors><author><name>Vendor</name></author></authors></metadata><vulnerabilities>
      <vulnerability><id>CVE-2026-7</id><references><reference><id>GHSA-aaaa-bbbb-cccc</id></reference></references><description>d</description><recommendation>wait</recommendation><published>2026-10-01T00:00:00Z</published><updated>2026-10-02T00:00:00Z</updated>
        <analysis><state>not_affected</state><justification>code_not_reachable</justification><responses><response>will_not_fix</response><response>update</response></responses><detail>never called</detail></analysis>
        <affects><target><ref>urn:cdx:${SERIAL}/1#lib</ref></target><target><ref>pkg:npm/left@1</ref></target></affects></vulnerability>
      <vulnerability><id>CVE-2026-8</id><analysis><state>exploitable</state></analysis><affects><target><ref>urn:cdx:${SERIAL}/1</ref></target></affects></vulnerability></vulnerabilities>`),
  ],
  [
    "vulnerabilities of the extension that came before 1.4",
    json("1.2", {
      components: [{ "bom-ref": "j", type: "library", name: "jackson", version: "2", purl: "pkg:maven/x/jackson@2" }],
      vulnerabilities: [{
        id: "CVE-2026-9", source: { name: "NVD", url: "https://nvd.example/CVE-2026-9" }, description: "text", affects: [{ ref: "j" }],
        ratings: [{ source: { name: "NVD" }, score: 9.8, severity: "Critical", method: "CVSSv3", vector: "AV:N" }, { source: { name: "NVD" }, severity: "Low", method: "OWASP Risk" }],
      }],
    }),
    xml("1.2", `<components><component type="library" bom-ref="j"><name>jackson</name><version>2</version><purl>pkg:maven/x/jackson@2</purl><v:vulnerabilities><v:vulnerability><v:id>CVE-2026-9</v:id>
      <v:source name="NVD"><v:url>https://nvd.example/CVE-2026-9</v:url></v:source><v:ratings><v:rating><v:score><v:base>9.8</v:base></v:score><v:severity>Critical</v:severity><v:method>CVSSv3</v:method><v:vector>AV:N</v:vector></v:rating>
      <v:rating><v:severity>Low</v:severity><v:method>OWASP Risk</v:method></v:rating></v:ratings><v:description>text</v:description></v:vulnerability></v:vulnerabilities></component></components>`, ' xmlns:v="http://cyclonedx.org/schema/ext/vulnerability/1.0"'),
  ],
  ["what the standard does not know", json("1.6", { surprise: {}, components: [{ type: "library", name: "a", version: "1", purl: "pkg:%%%", hashes: [{ alg: "X", content: "1" }] }] }), xml("1.6", `<components><component type="library"><name>a</name><version>1</version><hashes><hash alg="X">1</hash></hashes><purl>pkg:%%%</purl></component></components><surprise/>`)],
];

/**
 * What a reading says, without places and without what the syntax alone decides: the XML extension has words of its own
 * for severities and methods, which are unknown to the JSON form.
 */
function said({ facts, identities, observedAt, tool, notes, formatVersion, counts }: Reading): unknown {
  const rawCounts: Record<string, unknown> = { ...counts };
  delete rawCounts["component_elements_inside_components"];
  const all = { facts, identities, observedAt, tool, notes: notes.filter(({ code }) => code !== "cyclonedx/unknown-word").toSorted((a, b) => (a.code < b.code ? -1 : 1)), formatVersion, counts: rawCounts };
  return JSON.parse(JSON.stringify(all, (key, value: unknown) => (key === "at" ? undefined : value)));
}

describe("the same bill of materials in JSON and XML", () => {
  it.each(PAIRS.map(([name, asJson, asXml]) => ({ name, asJson, asXml })))("says the same: $name", ({ asJson, asXml }) => {
    const [fromJson, fromXml] = [readingOf(asJson), readingOf(asXml)];
    expect([fromJson.room, fromXml.room]).toEqual(["cyclonedx-json", "cyclonedx-xml"]);
    expect(said(fromXml)).toEqual(said(fromJson));
    expect(fromXml.summary).toBe(fromJson.summary);
  });
});
