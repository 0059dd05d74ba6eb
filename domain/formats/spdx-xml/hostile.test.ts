import { describeHostile, type HostileCase } from "../shared/hostile-for-test";
import { xmlCases } from "../shared/xml-cases-for-test";
import { example } from "./example";

const swap = (from: string, to: string): string => example.replace(from, to);
const plus = (more: string): string => swap("</Document>", `${more}</Document>`);
const pack = (inner: string): string => plus(`<packages><SPDXID>SPDXRef-x</SPDXID>${inner}</packages>`);
const named = (inner: string): string => pack(`<name>x</name>${inner}`);
const row = (from: string, type: string, to: string): string => `<relationships><spdxElementId>${from}</spdxElementId><relationshipType>${type}</relationshipType><relatedSpdxElement>${to}</relatedSpdxElement></relationships>`;

const cases: readonly HostileCase[] = [
  ["version empty", swap("SPDX-2.3", ""), "spdx/version"],
  ["version of another major", swap("SPDX-2.3", "SPDX-3.0"), "spdx/version"],
  ["version an element", swap("SPDX-2.3", "<v>SPDX-2.3</v>"), "spdx/version"],
  ["version never published", swap("SPDX-2.3", "SPDX-2.9"), "noted:spdx/unknown-version"],
  ["version twice", plus("<spdxVersion>SPDX-2.2</spdxVersion>"), "noted:spdx/repeated-element"],
  ["version in a comment", swap("<spdxVersion>SPDX-2.3</spdxVersion>", "<!-- <spdxVersion>SPDX-2.3</spdxVersion> -->"), "spdx/version"],
  ["version deep inside", swap("<spdxVersion>SPDX-2.3</spdxVersion>", "<x><spdxVersion>SPDX-2.3</spdxVersion></x>"), "spdx/version"],
  ["package of words", plus("<packages>openssl</packages>"), "spdx/package"],
  ["package empty", plus("<packages/>"), "spdx/package"],
  ["package without a name", pack("<versionInfo>1</versionInfo>"), "spdx/package"],
  ["name an element", pack("<name><b>x</b></name>"), "spdx/package"],
  ["name of blanks", pack("<name>  </name>"), "noted:spdx/empty-name"],
  ["name twice", pack("<name>x</name><name>y</name>"), "noted:spdx/repeated-element"],
  ["name over the limit", pack(`<name>${"n".repeat(100_000)}</name>`), "ingest/text-too-long"],
  ["version of a package an element", named("<versionInfo><major>1</major></versionInfo>"), "spdx/package"],
  ["version of a package over the limit", named(`<versionInfo>${"1".repeat(100_000)}</versionInfo>`), "ingest/text-too-long"],
  ["id missing", plus("<packages><name>x</name></packages>"), "noted:spdx/id"],
  ["id with a space", plus("<packages><SPDXID>SPDXRef-a b</SPDXID><name>x</name></packages>"), "noted:spdx/id"],
  ["id twice", plus("<packages><SPDXID>SPDXRef-OS</SPDXID><name>x</name></packages>"), "noted:spdx/duplicate-id"],
  ["purl that is none", named("<externalRefs><referenceType>purl</referenceType><referenceLocator>npm/a</referenceLocator></externalRefs>"), "noted:spdx/bad-purl"],
  ["reference of words", named("<externalRefs>purl</externalRefs>"), "noted:spdx/external-ref"],
  ["reference without a locator", named("<externalRefs><referenceType>purl</referenceType></externalRefs>"), "noted:spdx/external-ref"],
  ["supplier an element", named("<supplier><name>x</name></supplier>"), "noted:spdx/member-type"],
  ["licence an element", named("<licenseConcluded><MIT/></licenseConcluded>"), "noted:spdx/member-type"],
  ["purpose an element", named("<primaryPackagePurpose><x/></primaryPackagePurpose>"), "noted:spdx/member-type"],
  ["file of words", plus("<files>x</files>"), "noted:spdx/id"],
  ["relationship of words", plus("<relationships>SPDXRef-a DEPENDS_ON SPDXRef-b</relationships>"), "noted:spdx/dangling-ref"],
  ["relationship empty", plus("<relationships/>"), "noted:spdx/dangling-ref"],
  ["relationship to nowhere", plus(row("SPDXRef-OS", "DEPENDS_ON", "SPDXRef-gone")), "noted:spdx/dangling-ref"],
  ["relationship from nowhere", plus(row("SPDXRef-gone", "DEPENDS_ON", "SPDXRef-OS")), "noted:spdx/dangling-ref"],
  ["relationship to two", plus(row("SPDXRef-OS", "DEPENDS_ON", "SPDXRef-OS</relatedSpdxElement><relatedSpdxElement>SPDXRef-openssl")), "noted:spdx/repeated-element"],
  ["dependencies in a circle", plus(row("SPDXRef-OS", "DEPENDS_ON", "SPDXRef-openssl") + row("SPDXRef-openssl", "DEPENDS_ON", "SPDXRef-OS")), "read"],
  ["creation of words", swap("<created>2026-11-02T08:00:00Z</created>", ""), "noted:spdx/created"],
  ["created in words", swap("2026-11-02T08:00:00Z", "yesterday"), "noted:spdx/created"],
  ["created in the year 1", swap("2026-11-02T08:00:00Z", "0001-01-01T00:00:00Z"), "noted:spdx/created"],
  ["creation twice", plus("<creationInfo><created>2020-01-01T00:00:00Z</created></creationInfo>"), "noted:spdx/repeated-element"],
  ["creator an element", swap("Tool: trivy-0.55.0", "<x>Tool: trivy-0.55.0</x>"), "noted:spdx/member-type"],
  ["elements of prototypes", plus("<__proto__><packages/></__proto__><constructor>x</constructor>"), "read"],
  ["a namespace nobody knows", swap("<Document>", '<Document xmlns="https://example.org">'), "read"],
  ["another root around it", `<x>${example.replace(/<\?xml.*\?>/, "")}</x>`, "opaque"],
  ["a root of the same name for something else", "<Document><w>spdxVersion</w></Document>", "opaque"],
  ["only the root, never closed", '<?xml version="1.0"?>\n<Document>', "opaque"],
  ["no package", example.replace(/<packages>[^]*<\/packages>/, ""), "noted:spdx/empty"],
  ["a script for a name", pack("<name>&lt;script&gt;alert(1)&lt;/script&gt;</name>"), "read"],
  ["a bidi override in an id", plus("<packages><SPDXID>SPDXRef-\u202ea</SPDXID><name>x</name></packages>"), "noted:spdx/id"],
];

describeHostile("spdx-xml", [...xmlCases(example, "Document"), ...cases]);
