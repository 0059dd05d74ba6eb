import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example.vulnerabilities;
const doc = (over: object) => ({ ...example, ...over });
const put = (over: object) => doc({ vulnerabilities: [{ ...first, ...over }] });
const ctlRow = { vuln: "CVE-2026-0001", packageName: "openssl", packageVersion: "3.0.11-1", packageType: "dpkg", feedGroup: "debian:12", fix: "None", severity: "High", url: "" };
const ctl = (over: object) => [{ ...ctlRow, ...over }];
const enterprise = (over: object, metadata: unknown = { imageDigest: example.imageDigest, timestamp: "2026-11-03T09:00:00Z" }) => ({
  metadata,
  securityEvaluation: [{ vulnerabilityId: "CVE-2026-0001", package: "openssl-3.0.11", packageType: "dpkg", severity: "High", fixAvailable: "3.0.12", ...over }],
});

describeHostile("anchore-json", [
  ...brokenBytes(example),
  ...wrongFields("anchore", "row", put, { required: ["vuln", "package_name"], texts: ["package_version", "package_type", "feed_group", "fix", "severity"], lists: ["nvd_data"] }),
  ...wrongFields("anchore", "evaluation", enterprise, { required: ["vulnerabilityId", "package"], texts: ["cves", "fixAvailable"] }),
  ...wrongFields("anchore", "anchorectl row", ctl, { texts: ["packageVersion", "severity"] }),
  ...strangeTexts("the package", (package_name) => put({ package_name })),
  ["the list is an object", doc({ vulnerabilities: {} }), "anchore/list"],
  ["the list is text", doc({ vulnerabilities: "none" }), "anchore/list"],
  ["the list is null", doc({ vulnerabilities: null }), "read"],
  ["a row is null", doc({ vulnerabilities: [null] }), "anchore/row"],
  ["a row is a list", doc({ vulnerabilities: [[first]] }), "anchore/row"],
  ["the last row is broken", doc({ vulnerabilities: [first, first, {}] }), "anchore/row"],
  ["a digest that is a placeholder", doc({ imageDigest: `sha256:${"x".repeat(64)}` }), "noted:anchore/digest"],
  ["a digest that is cut", doc({ imageDigest: "sha256:abc" }), "noted:anchore/digest"],
  ["a digest that is a number", doc({ imageDigest: 7 }), "noted:anchore/digest"],
  ["a digest that is a list", doc({ imageDigest: [example.imageDigest] }), "noted:anchore/digest"],
  ["a digest that is null", doc({ imageDigest: null }), "read"],
  ["no digest member at all", { vulnerabilities: [first], vulnerability_type: "all" }, "opaque"],
  ["no type of vulnerabilities", { imageDigest: example.imageDigest, vulnerabilities: [first] }, "opaque"],
  ["a tag that is a number", doc({ imageFullTag: 7 }), "read"],
  ["a score of minus one is no score", put({ nvd_data: [{ cvss_v3: { base_score: -1 } }] }), "read"],
  ["scores beyond measure", put({ nvd_data: [{ cvss_v3: { base_score: 1e300 } }] }), "read"],
  ["score data that is null", put({ nvd_data: [null] }), "read"],
  ["a type named constructor", put({ package_type: "constructor" }), "read"],
  ["a feed of an unknown kind", put({ feed_group: ":::" }), "read"],
  ["a fix of commas", put({ fix: ",,," }), "read"],
  ["an id longer than any", put({ vuln: "C".repeat(300) }), "ingest/text-too-long"],
  ["a package longer than any", put({ package_name: "a".repeat(2_000) }), "ingest/text-too-long"],
  ["a version longer than any", put({ package_version: "1".repeat(600) }), "ingest/text-too-long"],
  ["anchorectl: an empty list could be of any tool", [], "opaque"],
  ["anchorectl: a row without its feed", [{ vuln: "CVE-2026-0001", packageName: "a" }], "opaque"],
  ["anchorectl: a row and something else", [ctlRow, {}], "opaque"],
  ["anchorectl: an id that is a number", ctl({ vuln: 7 }), "anchore/row"],
  ["anchorectl: a package that is blank", ctl({ packageName: " " }), "anchore/row"],
  ["evaluation: the list is an object", { metadata: {}, securityEvaluation: {} }, "anchore/list"],
  ["evaluation: the list is text", { metadata: {}, securityEvaluation: "none" }, "anchore/list"],
  ["evaluation: no metadata", { securityEvaluation: [] }, "opaque"],
  ["evaluation: metadata as a list", enterprise({}, []), "opaque"],
  ["evaluation: a time that is no time", enterprise({}, { timestamp: "today" }), "noted:anchore/time"],
  ["evaluation: a digest that is cut", enterprise({}, { imageDigest: "sha256:abc" }), "noted:anchore/digest"],
  ["evaluation: a package of hyphens", enterprise({ package: "---" }), "read"],
  ["evaluation: a package that is only a version", enterprise({ package: "-1.0" }), "read"],
  ["evaluation: several CVEs behind one id", enterprise({ vulnerabilityId: "GHSA-a", cves: "CVE-1,CVE-2" }), "read"],
]);
