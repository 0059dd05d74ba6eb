import type { ComponentFact, VexProduct } from "../model/document";
import type { VexRecord } from "../model/evaluation";
import { knownPurl, packageKeyOf } from "../model/purl";
import { NO_VERSION } from "../versions/vers-range";
import { installedVersion, scopeOfPurl, speaksOf, type VersionScope } from "./package-versions";

export interface VexScope {
  digest: string;
  parents: readonly string[];
  /** The packages known to be in the digest, by key, with their versions. */
  packages: InstalledPackages;
}

export type InstalledPackages = ReadonlyMap<string, { type: string; versions: ReadonlySet<string | null> }>;

type Package = Pick<ComponentFact, "purl" | "type" | "namespace" | "name" | "version">;

export function installedPackages(packages: Iterable<Package>): InstalledPackages {
  const found = new Map<string, { type: string; versions: Set<string | null> }>();
  for (const one of packages) {
    const key = packageKeyOf(one);
    const held = found.get(key) ?? { type: one.type, versions: new Set() };
    held.versions.add(installedVersion(one));
    found.set(key, held);
  }
  return found;
}

/** `key` is the package of a product that only a bill of materials could name. */
export type NamedProduct = VexProduct & { key?: string | null };

interface Named extends VersionScope {
  packageKey: string;
}

/**
 * What a statement speaks of here: this digest, its index, packages in it, or none of them; and the versions it is
 * limited to. A product without a version is about all of them; one that names only versions that are not installed
 * is another product, and one that is limited to parts which nothing names is not the whole.
 */
export function matchProducts(products: readonly NamedProduct[], boundTo: string, scope: VexScope): Pick<VexRecord, "productMatch" | "packageKeys" | "packageVersions"> {
  if (products.length === 0) return { productMatch: boundTo === scope.digest ? "digest" : "index", packageKeys: [] };
  const limits = new Map<string, Named>();
  let match: VexRecord["productMatch"] = "unmatched";
  for (const product of products) {
    if (product.range === NO_VERSION) continue;
    const own = product.sha256 === scope.digest ? "digest" : product.sha256 !== null && scope.parents.includes(product.sha256) ? "index" : null;
    const named = namedBy(product);
    if (own === null && (named === null || !isInside(named, scope.packages))) continue;
    const parts = product.subcomponents.map(namedBy).filter((one) => one !== null);
    if (product.subcomponents.length > 0 && parts.length === 0) continue;
    match = match === "digest" || own === "digest" ? "digest" : own ?? (match === "index" ? "index" : "package");
    for (const part of parts.length > 0 || own !== null ? parts : [named]) if (part !== null) limits.set(JSON.stringify(part), part);
  }
  const inOrder = [...limits].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { productMatch: match, packageKeys: [...new Set(inOrder.map((one) => one.packageKey))].sort(), packageVersions: inOrder };
}

function namedBy({ purl, key, range }: Pick<NamedProduct, "purl" | "key" | "range">): Named | null {
  const parsed = purl === null ? null : knownPurl(purl);
  if (parsed === null) return key === null || key === undefined ? null : { packageKey: key, version: null, range: range ?? null };
  return { packageKey: parsed.key, ...scopeOfPurl(parsed.purl, range) };
}

/** Also where it cannot be told: the finding then says why the statement has no effect. */
function isInside(named: Named, packages: InstalledPackages): boolean {
  const held = packages.get(named.packageKey);
  return held !== undefined && [...held.versions].some((version) => speaksOf(named, held.type, version) !== false);
}
