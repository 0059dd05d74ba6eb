import { describeHostile } from "../shared/hostile-for-test";
import { brokenBytes, strangeTexts, wrongFields } from "../shared/exports/hostile-for-test";
import { example } from "./example";

const [first] = example.results;
const doc = (over: object) => ({ ...example, ...over });
const put = (over: object) => doc({ results: [{ ...first, ...over }] });

describeHostile("satellite-json", [
  ...brokenBytes(example),
  ...wrongFields("satellite", "erratum", put, { required: ["errata_id"], texts: ["title", "severity", "type"], lists: ["cves", "packages"] }).filter(([name]) => !name.endsWith("errata_id is missing")),
  ...wrongFields("satellite", "CVE", (over) => put({ cves: [{ cve_id: "CVE-2026-0001", ...over }] }), { required: ["cve_id"] }),
  ...strangeTexts("the title", (title) => put({ title })),
  ["the results are empty: the listing could be of anything", doc({ results: [] }), "opaque"],
  ["the results are null", doc({ results: null }), "opaque"],
  ["the results are an object", doc({ results: {} }), "opaque"],
  ["the results hold null", doc({ results: [null] }), "opaque"],
  ["the results hold hosts", doc({ results: [{ id: 1, name: "host" }] }), "opaque"],
  ["an erratum and a host", doc({ results: [first, { id: 1 }] }), "opaque"],
  ["an erratum without its id", put({ errata_id: undefined }), "opaque"],
  ["no subtotal", { total: 1, results: [first] }, "opaque"],
  ["a CVE is null", put({ cves: [null] }), "satellite/row"],
  ["a CVE is text", put({ cves: ["CVE-2026-0001"] }), "satellite/row"],
  ["CVEs are null", put({ cves: null }), "read"],
  ["packages of other kinds than text", put({ packages: [1, null, {}] }), "read"],
  ["more errata than are listed", doc({ total: 24 }), "noted:satellite/more-pages"],
  ["more errata than anybody has", doc({ total: 1e300 }), "noted:satellite/more-pages"],
  ["a total that is text", doc({ total: "24" }), "read"],
  ["a total below zero", doc({ total: -1 }), "read"],
  ["a total that is null", doc({ total: null }), "read"],
  ["a severity nobody knows", put({ severity: "Catastrophic" }), "read"],
  ["a severity named constructor", put({ severity: "constructor" }), "read"],
  ["a severity of 10,000 signs", put({ severity: "x".repeat(10_000) }), "read"],
  ["an id of 10,000 signs", put({ errata_id: "R".repeat(10_000) }), "read"],
  ["an issue date that is no date", put({ issued: "1966-13-45" }), "read"],
  ["the same erratum twice", doc({ results: [first, first] }), "read"],
  ["an error of the server's own beside the results", doc({ error: { message: "x" } }), "read"],
  ["2,001 errata: one is counted and not listed", doc({ results: Array.from({ length: 2_001 }, () => first), total: 2_001 }), "noted:satellite/results-not-listed"],
  ["a page that is text", doc({ page: "1" }), "read"],
  ["a page below zero", doc({ page: -1 }), "read"],
  ["a list around the document", [example], "opaque"],
  ["an empty object", {}, "opaque"],
]);
