import type { VexStatementFact } from "../../model/document";
import { canonicalPurl } from "../../model/purl";
import { listAt, objectAt, sha256Hex, textAt, textsAt } from "../shared/values";

export type Product = VexStatementFact["products"][number];

export const MAX_BRANCH_DEPTH = 48;

/**
 * Products by their id: full names anywhere in the tree, and compositions of a part in a whole (CSAF 2.0 section 3.2.2),
 * whatever their order. An id that is defined in several ways could be any of them, and one that is defined by itself or
 * by what the tree does not have could be anything: such a product names nothing, so that no statement about it has effect.
 */
export function readProducts(tree: unknown): Map<string, Product> {
  const products: Products = new Map();
  for (const value of listAt(tree, "full_product_names")) addProduct(products, value, null);
  walkBranches(listAt(tree, "branches"), products, 0);
  compose(listAt(tree, "relationships"), products);
  return products;
}

type Products = Map<string, Product>;

/** A product that is limited to a part without a name: it matches nothing. */
const nameless = (id: string): Product => ({ id, purl: null, sha256: null, subcomponents: [{ id: "", purl: null }] });

function define(products: Products, product: Product): void {
  const known = products.get(product.id);
  products.set(product.id, known === undefined || JSON.stringify(known) === JSON.stringify(product) ? product : nameless(product.id));
}

interface Relationship {
  id: string;
  part: string;
  whole: string;
}

/** A relationship may name products that later relationships define: each is read when what it names has been. */
function compose(rows: readonly unknown[], products: Products): void {
  const relationships = rows.flatMap((row): Relationship[] => {
    const id = textAt(objectAt(row, "full_product_name"), "product_id");
    return id === null ? [] : [{ id, part: textAt(row, "product_reference") ?? "", whole: textAt(row, "relates_to_product_reference") ?? "" }];
  });
  const waiting = new Map<string, number>();
  const named = new Map<string, Relationship[]>();
  for (const one of relationships) waiting.set(one.id, (waiting.get(one.id) ?? 0) + 1);
  const missing = new Map<Relationship, number>();
  const ready: Relationship[] = [];
  for (const one of relationships) {
    const awaited = [...new Set([one.part, one.whole])].filter((id) => waiting.has(id));
    for (const id of awaited) push(named, id, one);
    missing.set(one, awaited.length);
    if (awaited.length === 0) ready.push(one);
  }
  for (let one = ready.pop(); one !== undefined; one = ready.pop()) {
    define(products, composed(one, products.get(one.part), products.get(one.whole)));
    const left = (waiting.get(one.id) ?? 1) - 1;
    waiting.set(one.id, left);
    missing.delete(one);
    for (const other of left === 0 ? (named.get(one.id) ?? []) : []) {
      const still = (missing.get(other) ?? 1) - 1;
      missing.set(other, still);
      if (still === 0) ready.push(other);
    }
  }
  for (const { id } of missing.keys()) products.set(id, nameless(id));
}

function push<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** An image that is part of something without a digest (a product line, a platform) is that image. */
function composed({ id, part: partId }: Relationship, part: Product | undefined, whole: Product | undefined): Product {
  if (part === undefined) return { ...nameless(id), purl: whole?.purl ?? null, sha256: whole?.sha256 ?? null, subcomponents: [{ id: partId, purl: null }] };
  if (part.sha256 !== null && (whole?.sha256 ?? null) === null) return { ...part, id };
  const subcomponents = part.subcomponents.length > 0 ? part.subcomponents : [{ id: part.id, purl: part.purl, ...rangeOf(part) }];
  return { id, purl: whole?.purl ?? null, sha256: whole?.sha256 ?? null, subcomponents, ...rangeOf(whole) };
}

/** Product groups by their id (section 3.2.2.3): reasons and remedies may be given for a group. */
export function readGroups(tree: unknown): Map<string, string[]> {
  return new Map(listAt(tree, "product_groups").map((group) => [textAt(group, "group_id") ?? "", textsAt(group, "product_ids")]));
}

/** Products of a row, those of its groups behind those named one by one. */
export function productsOf(row: unknown, groups: ReadonlyMap<string, readonly string[]>): string[] {
  return [...textsAt(row, "product_ids"), ...textsAt(row, "group_ids").flatMap((id) => groups.get(id) ?? [])];
}

const rangeOf = (product: Product | undefined): Pick<Product, "range"> => (product?.range === undefined ? {} : { range: product.range });

function walkBranches(branches: readonly unknown[], products: Products, depth: number): void {
  if (depth > MAX_BRANCH_DEPTH) return;
  for (const branch of branches) {
    const isRange = textAt(branch, "category") === "product_version_range";
    addProduct(products, objectAt(branch, "product"), isRange ? (textAt(branch, "name") ?? "") : null);
    walkBranches(listAt(branch, "branches"), products, depth + 1);
  }
}

/** `range` is the name of a version range branch (section 3.1.2.2): kept as written, and read where versions are compared. */
function addProduct(products: Products, value: unknown, range: string | null): void {
  const id = textAt(value, "product_id");
  if (id === null) return;
  const helper = objectAt(value, "product_identification_helper");
  const purl = canonicalPurl(textAt(helper, "purl") ?? "");
  const image = purl !== null && (purl.type === "oci" || purl.type === "docker") && purl.version?.startsWith("sha256:");
  define(products, { id, purl: purl?.purl ?? null, sha256: image ? sha256Hex(purl.version) : null, subcomponents: [], ...(range === null ? {} : { range }) });
}
