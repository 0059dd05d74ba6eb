import { describeHostile, type HostileCase } from "../shared/hostile-for-test";
import { STRANGE_TEXTS } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const ASSET = "<ASSET><HOST_NAME>h</HOST_NAME></ASSET>";
const data = (name: string, value: string) => `<STIG_DATA><VULN_ATTRIBUTE>${name}</VULN_ATTRIBUTE><ATTRIBUTE_DATA>${value}</ATTRIBUTE_DATA></STIG_DATA>`;
const list = (inside: string, asset = ASSET) => `<CHECKLIST>${asset}<STIGS><iSTIG>${inside}</iSTIG></STIGS></CHECKLIST>`;
const vuln = (inside: string) => list(`<VULN>${inside}</VULN>`);
const put = (status: string, more = "") => vuln(`${data("Vuln_Num", "V-1")}${more}<STATUS>${status}</STATUS>`);
const address = (name: string, value: string) => list("", `<ASSET><${name}>${value}</${name}></ASSET>`);
const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const words: HostileCase[] = ["open", "OPEN", "Passed", "NotAFinding!", "constructor", "Not Reviewed", "0", "NotA\u200bFinding"].map((word) => [`the status is the word ${JSON.stringify(word)}`, put(word), "noted:ckl/status"]);
const strange: HostileCase[] = STRANGE_TEXTS.filter(([what]) => what !== "terminal colours").map(([what, text]) => [`the title is ${what}`, put("Open", data("Rule_Title", escaped(text))), "read"]);

describeHostile("ckl", [
  ...words,
  ...strange,
  ["broken off after a third", example.slice(0, Math.floor(example.length / 3)), "xml/syntax"],
  ["broken off in the middle", example.slice(0, Math.floor(example.length / 2)), "xml/syntax"],
  ["broken off before its last sign", example.trimEnd().slice(0, -1), "xml/syntax"],
  ["broken off after the root's name", "<CHECKLIST", "opaque"],
  ["nothing", "", "opaque"],
  ["a document type", `<!DOCTYPE CHECKLIST>${list("")}`, "xml/doctype"],
  ["a document type with entities that grow", `<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${list("")}`, "xml/doctype"],
  ["a document type that reads a file", `<!DOCTYPE x SYSTEM "file:///etc/passwd">${list("")}`, "xml/doctype"],
  ["an entity nobody declared", put("&open;"), "xml/syntax"],
  ["an element that is not closed", vuln("<STATUS>Open"), "xml/syntax"],
  ["elements that close crosswise", vuln("<STATUS><b>Open</STATUS></b>"), "xml/syntax"],
  ["two roots", `${list("")}${list("")}`, "xml/syntax"],
  ["text behind the root", `${list("")}more`, "xml/syntax"],
  ["a control character", put("Open\u0001"), "xml/syntax"],
  ["a prefix nobody declared", list("<x:VULN/>"), "xml/syntax"],
  ["nested deeper than accepted", list(`${"<a>".repeat(80)}${"</a>".repeat(80)}`), "xml/too-deep"],
  ["more attributes than accepted", list(`<VULN ${Array.from({ length: 80 }, (_, i) => `a${i}="1"`).join(" ")}/>`), "xml/too-many-attributes"],
  ["a text longer than accepted", put("x".repeat(1_100_000)), "xml/text-too-long"],
  ["a root in small letters", "<checklist/>", "opaque"],
  ["a root in a namespace", '<CHECKLIST xmlns="urn:x"/>', "opaque"],
  ["another root", "<CHECKLISTS/>", "opaque"],
  ["no STIGs", `<CHECKLIST>${ASSET}</CHECKLIST>`, "ckl/stigs"],
  ["STIGs of another name", `<CHECKLIST>${ASSET}<STIG/></CHECKLIST>`, "ckl/stigs"],
  ["STIGs in another namespace", `<CHECKLIST>${ASSET}<STIGS xmlns="urn:x"/></CHECKLIST>`, "ckl/stigs"],
  ["STIGs that are empty: nothing was reviewed", `<CHECKLIST>${ASSET}<STIGS/></CHECKLIST>`, "read"],
  ["a STIG without requirements", list(""), "read"],
  ["a requirement that is empty", vuln(""), "ckl/vuln"],
  ["a requirement without a status", vuln(data("Vuln_Num", "V-1")), "ckl/vuln"],
  ["a requirement whose status is empty", put(""), "ckl/vuln"],
  ["a requirement whose status is blank", put("  "), "ckl/vuln"],
  ["a requirement whose status is in a comment", put("<!-- Open -->"), "ckl/vuln"],
  ["a requirement whose status is inside another element", put("<b>Open</b>"), "ckl/vuln"],
  ["a requirement without a number", vuln("<STATUS>Open</STATUS>"), "ckl/vuln"],
  ["a requirement whose number is empty", vuln(`${data("Vuln_Num", "")}<STATUS>Open</STATUS>`), "ckl/vuln"],
  ["a requirement whose number has another name", vuln(`${data("vuln_num", "V-1")}<STATUS>Open</STATUS>`), "ckl/vuln"],
  ["a status in CDATA", put("<![CDATA[Open]]>"), "read"],
  ["the second requirement is broken", list(`<VULN>${data("Vuln_Num", "V-1")}<STATUS>Open</STATUS></VULN><VULN/>`), "ckl/vuln"],
  ["a severity nobody knows", put("Open", data("Severity", "gigantic")), "read"],
  ["a severity named constructor", put("Open", data("Severity", "constructor")), "read"],
  ["an attribute without data", put("Open", "<STIG_DATA/>"), "read"],
  ["the same requirement twice", list(`<VULN>${data("Vuln_Num", "V-1")}<STATUS>Open</STATUS></VULN>`.repeat(2)), "read"],
  ["no machine", list("", ""), "noted:ckl/asset"],
  ["an address that is a word", address("HOST_IP", "invalid"), "noted:ckl/asset"],
  ["an address of five parts", address("HOST_IP", "1.2.3.4.5"), "noted:ckl/asset"],
  ["a hardware address that is cut", address("HOST_MAC", "02:00:5E"), "noted:ckl/asset"],
  ["one good and one bad address", address("HOST_IP", "192.0.2.1 invalid"), "noted:ckl/asset"],
  ["an address of IPv6", address("HOST_IP", "2001:db8::1"), "read"],
  ["2,001 requirements: one is counted and not listed", list(`<VULN>${data("Vuln_Num", "V-1")}<STATUS>Open</STATUS></VULN>`.repeat(2_001)), "noted:ckl/results-not-listed"],
  ["a page of the web", "<!DOCTYPE html><html><body>CHECKLIST</body></html>", "opaque"],
]);
