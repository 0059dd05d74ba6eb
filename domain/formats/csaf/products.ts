import type { VexStatementFact } from "../../model/document";
import { canonicalPurl } from "../../model/purl";
import { listAt, objectAt, sha256Hex, textAt, textsAt } from "../shared/values";

export type Product = VexStatementFact["products"][number];

const MAX_BRANCH_DEPTH = 48;

/** Products by their id: full names anywhere in the tree, and compositions of a part in a whole (CSAF 2.0 section 3.2.2). */
export function readProducts(tree: unknown): Map<string, Product> {
  const products = new Map<string, Product>();
  for (const value of listAt(tree, "full_product_names")) addProduct(products, value, null);
  walkBranches(listAt(tree, "branches"), products, 0);
  for (const row of listAt(tree, "relationships")) {
    const id = textAt(objectAt(row, "full_product_name"), "product_id");
    const part = products.get(textAt(row, "product_reference") ?? "");
    const whole = products.get(textAt(row, "relates_to_product_reference") ?? "");
    if (id === null) continue;
    const subcomponents = part === undefined ? [] : [{ id: part.id, purl: part.purl, ...rangeOf(part) }];
    products.set(id, { id, purl: whole?.purl ?? null, sha256: whole?.sha256 ?? part?.sha256 ?? null, subcomponents, ...rangeOf(whole) });
  }
  return products;
}

/** Product groups by their id (section 3.2.2.3): reasons and remedies may be given for a group. */
export function readGroups(tree: unknown): Map<string, string[]> {
  return new Map(listAt(tree, "product_groups").map((group) => [textAt(group, "group_id") ?? "", textsAt(group, "product_ids")]));
}

const rangeOf = (product: Product | undefined): Pick<Product, "range"> => (product?.range === undefined ? {} : { range: product.range });

function walkBranches(branches: readonly unknown[], products: Map<string, Product>, depth: number): void {
  if (depth > MAX_BRANCH_DEPTH) return;
  for (const branch of branches) {
    const isRange = textAt(branch, "category") === "product_version_range";
    addProduct(products, objectAt(branch, "product"), isRange ? (textAt(branch, "name") ?? "") : null);
    walkBranches(listAt(branch, "branches"), products, depth + 1);
  }
}

/** `range` is the name of a version range branch (section 3.1.2.2): kept as written, and read where versions are compared. */
function addProduct(products: Map<string, Product>, value: unknown, range: string | null): void {
  const id = textAt(value, "product_id");
  if (id === null) return;
  const helper = objectAt(value, "product_identification_helper");
  const purl = canonicalPurl(textAt(helper, "purl") ?? "");
  const image = purl !== null && (purl.type === "oci" || purl.type === "docker") && purl.version?.startsWith("sha256:");
  products.set(id, { id, purl: purl?.purl ?? null, sha256: image ? sha256Hex(purl.version) : null, subcomponents: [], ...(range === null ? {} : { range }) });
}
