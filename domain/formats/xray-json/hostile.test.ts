import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example;
const [flaw] = first?.vulnerabilities ?? [];
const scan = (over: object) => [{ ...first, ...over }];
const put = (over: object) => scan({ vulnerabilities: [{ ...flaw, ...over }] });
const component = (id: string, stated: unknown = {}) => put({ components: { [id]: stated } });

describeHostile("xray-json", [
  ...brokenBytes(example),
  ...wrongFields("xray", "issue", put, { texts: ["issue_id", "summary", "severity"], lists: ["references"] }),
  ...wrongFields("xray", "CVE", (over) => put({ cves: [{ cve: "CVE-2026-0001", ...over }] }), { texts: ["cve", "cvss_v3_score", "cvss_v3_vector"] }),
  ...wrongFields("xray", "scan", scan, { required: ["component_id"], texts: ["package_type"] }).filter(([name]) => !name.endsWith("component_id is missing")),
  ...strangeTexts("the component", (text) => component(`npm://${text}:1.0`)),
  ["the list is empty", [], "opaque"],
  ["the list holds null", [null], "opaque"],
  ["the list holds a scan and something else", [first, {}], "opaque"],
  ["a scan alone, without its list", first, "opaque"],
  ["no scan id", [{ component_id: "docker://app:1", vulnerabilities: [] }], "opaque"],
  ["no component id", [{ scan_id: "1", vulnerabilities: [] }], "opaque"],
  ["the rows are an object", scan({ vulnerabilities: {} }), "xray/list"],
  ["the rows are text", scan({ vulnerabilities: "none" }), "xray/list"],
  ["the rows are null", scan({ vulnerabilities: null }), "read"],
  ["an issue is null", scan({ vulnerabilities: [null] }), "xray/row"],
  ["an issue without id and CVE", put({ issue_id: null, cves: [] }), "xray/row"],
  ["an issue without id whose CVEs are nameless", put({ issue_id: undefined, cves: [{}] }), "xray/row"],
  ["the CVEs are an object", put({ cves: {} }), "xray/list"],
  ["a CVE is text", put({ cves: ["CVE-2026-0001"] }), "xray/row"],
  ["no components", put({ components: undefined }), "xray/row"],
  ["components as a list", put({ components: [] }), "xray/row"],
  ["components as text", put({ components: "openssl" }), "xray/row"],
  ["components that are none", put({ components: {} }), "read"],
  ["a component that is null", component("npm://a:1", null), "xray/row"],
  ["a component that is text", component("npm://a:1", "x"), "xray/row"],
  ["fixed versions as text", component("npm://a:1", { fixed_versions: "2" }), "xray/row"],
  ["fixed versions of other kinds than text", component("npm://a:1", { fixed_versions: [1, null] }), "read"],
  ["a component without a name", component(""), "xray/row"],
  ["a component of blanks", component("  "), "xray/row"],
  ["a component of colons", component("npm://:::"), "read"],
  ["a component without a scheme", component("left-pad"), "read"],
  ["a component of an unknown scheme", component("zeppelin://a:1"), "read"],
  ["a component whose scheme is an object's own method", component("constructor://a:1"), "read"],
  ["a component longer than any", component(`npm://${"a".repeat(2_000)}:1`), "ingest/text-too-long"],
  ["a version longer than any", component(`npm://a:${"1".repeat(600)}`), "ingest/text-too-long"],
  ["an id longer than any", put({ cves: [{ cve: "C".repeat(300) }] }), "ingest/text-too-long"],
  ["several CVEs behind one issue", put({ cves: [{ cve: "CVE-2026-0001" }, { cve: "CVE-2026-0002" }] }), "read"],
  ["a score that is no number", put({ cves: [{ cve: "CVE-2026-0001", cvss_v3_score: "NaN" }] }), "read"],
  ["a score in powers of ten", put({ cves: [{ cve: "CVE-2026-0001", cvss_v3_score: "1e9" }] }), "read"],
  ["an image whose digest is cut", scan({ component_id: "docker://sha256__abc/app:1" }), "read"],
  ["scans of two images: no digest may stand for both", [first, { ...first, component_id: "docker://other:1" }], "noted:xray/several-images"],
  ["violations and licences are said to be unread", scan({ violations: [{}], licenses: [{}] }), "noted:xray/not-read"],
  ["a status nobody knows", scan({ status: "whatever" }), "read"],
]);
