import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const { result } = example;
const [found] = result.osPackages;
const [flaw] = found?.vulnerabilities ?? [];
const doc = (over: object) => ({ ...example, ...over });
const inside = (over: object) => doc({ result: { ...result, ...over } });
const put = (over: object) => inside({ osPackages: [{ ...found, vulnerabilities: [{ ...flaw, ...over }] }] });

describeHostile("wiz-json", [
  ...brokenBytes(example),
  ...wrongFields("wiz", "row", put, { required: ["name"], texts: ["severity", "fixedVersion", "source"], numbers: ["score"] }),
  ...wrongFields("wiz", "package", (over) => inside({ libraries: [{ name: "a", vulnerabilities: [], ...over }] }), { required: ["name"], texts: ["version", "path"], lists: ["vulnerabilities"] }),
  ...strangeTexts("the package", (name) => inside({ osPackages: [{ ...found, name }] })),
  ["the result is null", doc({ result: null }), "opaque"],
  ["the result is a list", doc({ result: [] }), "opaque"],
  ["the result of a scan of files that are no image", doc({ result: { ruleMatches: [] } }), "opaque"],
  ["the packages are an object", inside({ osPackages: {} }), "wiz/list"],
  ["the packages are text", inside({ osPackages: "none" }), "wiz/list"],
  ["the libraries are a number", inside({ libraries: 0 }), "wiz/list"],
  ["the applications are an object", inside({ applications: {} }), "wiz/list"],
  ["the programs are text", inside({ cpes: "x" }), "wiz/list"],
  ["the secrets are an object", inside({ secrets: {} }), "wiz/list"],
  ["a secret is null", inside({ secrets: [null] }), "wiz/row"],
  ["a secret's type is a number", inside({ secrets: [{ type: 7 }] }), "wiz/row"],
  ["a secret says nothing", inside({ secrets: [{}] }), "read"],
  ["a package is null", inside({ osPackages: [null] }), "wiz/row"],
  ["a row is null", inside({ osPackages: [{ ...found, vulnerabilities: [null] }] }), "wiz/row"],
  ["nothing is listed and one is counted", inside({ osPackages: null }), "noted:wiz/fewer-than-counted"],
  ["more is counted than is listed", inside({ analytics: { vulnerabilities: { highCount: 9 } } }), "noted:wiz/fewer-than-counted"],
  ["counts below zero", inside({ analytics: { vulnerabilities: { highCount: -9 } } }), "read"],
  ["counts that are text", inside({ analytics: { vulnerabilities: { highCount: "9" } } }), "read"],
  ["counts as a list", inside({ analytics: [1] }), "read"],
  ["the status is text", doc({ status: "SUCCESS" }), "wiz/row"],
  ["the status is empty", doc({ status: {} }), "noted:wiz/not-successful"],
  ["the run failed", doc({ status: { state: "ERROR" } }), "noted:wiz/not-successful"],
  ["the run is still going", doc({ status: { state: "IN_PROGRESS" } }), "noted:wiz/not-successful"],
  ["a state in small letters is not the state", doc({ status: { state: "success" } }), "noted:wiz/not-successful"],
  ["the origin is text", doc({ scanOriginResource: "app:1" }), "wiz/row"],
  ["the origin is null", doc({ scanOriginResource: null }), "read"],
  ["a digest that is cut", doc({ scanOriginResource: { name: "app", digest: "sha256:abc" } }), "noted:wiz/digest"],
  ["a digest that is a number", doc({ scanOriginResource: { name: "app", digest: 7 } }), "noted:wiz/digest"],
  ["a name that is a number", doc({ scanOriginResource: { name: 7, digest: null } }), "read"],
  ["a time that is no time", doc({ createdAt: "today" }), "noted:wiz/time"],
  ["a time that is a number", doc({ createdAt: 1 }), "noted:wiz/time"],
  ["a zero start is no start", doc({ startedAt: "0001-01-01T00:00:00Z" }), "read"],
  ["a score of a hundred", put({ score: 100 }), "read"],
  ["an id longer than any", put({ name: "C".repeat(300) }), "ingest/text-too-long"],
  ["a package longer than any", inside({ osPackages: [{ ...found, name: "a".repeat(2_000) }] }), "ingest/text-too-long"],
  ["a source that runs a script", put({ source: "javascript:alert(1)" }), "read"],
]);
