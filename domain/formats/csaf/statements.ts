import type { VexStatementFact, VexStatus } from "../../model/document";
import type { Notes } from "../shared/reading";
import { instant, listAt, objectAt, textAt } from "../shared/values";
import { type Product, productsOf } from "./products";

/** What each status of a product comes to; `recommended` says nothing about the flaw. */
export const STATUSES: Readonly<Record<string, VexStatus>> = {
  fixed: "fixed",
  first_fixed: "fixed",
  known_affected: "affected",
  first_affected: "affected",
  last_affected: "affected",
  known_not_affected: "not_affected",
  under_investigation: "under_investigation",
};

/** Products and groups of products, by their ids. */
export interface Tree {
  products: ReadonlyMap<string, Product>;
  groups: ReadonlyMap<string, readonly string[]>;
}

/** One statement per vulnerability, status and reason. Products that the tree does not have name nothing. */
export function readStatements(list: readonly unknown[], { products, groups }: Tree, notes: Notes): VexStatementFact[] {
  return list.flatMap((value, i) => {
    const at = `/vulnerabilities/${i}`;
    const ids = listAt(value, "ids").map((row) => textAt(row, "text"));
    const names = [textAt(value, "cve"), ...ids].filter((name): name is string => name !== null);
    const [vulnerability, ...aliases] = names;
    if (vulnerability === undefined) {
      notes.add("ignored", "csaf/vulnerability-without-id", "a vulnerability has neither CVE nor id", at);
      return [];
    }
    return Object.entries(objectAt(value, "product_status")).flatMap(([word, members]) => {
      const status = Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
      if (status === undefined || !Array.isArray(members)) return [];
      return byReason(value, members, groups).map(({ justification, impact, ids: group }) => ({
        vulnerability,
        aliases,
        status,
        justification: status === "not_affected" ? justification : null,
        impact: status === "not_affected" ? impact : null,
        action: status === "affected" ? remediation(value, group, groups) : null,
        products: group.map((id) => resolve(id, products)),
        observedAt: instant(objectAt({ value }, "value")["release_date"]),
        at: `${at}/product_status/${word}`,
      }));
    });
  });
}

interface Group {
  justification: string | null;
  impact: string | null;
  ids: string[];
}

/** Flags and threats are given per product: products with the same reason make one statement. */
function byReason(value: unknown, members: readonly unknown[], named: Tree["groups"]): Group[] {
  const flags = reasonByProduct(listAt(value, "flags"), "label", named);
  const impacts = reasonByProduct(listAt(value, "threats").filter((row) => textAt(row, "category") === "impact"), "details", named);
  const groups = new Map<string, Group>();
  for (const id of members) {
    if (typeof id !== "string") continue;
    const reason = { justification: flags.get(id) ?? null, impact: impacts.get(id) ?? impacts.get("") ?? null };
    const key = JSON.stringify(reason);
    const group = groups.get(key) ?? { ...reason, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** A reason without products stands under "" and holds for all. */
function reasonByProduct(rows: readonly unknown[], key: string, named: Tree["groups"]): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const row of rows) {
    const text = textAt(row, key);
    const ids = productsOf(row, named);
    if (text !== null) for (const id of ids.length === 0 && listAt(row, "group_ids").length === 0 ? [""] : ids) if (!reasons.has(id)) reasons.set(id, text);
  }
  return reasons;
}

function remediation(value: unknown, ids: readonly string[], named: Tree["groups"]): string | null {
  const wanted = new Set(ids);
  const row = listAt(value, "remediations").find((candidate) => productsOf(candidate, named).some((id) => wanted.has(id)));
  return textAt(row, "details");
}

function resolve(id: string, products: ReadonlyMap<string, Product>): Product {
  return products.get(id) ?? { id, purl: null, sha256: null, subcomponents: [] };
}
