import type { Reading, ReportResult } from "../../model/document";
import { fail, type Problem, type Result } from "../../model/problem";
import { normaliseSeverity } from "../../model/severity";
import type { FormatRoom, RawDocument } from "../room";
import { Export } from "../shared/exports/export";
import { reportFacts, resultOf } from "../shared/exports/report";
import { tally } from "../shared/values";
import { childNamed, childrenNamed, ownText, readXml, type XmlElement, xmlPath, xmlRoot } from "../shared/xml";

/**
 * XCCDF 1.1 and 1.2 (NIST IR 7275): a benchmark with the results of testing it, or a result alone. A benchmark without
 * a result is a list of rules that nobody has checked. An override by hand is read as the result says, and noted.
 * Codes: those of XML, xccdf/rule-result, /several-results, /overridden, /not-tested, /time, /results-not-listed, /too-many.
 */
export const xccdf: FormatRoom = {
  id: "xccdf",
  title: "XCCDF results",
  revision: 1,
  duplicateKeys: "note",
  sniff: ({ text, json }) => json === undefined && isXccdf(text),
  read,
};

const NAMESPACE = /^http:\/\/checklists\.nist\.gov\/xccdf\/(1\.[12])$/;

function isXccdf(text: string | null): boolean {
  const root = xmlRoot(text);
  return root !== null && (root.name === "Benchmark" || root.name === "TestResult") && NAMESPACE.test(root.namespace);
}

interface Rule {
  title: string;
  severity: string | null;
}

function read(document: RawDocument): Result<Reading> {
  const parsed = readXml(document);
  if (!parsed.ok) return parsed;
  const { root, notes } = parsed.value;
  const out = new Export(xccdf, "xccdf", document);
  for (const note of notes) out.notes.add(note.level, note.code, note.detail, note.at);
  const rules = rulesOf(root);
  const tests = root.name === "TestResult" ? [root] : childrenNamed(root, "TestResult");
  if (tests.length === 0) out.notes.add("info", "xccdf/not-tested", "the benchmark holds no test result: its rules were not checked here", "/Benchmark");
  if (tests.length > 1) out.notes.warn("xccdf/several-results", `${tests.length} test results in one file: their targets stand beside each result`, "/Benchmark");
  const results: ReportResult[] = [];
  for (const test of tests) {
    const problem = readTest(test, rules, results, out);
    if (problem !== null) return fail(problem);
  }
  const [first] = tests;
  const target = first === undefined || tests.length > 1 ? null : ownText(childNamed(first, "target"));
  const end = first?.attributes.get("end-time");
  return out.finish({
    title: `XCCDF ${root.name === "Benchmark" ? "benchmark" : "result"}`,
    tool: toolOf(first),
    formatVersion: NAMESPACE.exec(root.namespace)?.[1] ?? null,
    target,
    observedAt: end === undefined ? null : out.time(end, "/TestResult/@end-time"),
    report: reportFacts({ kind: "benchmark", tool: toolOf(first)?.name ?? "XCCDF", target, results }, "xccdf", out.notes),
    counts: { root: root.name, rules: rules.size, results: results.length, rule_results: tally(tests.flatMap((test) => childrenNamed(test, "rule-result").map((row) => ownText(childNamed(row, "result"))))) },
  });
}

/** Rules of the benchmark and of its groups, by id. */
function rulesOf(root: XmlElement): Map<string, Rule> {
  const rules = new Map<string, Rule>();
  const open = [root];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    for (const child of one.children) {
      if (child.namespace !== root.namespace) continue;
      if (child.name === "Group") open.push(child);
      if (child.name === "Rule") rules.set(child.attributes.get("id") ?? `rule ${rules.size}`, { title: ownText(childNamed(child, "title")) ?? "", severity: child.attributes.get("severity") ?? null });
    }
  }
  return rules;
}

function readTest(test: XmlElement, rules: ReadonlyMap<string, Rule>, results: ReportResult[], out: Export): Problem | null {
  const target = ownText(childNamed(test, "target"));
  for (const row of childrenNamed(test, "rule-result")) {
    const id = row.attributes.get("idref")?.trim() ?? "";
    const word = ownText(childNamed(row, "result"));
    if (id === "" || word === null) return { code: "xccdf/rule-result", detail: "a result names its rule and what became of it", at: xmlPath(row) };
    if (childNamed(row, "override") !== null) out.notes.add("info", "xccdf/overridden", "results that somebody changed by hand", xmlPath(row));
    const rule = rules.get(id);
    results.push({ id, title: rule?.title ?? "", result: resultOf(word), severity: normaliseSeverity(row.attributes.get("severity") ?? rule?.severity), target, at: xmlPath(row) });
  }
  return null;
}

function toolOf(test: XmlElement | undefined): { name: string; version: string | null } | null {
  const system = test?.attributes.get("test-system");
  return system === undefined || system.trim() === "" ? null : { name: system.trim().slice(0, 200), version: null };
}
