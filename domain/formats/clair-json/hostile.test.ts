import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example.vulnerabilities;
const put = (over: object) => ({ ...example, vulnerabilities: [{ ...first, ...over }] });
const klar = (bySeverity: unknown, more: object = {}) => ({ LayerCount: 3, Vulnerabilities: bySeverity, ...more });
const klarRow = { Name: "CVE-2026-0001", NamespaceName: "debian:12", FeatureName: "openssl", FeatureVersion: "3.0.11-1", Severity: "High", FixedBy: "", Link: "", Description: "" };

describeHostile("clair-json", [
  ...brokenBytes(example),
  ...wrongFields("clair", "row", put, { required: ["vulnerability", "featurename"], texts: ["featureversion", "namespace", "severity", "fixedby"] }),
  ...wrongFields("clair", "Klar row", (over) => klar({ High: [{ ...klarRow, ...over }] }), { required: ["Name", "FeatureName"], texts: ["Severity"] }),
  ...strangeTexts("the package", (featurename) => put({ featurename })),
  ["the list is an object", { ...example, vulnerabilities: {} }, "clair/list"],
  ["the list is text", { ...example, vulnerabilities: "none" }, "clair/list"],
  ["the list is a number", { ...example, vulnerabilities: 0 }, "clair/list"],
  ["the list is null: no row, and no claim that there is none", { ...example, vulnerabilities: null }, "read"],
  ["the list is empty", { ...example, vulnerabilities: [] }, "read"],
  ["the list is missing", { image: "app:1", unapproved: [] }, "opaque"],
  ["the image is a number", { ...example, image: 7 }, "opaque"],
  ["the image is a list of images", { ...example, image: ["app:1", "app:2"] }, "opaque"],
  ["nothing unapproved is stated", { image: "app:1", vulnerabilities: [] }, "opaque"],
  ["a row is null", { ...example, vulnerabilities: [null] }, "clair/row"],
  ["a row is a list", { ...example, vulnerabilities: [[first]] }, "clair/row"],
  ["a row is text", { ...example, vulnerabilities: ["CVE-2026-0001"] }, "clair/row"],
  ["the second row is broken: the first is not kept either", { ...example, vulnerabilities: [first, { ...first, vulnerability: null }] }, "clair/row"],
  ["an id longer than any", put({ vulnerability: "C".repeat(300) }), "ingest/text-too-long"],
  ["a package name longer than any", put({ featurename: "a".repeat(2_000) }), "ingest/text-too-long"],
  ["a version longer than any", put({ featureversion: "1".repeat(600) }), "ingest/text-too-long"],
  ["a namespace longer than any", put({ namespace: "d".repeat(2_000) }), "ingest/text-too-long"],
  ["a severity nobody knows", put({ severity: "catastrophic" }), "read"],
  ["a severity that is an object's own method", put({ severity: "toString" }), "read"],
  ["Klar: severities as a list", klar([klarRow]), "clair/severities"],
  ["Klar: severities are null", klar(null), "clair/severities"],
  ["Klar: severities are text", klar("High"), "clair/severities"],
  ["Klar: a severity holds one row instead of a list", klar({ High: klarRow }), "clair/list"],
  ["Klar: a severity holds text", klar({ High: "CVE-2026-0001" }), "clair/list"],
  ["Klar: a severity holds null", klar({ High: null }), "read"],
  ["Klar: a severity named constructor", klar({ constructor: [klarRow] }), "read"],
  ["Klar: a severity with signs of a pointer in its name", klar({ "a/b~c": [{}] }), "clair/row"],
  ["Klar: a list of nulls", klar({ High: [null, null] }), "clair/row"],
  ["Klar without its layer count", { Vulnerabilities: {} }, "opaque"],
  ["both layouts in one document: the scanner's is read", { ...example, ...klar({ High: [{}] }) }, "read"],
  ["an empty object", {}, "opaque"],
]);
