import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example.vulnerabilities;
const doc = (over: object) => ({ ...example, ...over });
const put = (over: object) => doc({ vulnerabilities: [{ ...first, ...over }] });
const project = { vulnerabilities: [first], ok: false, dependencyCount: 1, packageManager: "deb", projectName: "p" };

describeHostile("snyk-json", [
  ...brokenBytes(example),
  ...wrongFields("snyk", "row", put, { required: ["id"], texts: ["name", "packageName", "version", "severity", "packageManager", "CVSSv3", "type"], numbers: ["cvssScore"], lists: ["fixedIn", "cvssDetails"], objects: ["identifiers"] }),
  ...strangeTexts("the title", (title) => put({ title })),
  ["the list is an object", doc({ vulnerabilities: {} }), "snyk/list"],
  ["the list is text", doc({ vulnerabilities: "none" }), "snyk/list"],
  ["the list is a number", doc({ vulnerabilities: 0 }), "snyk/list"],
  ["the list is null", doc({ vulnerabilities: null }), "read"],
  ["a row is null", doc({ vulnerabilities: [null] }), "snyk/row"],
  ["a row is a list", doc({ vulnerabilities: [[first]] }), "snyk/row"],
  ["a row in an application is broken", doc({ applications: [{ ...project, vulnerabilities: [{}] }] }), "snyk/row"],
  ["the applications are an object", doc({ applications: {} }), "snyk/list"],
  ["the applications are text", doc({ applications: "none" }), "snyk/list"],
  ["an application is null", doc({ applications: [null] }), "snyk/project"],
  ["an application without rows", doc({ applications: [{ ok: true, projectName: "p" }] }), "snyk/project"],
  ["applications inside an application", doc({ applications: [{ ...project, applications: [project] }] }), "snyk/project"],
  ["an application that holds no applications", doc({ applications: [{ ...project, applications: null }] }), "read"],
  ["called ok and yet vulnerable", doc({ ok: true }), "noted:snyk/ok"],
  ["ok as a text", doc({ ok: "false" }), "opaque"],
  ["ok as a number", doc({ ok: 0 }), "opaque"],
  ["ok is missing", { vulnerabilities: [first], projectName: "p" }, "opaque"],
  ["an error instead of rows", { ok: false, error: "could not authenticate", path: "/app" }, "opaque"],
  ["a list that holds a project and something else", [project, { x: 1 }], "opaque"],
  ["a list that holds null", [project, null], "opaque"],
  ["a list of lists", [[project]], "opaque"],
  ["an empty list", [], "opaque"],
  ["a list of projects of which the second is broken", [project, { ...project, vulnerabilities: [{ id: 1 }] }], "snyk/row"],
  ["a licence issue is no vulnerability", put({ type: "license" }), "noted:snyk/licences"],
  ["what a policy hides is said", doc({ filtered: { ignore: [{}], patch: [] } }), "noted:snyk/filtered"],
  ["what is hidden is no list", doc({ filtered: { ignore: "all" } }), "read"],
  ["many CVEs behind one advisory", put({ identifiers: { CVE: ["CVE-2026-0001", "CVE-2026-0002"] } }), "read"],
  ["CVEs that are no text", put({ identifiers: { CVE: [1, null, {}] } }), "read"],
  ["CVEs as one text", put({ identifiers: { CVE: "CVE-2026-0001" } }), "read"],
  ["a CVE longer than any", put({ identifiers: { CVE: ["C".repeat(300)] } }), "ingest/text-too-long"],
  ["an id longer than any", put({ id: "S".repeat(300), identifiers: {} }), "ingest/text-too-long"],
  ["a package longer than any", put({ name: "a".repeat(2_000) }), "ingest/text-too-long"],
  ["a package that is only a slash", put({ name: "/" }), "read"],
  ["no package named at all", put({ name: undefined, packageName: undefined }), "read"],
  ["a score of eleven", put({ cvssScore: 11 }), "read"],
  ["a score below zero", put({ cvssScore: -1 }), "read"],
  ["a number of dependencies that is text", doc({ dependencyCount: "9" }), "read"],
  ["a number of dependencies below zero", doc({ dependencyCount: -9 }), "read"],
  ["a package manager named constructor", put({ packageManager: "constructor" }), "read"],
]);
