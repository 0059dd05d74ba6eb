import type { Reading, VexStatementFact, VexStatus } from "../../model/document";
import type { NamedIdentity } from "../../model/identity";
import { fail, ok, type Problem, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { instant, isObject, type JsonObject, plural, tally, textAt, textsAt } from "../shared/values";
import { readProduct, readSubcomponent } from "./product";

const STATUSES: ReadonlySet<string> = new Set<VexStatus>(["not_affected", "affected", "fixed", "under_investigation"]);
/** OpenVEX 0.2.0, "Status Justifications". */
const JUSTIFICATIONS: ReadonlySet<string> = new Set([
  "component_not_present", "vulnerable_code_not_present", "vulnerable_code_not_in_execute_path", "vulnerable_code_cannot_be_controlled_by_adversary", "inline_mitigations_already_exist",
]);
const CONTEXT = /^https:\/\/openvex\.dev\/ns(?:\/v0\.\d+\.\d+)?$/;

/**
 * OpenVEX 0.0.x and 0.2.0. A document that says something about one vulnerability wrongly is refused whole: reading
 * the rest would show an author's opinion he did not write. Codes: openvex/context, /statements, /statement, /status,
 * /vulnerability, /products, /too-many.
 */
export const openvex: FormatRoom = {
  id: "openvex",
  title: "OpenVEX",
  revision: 4,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isObject(json) && /^https?:\/\/openvex\.dev\//.test(textAt(json, "@context") ?? ""),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  const context = textAt(json, "@context") ?? "";
  if (!CONTEXT.test(context)) return refuse("openvex/context", "no context of a known OpenVEX version", "/@context");
  const list = json["statements"];
  if (!Array.isArray(list)) return refuse("openvex/statements", "statements is a list", "/statements");
  if (list.length > document.limits.maxFindings) return tooMany("openvex", "statements", document.limits.maxFindings, list.length, "/statements");
  const notes = new Notes();
  const fallback = instant(json["timestamp"]);
  if (fallback === null) notes.warn("openvex/missing-timestamp", "the document states no time", "/timestamp");
  if (textAt(json, "author") === null) notes.warn("openvex/missing-author", "the document names no author", "/author");
  if (textAt(json, "@id") === null) notes.warn("openvex/missing-id", "the document has no @id", "/@id");
  const statements: VexStatementFact[] = [];
  let named = 0;
  for (const [i, value] of list.entries()) {
    const listed = isObject(value) && Array.isArray(value["products"]) ? value["products"].length : 0;
    if (named + listed > document.limits.maxFindings) return tooMany("openvex", "products", document.limits.maxFindings, named + listed, `/statements/${i}/products`);
    const statement = readStatement(value, `/statements/${i}`, fallback, notes);
    if (!statement.ok) return statement;
    statements.push(statement.value);
    named += statement.value.products.reduce((sum, product) => sum + 1 + product.subcomponents.length, 0);
    if (named > document.limits.maxFindings) return tooMany("openvex", "products", document.limits.maxFindings, named, `/statements/${i}/products`);
  }
  return ok(describe(json, context, statements, notes));
}

function readStatement(value: unknown, at: string, fallback: string | null, notes: Notes): Result<VexStatementFact> {
  const problem = wrong(value, at);
  if (problem !== null || !isObject(value)) return fail(problem ?? { code: "openvex/statement", detail: "a statement is an object", at });
  const named = value["vulnerability"];
  const name = typeof named === "string" ? named : (textAt(named, "name") ?? textAt(named, "@id") ?? "");
  const status = String(value["status"]);
  const justification = textAt(value, "justification");
  const impact = textAt(value, "impact_statement");
  const action = textAt(value, "action_statement");
  if (status === "not_affected" && justification === null && impact === null) notes.warn("openvex/unjustified", "not_affected without justification or impact statement", at);
  if (justification !== null && !JUSTIFICATIONS.has(justification)) notes.warn("openvex/justification", "a justification that OpenVEX does not know; it is kept as written", `${at}/justification`);
  if (status === "affected" && action === null) notes.add("info", "openvex/no-action", "affected without action statement", at);
  const shared = textsAt(value, "subcomponents").flatMap(readSubcomponent);
  const list = Array.isArray(value["products"]) ? value["products"] : [];
  const products = list.map((product: unknown) => readProduct(product, shared));
  const nameless = products.findIndex((found) => found.length === 0);
  if (list.length === 0) notes.warn("openvex/no-product", "a statement names no product", `${at}/products`);
  if (nameless !== -1) notes.add("ignored", "openvex/nameless-product", "a product has neither id nor digest", `${at}/products/${nameless}`);
  const lost = products.findIndex((found) => found.some(({ subcomponents }) => subcomponents.length > 0 && subcomponents.every(({ purl }) => purl === null)));
  if (lost !== -1) notes.warn("openvex/part-without-purl", "a product is limited to parts without purl: the statement has no effect on it", `${at}/products/${lost}`);
  return ok({
    vulnerability: name,
    aliases: textsAt(named, "aliases").filter((alias) => alias !== name),
    status: STATUSES.has(status) ? (status as VexStatus) : "under_investigation",
    justification,
    impact,
    action,
    products: products.flat(),
    observedAt: instant(value["timestamp"]) ?? fallback,
    at,
  });
}

function wrong(value: unknown, at: string): Problem | null {
  if (!isObject(value)) return { code: "openvex/statement", detail: "a statement is an object", at };
  const status = value["status"];
  if (typeof status !== "string" || !STATUSES.has(status)) return { code: "openvex/status", detail: "not one of the four statuses", at: `${at}/status` };
  const named = value["vulnerability"];
  const name = typeof named === "string" && named !== "" ? named : (textAt(named, "name") ?? textAt(named, "@id"));
  if (name === null || name.trim() === "") return { code: "openvex/vulnerability", detail: "a statement names its vulnerability", at: `${at}/vulnerability` };
  const products = value["products"];
  if (products !== undefined && products !== null && !Array.isArray(products)) return { code: "openvex/products", detail: "products is a list", at: `${at}/products` };
  const index = Array.isArray(products) ? products.findIndex((product) => typeof product !== "string" && !isObject(product)) : -1;
  return index === -1 ? null : { code: "openvex/products", detail: "a product is an object or an id", at: `${at}/products/${index}` };
}

function describe(json: JsonObject, context: string, statements: VexStatementFact[], notes: Notes): Reading {
  const author = textAt(json, "author");
  const version = json["version"];
  const formatVersion = /v(\d[\d.]*)$/.exec(context)?.[1] ?? null;
  return reading({
    room: openvex.id,
    revision: openvex.revision,
    formatVersion,
    summary: `OpenVEX${formatVersion === null ? "" : ` ${formatVersion}`} by ${author ?? "nobody named"}, ${plural(statements.length, "statement")}`,
    identities: identitiesOf(statements),
    observedAt: instant(json["last_updated"]) ?? instant(json["timestamp"]),
    tool: textAt(json, "tooling") === null ? null : { name: textAt(json, "tooling") ?? "", version: null },
    facts: {
      vex: {
        id: textAt(json, "@id"),
        author,
        role: textAt(json, "role"),
        version: typeof version === "number" || typeof version === "string" ? String(version) : null,
        statements,
      },
    },
    notes: notes.list(),
    counts: { statements: statements.length, status: tally(statements.map((statement) => statement.status)), author },
  });
}

/** Every image digest that a product names, once, at its first place. */
function identitiesOf(statements: readonly VexStatementFact[]): NamedIdentity[] {
  const found = new Map<string, NamedIdentity>();
  for (const statement of statements) {
    for (const [i, { sha256, id }] of statement.products.entries()) {
      if (sha256 !== null && !found.has(sha256)) found.set(sha256, { type: "repo-digest", sha256, name: id, at: `${statement.at}/products/${i}` });
    }
  }
  return [...found.values()];
}
