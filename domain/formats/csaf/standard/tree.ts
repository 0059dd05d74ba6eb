import { canonicalPurl } from "../../../model/purl";
import { isObject, listAt, objectAt, textAt } from "../../shared/values";
import { MAX_BRANCH_DEPTH } from "../products";
import type { Rule, Say } from "./breach";

/** A product where the tree defines it. */
export interface Defined {
  id: string;
  product: unknown;
  at: string;
}

/** Every product that the tree defines: by name, as a branch, as a relationship (section 3.2.2). */
export function definitions(tree: unknown): Defined[] {
  const found: Defined[] = [];
  const add = (product: unknown, at: string): void => {
    const id = textAt(product, "product_id");
    if (id !== null) found.push({ id, product, at });
  };
  for (const [i, product] of listAt(tree, "full_product_names").entries()) add(product, `/product_tree/full_product_names/${i}`);
  eachBranch(listAt(tree, "branches"), "/product_tree/branches", 0, (branch, at) => add(objectAt(branch, "product"), `${at}/product`));
  for (const [i, row] of listAt(tree, "relationships").entries()) add(objectAt(row, "full_product_name"), `/product_tree/relationships/${i}/full_product_name`);
  return found;
}

function eachBranch(branches: readonly unknown[], at: string, depth: number, visit: (branch: unknown, at: string) => void): void {
  if (depth > MAX_BRANCH_DEPTH) return;
  for (const [i, branch] of branches.entries()) {
    visit(branch, `${at}/${i}`);
    eachBranch(listAt(branch, "branches"), `${at}/${i}/branches`, depth + 1, visit);
  }
}

/** Section 6.1.31: signs of a range, and its words where they stand alone. */
const RANGE = /[<>]|(?<![\w-])(?:after|all|before|earlier|later|prior|versions)(?![\w-])/i;

/** Ids are defined once and not by themselves; purls, hashes and versions are what they say (6.1.2, 6.1.3, 6.1.5, 6.1.13, 6.1.25, 6.1.31). */
export const tree: Rule = (json, say) => {
  const value = json["product_tree"];
  const seen = new Set<string>();
  for (const { id, product, at } of definitions(value)) {
    if (seen.has(id)) say("6.1.2", "one product id is defined twice", `${at}/product_id`);
    seen.add(id);
    checkHelper(objectAt(product, "product_identification_helper"), `${at}/product_identification_helper`, say);
  }
  const groups = new Set<string>();
  for (const [i, group] of listAt(value, "product_groups").entries()) {
    const id = textAt(group, "group_id");
    if (id !== null && groups.has(id)) say("6.1.5", "one group id is defined twice", `/product_tree/product_groups/${i}/group_id`);
    if (id !== null) groups.add(id);
  }
  eachBranch(listAt(value, "branches"), "/product_tree/branches", 0, (branch, at) => {
    if (textAt(branch, "category") === "product_version" && RANGE.test(textAt(branch, "name") ?? "")) say("6.1.31", "a range stands where one version is named", `${at}/name`);
  });
  checkCircles(value, say);
};

function checkHelper(helper: Record<string, unknown>, at: string, say: Say): void {
  const purl = helper["purl"];
  if (purl !== undefined && purl !== null && (typeof purl !== "string" || !isPurl(purl))) say("6.1.13", "this is no package URL", `${at}/purl`);
  for (const [i, entry] of listAt(helper, "hashes").entries()) {
    const algorithms = new Set<string>();
    for (const [k, hash] of listAt(entry, "file_hashes").entries()) {
      const algorithm = textAt(hash, "algorithm")?.toLowerCase() ?? null;
      if (algorithm === null) continue;
      if (algorithms.has(algorithm)) say("6.1.25", "one file has two hashes of one algorithm", `${at}/hashes/${i}/file_hashes/${k}`);
      algorithms.add(algorithm);
    }
  }
}

/** As the standard of purls has it; our own reading is more lenient, because tools are. */
function isPurl(text: string): boolean {
  const parsed = canonicalPurl(text);
  return parsed !== null && !(parsed.type === "oci" && parsed.namespace !== null) && !(parsed.type === "maven" && parsed.namespace === null);
}

/** A relationship defines a product from two others: none may come back to itself. */
function checkCircles(value: unknown, say: Say): void {
  const made = new Map<string, { from: string[]; at: string }>();
  for (const [i, row] of listAt(value, "relationships").entries()) {
    const id = textAt(objectAt(row, "full_product_name"), "product_id");
    if (!isObject(row) || id === null) continue;
    const from = ["product_reference", "relates_to_product_reference"].flatMap((key) => textAt(row, key) ?? []);
    made.set(id, { from: [...(made.get(id)?.from ?? []), ...from], at: `/product_tree/relationships/${i}` });
  }
  const done = new Set<string>();
  for (const start of made.keys()) {
    const open = new Set<string>();
    const path: { id: string; next: number }[] = [{ id: start, next: 0 }];
    while (path.length > 0) {
      const step = path.at(-1);
      if (step === undefined) break;
      open.add(step.id);
      const child = made.get(step.id)?.from[step.next++];
      if (child === undefined || done.has(step.id)) {
        done.add(step.id);
        open.delete(step.id);
        path.pop();
      } else if (open.has(child)) {
        say("6.1.3", "a product is defined by itself", made.get(step.id)?.at ?? "/product_tree/relationships");
        return;
      } else if (made.has(child) && !done.has(child)) path.push({ id: child, next: 0 });
    }
  }
}
