import { describe, expect, it } from "vitest";
import type { Reading } from "../../model/document";
import { readText, readingOf, refusalOf } from "../shared/read-for-test";
import { example } from "./example";

const bom = (inner: string, version = "1.6"): string => `<bom xmlns="http://cyclonedx.org/schema/bom/${version}" version="1">${inner}</bom>`;
const withComponent = (inner: string, version?: string): string => bom(`<components><component type="library"><name>a</name>${inner}</component></components>`, version);
const warned = (reading: Reading): string[] => reading.notes.filter((note) => note.level !== "info").map((note) => `${note.code} ${note.at ?? ""}`);

describe("cyclonedx-xml", () => {
  it("says where each fact stands as XPath", () => {
    const { facts, identities } = readingOf(example);
    expect(facts.sbom?.components.map(({ name, at }) => [name, at])).toEqual([
      ["debian", "/bom/components/component[1]"],
      ["openssl", "/bom/components/component[2]"],
      ["libssl3", "/bom/components/component[2]/components/component"],
    ]);
    expect(facts.scan?.detections.map(({ at }) => at)).toEqual(["/bom/vulnerabilities/vulnerability[1]/affects/target"]);
    expect(facts.vex?.statements.map(({ at }) => at)).toEqual(["/bom/vulnerabilities/vulnerability[2]"]);
    expect(identities.map(({ at }) => at)).toEqual(["/bom/metadata/component/purl", "/bom/metadata/component/properties/property"]);
  });

  it.each(["1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"])("takes version %s from the namespace", (version) => {
    const reading = readingOf(withComponent("<version>1</version>", version));
    expect([reading.formatVersion, warned(reading)]).toEqual([version, []]);
  });

  it("does not count the subject, tools, formulas and ancestors as inventory, and counts nested components", () => {
    const part = (name: string, inner = ""): string => `<component type="library"><name>${name}</name>${inner}</component>`;
    const reading = readingOf(bom(`<metadata><tools><components>${part("tool")}</components></tools>${part("subject")}</metadata>
      <components>${part("a", `<pedigree><ancestors>${part("ancestor")}</ancestors></pedigree><components>${part("b")}</components>`)}</components>
      <formulation><formula><components>${part("f")}</components></formula></formulation>`));
    expect(reading.facts.sbom?.components.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(reading.counts).toMatchObject({ components_all: 2, component_elements_inside_components: 3, with_purl: 0 });
  });

  it("states gaps once, with their number and the first place", () => {
    const reading = readingOf(bom(`<components><component type="library"><name>a</name></component><component type="library"><name>b</name></component></components>`));
    expect(reading.notes.map(({ level, code, count, at }) => [level, code, count, at])).toEqual(["no-purl", "no-version", "no-supplier"].map((gap) => ["info", `cyclonedx/${gap}`, 2, "/bom/components/component[1]"]));
  });

  it.each([
    ["<hashes><hash alg='MD5'>x</hash></hashes>", "cyclonedx/hash /bom/components/component/hashes/hash"],
    ["<hashes><hash alg='X'>x</hash></hashes>", "cyclonedx/hash-algorithm /bom/components/component/hashes/hash/@alg"],
    ["<licenses><license><id>MIT</id><id>X</id></license></licenses>", "cyclonedx-xml/repeated-element /bom/components/component/licenses/license/id[2]"],
    ["<licenses><license><id>MIT</id></license><expression>MIT</expression></licenses>", "cyclonedx/licence /bom/components/component/licenses"],
    ["<licenses><license/></licenses>", "cyclonedx/licence /bom/components/component/licenses/license"],
    ["<purl>pkg:%%</purl>", "cyclonedx/bad-purl /bom/components/component/purl"],
    ["<cpe>cpe:2.3:a:b</cpe>", "cyclonedx/bad-cpe /bom/components/component/cpe"],
    ["<swid/>", "cyclonedx/swid /bom/components/component/swid/tagId"],
    ["text", "cyclonedx-xml/stray-text /bom/components/component"],
    ["<hashes>text</hashes>", "cyclonedx-xml/stray-text /bom/components/component/hashes"],
    ["<version><b>1</b></version>", "cyclonedx-xml/stray-element /bom/components/component/version/b"],
    ["<scope>foo</scope>", "cyclonedx/unknown-word /bom/components/component/scope"],
    ["<licenses><license><id>Apache-2</id></license></licenses>", "cyclonedx/licence-id /bom/components/component/licenses/license/id"],
    ["<pedigree><patches><patch type='foo'/></patches></pedigree>", "cyclonedx/unknown-word /bom/components/component/pedigree/patches/patch/@type"],
    ["<properties><property>x</property></properties>", "cyclonedx/missing-member /bom/components/component/properties/property/name"],
    ["<properties><property name='a' value='x'/></properties>", "cyclonedx-xml/property-value /bom/components/component/properties/property/@value"],
    ["<externalReferences><reference type='shop'><url>https://example.org</url></reference></externalReferences>", "cyclonedx/unknown-word /bom/components/component/externalReferences/reference/@type"],
    ["<versionRange>vers:npm/1</versionRange>", "cyclonedx/version-range /bom/components/component/versionRange"],
    ["<name>b</name>", "cyclonedx-xml/repeated-element /bom/components/component/name[2]"],
  ])("warns of %s", (inner, warning) => {
    expect(warned(readingOf(withComponent(inner)))).toEqual([warning]);
  });

  it.each([
    [bom("").replace("<bom ", '<bom serialNumber="urn:uuid:1" '), "cyclonedx/serial-number /bom/@serialNumber"],
    [withComponent("").replace('"library"', '"foo"'), "cyclonedx/component-type /bom/components/component/@type"],
    [bom('<services><service><name>s</name><data><classification flow="up">PII</classification></data></service></services>'), "cyclonedx/unknown-word /bom/services/service/data/classification/@flow"],
    [bom('<services><service><name>s</name><data><dataflow><classification flow="up">PII</classification></dataflow></data></service></services>'), "cyclonedx/unknown-word /bom/services/service/data/dataflow/classification/@flow"],
    [bom("<citations><citation><timestamp>2026-01-01T00:00:00Z</timestamp><process>a</process></citation></citations>", "1.7"), "cyclonedx/citation /bom/citations/citation"],
    [bom("<metadata><timestamp>yesterday</timestamp></metadata>"), "cyclonedx/timestamp /bom/metadata/timestamp"],
  ])("warns in a document of %s", (text, warning) => {
    expect(warned(readingOf(text)).filter((one) => !one.startsWith("cyclonedx/empty "))).toEqual([warning]);
  });

  it("keeps a component without a name beside the others, with a warning", () => {
    const reading = readingOf(bom("<components><component type='library'><name>a</name></component><component type='library'/></components>"));
    expect(reading.facts.sbom?.components.map(({ name }) => name)).toEqual(["a", ""]);
    expect(warned(reading)).toEqual(["cyclonedx/empty-name /bom/components/component[2]/name", "cyclonedx/missing-member /bom/components/component[2]/name"]);
  });

  it("says of a signature inside the document that it is not verified", () => {
    const { notes } = readingOf(bom('<components/><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'));
    expect(notes).toContainEqual(expect.objectContaining({ level: "info", code: "cyclonedx/embedded-signature", at: "/bom/Signature" }));
  });

  it("lets an external component have a range of versions", () => {
    expect(warned(readingOf(withComponent("<versionRange>vers:npm/1</versionRange>", "1.7").replace('type="library"', 'type="library" isExternal="true"')))).toEqual([]);
  });

  it("finds circles in dependencies, also in very long ones", () => {
    const ring = (length: number): string => Array.from({ length }, (_, i) => `<dependency ref="r${i}"><dependency ref="r${(i + 1) % length}"/></dependency>`).join("");
    const parts = Array.from({ length: 2000 }, (_, i) => `<component type="library" bom-ref="r${i}"><name>a</name></component>`).join("");
    expect(warned(readingOf(bom(`<components>${parts}</components><dependencies>${ring(2000)}</dependencies>`)))).toEqual(["cyclonedx/dependency-cycle /bom/dependencies/dependency[1]"]);
    const chain = ring(2000).replace('<dependency ref="r1999"><dependency ref="r0"/></dependency>', "");
    expect(warned(readingOf(bom(`<components>${parts}</components><dependencies>${chain}</dependencies>`)))).toEqual([]);
  });

  it("reads the dependency extension of the first versions", () => {
    const text = `<bom xmlns="http://cyclonedx.org/schema/bom/1.1"><components><component type="library" bom-ref="a"><name>a</name></component></components>
      <d:dependencies xmlns:d="http://cyclonedx.org/schema/ext/dependency-graph/1.0"><d:dependency ref="a"><d:dependency ref="a"/></d:dependency></d:dependencies></bom>`;
    const reading = readingOf(text);
    expect([reading.counts["dependencies"], warned(reading)]).toEqual([1, ["cyclonedx/dependency-cycle /bom/dependencies/dependency"]]);
  });

  it("binds a row of the extension inside a component to that component, whatever its ref says", () => {
    const text = `<bom xmlns="http://cyclonedx.org/schema/bom/1.2" xmlns:v="http://cyclonedx.org/schema/ext/vulnerability/1.0"><components><component type="library"><name>apt</name><version>1.8</version>
      <v:vulnerabilities><v:vulnerability ref="urn:uuid:31f44ed9-44fc-436b-a361-69be0b187ff6"><v:id>CVE-2026-2</v:id></v:vulnerability></v:vulnerabilities></component></components></bom>`;
    const reading = readingOf(text);
    expect(reading.facts.scan?.detections).toMatchObject([{ vulnerability: "CVE-2026-2", package: { name: "apt", version: "1.8" } }]);
    expect(warned(reading)).toEqual([]);
  });

  it("lets no analysis excuse a vulnerability that is about nothing", () => {
    const reading = readingOf(bom(`<vulnerabilities><vulnerability><id>CVE-2026-1</id><analysis><state>not_affected</state></analysis></vulnerability></vulnerabilities>`));
    expect([reading.facts.vex, warned(reading)]).toEqual([undefined, ["cyclonedx/statement-without-product /bom/vulnerabilities/vulnerability/affects"]]);
  });

  it.each([
    ["<bom/>", "cyclonedx-xml/namespace /bom"],
    [`<bom xmlns="http://cyclonedx.org/other"/>`, "cyclonedx-xml/namespace /bom"],
    [example.slice(0, 900), "xml/syntax line 13"],
    [`<!DOCTYPE bom>${bom("")}`, "xml/doctype line 1"],
    [`<bom xmlns="urn:other"/>`, "opaque"],
  ])("refuses %j", (text, refusal) => {
    expect(refusalOf(text)).toBe(refusal);
  });

  it("names the limit it stops at", () => {
    expect(readText(example, { maxComponents: 2 }).problem).toMatchObject({ code: "cyclonedx/too-many", at: "/bom/components/component[2]/components/component", limit: { name: "components", max: 2, got: 3 } });
  });
});
