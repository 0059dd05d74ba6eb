import type { Reading } from "../../model/document";
import { fail, ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { instant, isObject, type JsonObject, objectAt, plural, textAt } from "../shared/values";
import { wrongVulnerability } from "./check";
import { readGroups, readProducts } from "./products";
import { checkStandard } from "./standard";
import { readStatements } from "./statements";

/**
 * CSAF 2.0. Only the category `csaf_vex` is an author's VEX; an advisory is kept and excuses nothing. What breaks a
 * mandatory test of the standard is a warning with the number of the test (`csaf/6.1.14`).
 * Codes: csaf/version, /document, /vulnerabilities, /vulnerability, /product-status, /contradiction,
 * /product-tree, /too-many.
 */
export const csaf: FormatRoom = {
  id: "csaf",
  title: "CSAF advisory or VEX",
  revision: 4,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isObject(json) && isObject(json["document"]) && "csaf_version" in json["document"],
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const head = objectAt(json, "document");
  if (head["csaf_version"] !== "2.0") return refuse("csaf/version", "only CSAF 2.0 is read", "/document/csaf_version");
  if (typeof head["category"] !== "string") return refuse("csaf/document", "the document states its category", "/document/category");
  const list = json["vulnerabilities"] ?? [];
  if (!Array.isArray(list)) return refuse("csaf/vulnerabilities", "vulnerabilities is a list", "/vulnerabilities");
  const wrong = list.findIndex((value) => !isObject(value));
  if (wrong !== -1) return refuse("csaf/vulnerability", "a vulnerability is an object", `/vulnerabilities/${wrong}`);
  const tree = json["product_tree"];
  if (tree !== undefined && !isObject(tree)) return refuse("csaf/product-tree", "product_tree is an object", "/product_tree");
  for (const [i, value] of list.entries()) {
    const problem = wrongVulnerability(value, `/vulnerabilities/${i}`);
    if (problem !== null) return fail(problem);
  }
  const notes = new Notes();
  const statements = readStatements(list, { products: readProducts(tree), groups: readGroups(tree) }, notes);
  if (statements.length > document.limits.maxFindings) return tooMany("csaf", "statements", document.limits.maxFindings, statements.length, "/vulnerabilities");
  return ok(describe(json, list, statements, notes));
}

function describe(json: JsonObject, list: unknown[], statements: ReturnType<typeof readStatements>, notes: Notes): Reading {
  const head = objectAt(json, "document");
  const tracking = objectAt(head, "tracking");
  const category = typeof head["category"] === "string" ? head["category"] : "";
  if (category === "") notes.warn("csaf/empty-category", "the document does not say what it is", "/document/category");
  const publisher = objectAt(head, "publisher");
  const vex = category === "csaf_vex";
  if (!vex && statements.length > 0) notes.add("ignored", "csaf/not-vex", "an advisory of this category is kept as evidence and read as no VEX statement", "/document/category");
  checkStandard(json, notes);
  const observedAt = instant(tracking["current_release_date"]);
  const facts = { id: textAt(tracking, "id"), author: textAt(publisher, "name"), role: textAt(publisher, "category"), version: textAt(tracking, "version"), statements };
  return reading({
    room: csaf.id,
    revision: csaf.revision,
    formatVersion: "2.0",
    summary: `CSAF ${category === "" ? "document" : category} by ${facts.author ?? "nobody named"}, ${plural(list.length, "vulnerability", "vulnerabilities")}`,
    identities: vex ? identitiesOf(statements) : [],
    observedAt,
    tool: textAt(objectAt(objectAt(tracking, "generator"), "engine"), "name") === null ? null : { name: textAt(objectAt(objectAt(tracking, "generator"), "engine"), "name") ?? "", version: textAt(objectAt(objectAt(tracking, "generator"), "engine"), "version") },
    facts: vex ? { vex: facts } : {},
    notes: notes.list(),
    counts: { category, vulnerabilities: list.length, product_status: statusCounts(list) },
  });
}

function identitiesOf(statements: ReturnType<typeof readStatements>): Reading["identities"] {
  const seen = new Set<string>();
  return statements.flatMap((statement) =>
    statement.products.flatMap((product): Reading["identities"] => {
      if (product.sha256 === null || seen.has(product.sha256)) return [];
      seen.add(product.sha256);
      return [{ type: "repo-digest", sha256: product.sha256, name: product.id, at: statement.at }];
    }),
  );
}

function statusCounts(list: unknown[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of list) {
    for (const [status, ids] of Object.entries(objectAt(value, "product_status"))) counts[status] = (counts[status] ?? 0) + (Array.isArray(ids) ? ids.length : 0);
  }
  return counts;
}
