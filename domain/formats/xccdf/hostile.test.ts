import { describeHostile, type HostileCase } from "../shared/hostile-for-test";
import { STRANGE_TEXTS } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const NS = "http://checklists.nist.gov/xccdf/1.2";
const benchmark = (inside: string, attributes = "") => `<Benchmark xmlns="${NS}" ${attributes}>${inside}</Benchmark>`;
const test = (inside: string, attributes = "") => benchmark(`<TestResult ${attributes}>${inside}</TestResult>`);
const row = (inside: string, attributes = 'idref="r"') => test(`<rule-result ${attributes}>${inside}</rule-result>`);
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
const bytes = (text: string) => new TextEncoder().encode(text);

const words: HostileCase[] = ["PASS", "passed", "true", "1", "constructor", "pass fail", "p\u0430ss"].map((word) => [`the result is the word ${JSON.stringify(word)}`, row(`<result>${word}</result>`), "read"]);
const strange: HostileCase[] = STRANGE_TEXTS.filter(([what]) => what !== "terminal colours").map(([what, text]) => [`the rule is ${what}`, row("<result>pass</result>", `idref="${escaped(text)}"`), "read"]);

describeHostile("xccdf", [
  ...words,
  ...strange,
  ["broken off after a third", example.slice(0, Math.floor(example.length / 3)), "xml/syntax"],
  ["broken off in the middle", example.slice(0, Math.floor(example.length / 2)), "xml/syntax"],
  ["broken off before its last sign", example.trimEnd().slice(0, -1), "xml/syntax"],
  ["broken off in an attribute", example.slice(0, example.indexOf("severity=") + 10), "xml/syntax"],
  ["only a declaration", '<?xml version="1.0"?>', "opaque"],
  ["nothing", "", "opaque"],
  ["a document type", `<!DOCTYPE Benchmark>${benchmark("")}`, "xml/doctype"],
  ["a document type with entities that grow", `<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;&a;">]>${benchmark("")}`, "xml/doctype"],
  ["a document type that reads a file", `<!DOCTYPE x SYSTEM "file:///etc/passwd">${benchmark("")}`, "xml/doctype"],
  ["an entity nobody declared", row("<result>&pass;</result>"), "xml/syntax"],
  ["an element that is not closed", row("<result>pass"), "xml/syntax"],
  ["elements that close crosswise", row("<result><b>pass</result></b>"), "xml/syntax"],
  ["two roots", `${benchmark("")}${benchmark("")}`, "xml/syntax"],
  ["text behind the root", `${benchmark("")}and more`, "xml/syntax"],
  ["the same attribute twice", row("<result>pass</result>", 'idref="a" idref="b"'), "xml/syntax"],
  ["an attribute without quotes", row("<result>pass</result>", "idref=a"), "xml/syntax"],
  ["a prefix nobody declared", row("<x:result>pass</x:result>"), "xml/syntax"],
  ["a control character", row("<result>pass\u0001</result>"), "xml/syntax"],
  ["nested deeper than accepted", benchmark(`${"<Group>".repeat(80)}${"</Group>".repeat(80)}`), "xml/too-deep"],
  ["more attributes than accepted", benchmark("", Array.from({ length: 80 }, (_, i) => `a${i}="1"`).join(" ")), "xml/too-many-attributes"],
  ["a text longer than accepted", benchmark(`<title>${"x".repeat(1_100_000)}</title>`), "xml/text-too-long"],
  ["no namespace", "<Benchmark><TestResult/></Benchmark>", "opaque"],
  ["a namespace nobody knows", `<Benchmark xmlns="http://checklists.nist.gov/xccdf/9.9"/>`, "opaque"],
  ["a namespace with something behind it", `<Benchmark xmlns="${NS}/evil"/>`, "opaque"],
  ["another root of the namespace", `<Tailoring xmlns="${NS}"/>`, "opaque"],
  ["a root in small letters", `<benchmark xmlns="${NS}"/>`, "opaque"],
  ["a result without its rule", row("<result>pass</result>", ""), "xccdf/rule-result"],
  ["a result whose rule is empty", row("<result>pass</result>", 'idref=""'), "xccdf/rule-result"],
  ["a result whose rule is blank", row("<result>pass</result>", 'idref="  "'), "xccdf/rule-result"],
  ["a result without a word", row(""), "xccdf/rule-result"],
  ["a result whose word is empty", row("<result/>"), "xccdf/rule-result"],
  ["a result whose word is blank", row("<result>  </result>"), "xccdf/rule-result"],
  ["a result whose word is inside another element", row("<result><b>pass</b></result>"), "xccdf/rule-result"],
  ["a result whose word is in another namespace", row('<result xmlns="urn:x">pass</result>'), "xccdf/rule-result"],
  ["a word in a comment", row("<result><!-- pass --></result>"), "xccdf/rule-result"],
  ["a word in CDATA", row("<result><![CDATA[pass]]></result>"), "read"],
  ["the second result is broken", test('<rule-result idref="a"><result>pass</result></rule-result><rule-result/>'), "xccdf/rule-result"],
  ["a result of a rule that is not there", row("<result>pass</result>", 'idref="nobody"'), "read"],
  ["the same rule twice", benchmark('<Rule id="a"/><Rule id="a"/>'), "read"],
  ["a rule without an id", benchmark("<Rule/>"), "read"],
  ["no result at all", benchmark(""), "read"],
  ["a test result without results", test(""), "read"],
  ["two test results", benchmark("<TestResult/><TestResult/>"), "noted:xccdf/several-results"],
  ["an override", row("<result>pass</result><override/>"), "read"],
  ["a severity nobody knows", row("<result>pass</result>", 'idref="r" severity="gigantic"'), "read"],
  ["an end that is no time", test("", 'end-time="noon"'), "noted:xccdf/time"],
  ["an end in month 13", test("", 'end-time="2026-13-01T00:00:00"'), "noted:xccdf/time"],
  ["an end that is empty", test("", 'end-time=""'), "noted:xccdf/time"],
  ["a declaration of another encoding than the bytes", example.replace("UTF-8", "UTF-16"), "noted:xml/encoding"],
  ["2,001 results: one is counted and not listed", test('<rule-result idref="a"><result>pass</result></rule-result>'.repeat(2_001)), "noted:xccdf/results-not-listed"],
  ["bytes that are no text", new Uint8Array([...bytes("<Benchmark>"), 0xff, 0xfe, 0x00]), "opaque"],
  ["a page of the web", "<!DOCTYPE html><html><body>XCCDF</body></html>", "opaque"],
]);
