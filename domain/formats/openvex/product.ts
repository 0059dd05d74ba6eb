import type { VexStatementFact } from "../../model/document";
import { canonicalPurl } from "../../model/purl";
import { digestOfReference, isObject, listAt, objectAt, sha256Hex, textAt } from "../shared/values";

type Product = VexStatementFact["products"][number];

/** A product as text (0.0.x) or object (0.2.0). The image digest stands in a purl, in hashes or in a reference.
 * Parts that 0.0.x names once for all products hold for those that name none of their own. */
export function readProduct(value: unknown, shared: Product["subcomponents"]): Product[] {
  const id = typeof value === "string" ? value : (textAt(value, "@id") ?? textAt(objectAt(value, "identifiers"), "purl") ?? textAt(objectAt(value, "identifiers"), "cpe23"));
  const hash = sha256Hex(objectAt(value, "hashes")["sha-256"]);
  if (id === null && hash === null) return [];
  const purl = purlOf(value, id ?? "");
  const own = listAt(value, "subcomponents").flatMap(readSubcomponent);
  const parts = own.length > 0 ? own : shared;
  const sha256 = hash ?? imageDigest(purl) ?? digestOfReference(id)?.sha256 ?? null;
  if (purl !== null && isPackageOfImage(purl, id)) return [{ id: id ?? "", purl: null, sha256, subcomponents: parts.length > 0 ? parts : [{ id: purl, purl }] }];
  return [{ id: id ?? `sha256:${hash}`, purl, sha256, subcomponents: parts }];
}

/** A part without a name still limits its product: it is kept, and names nothing. */
export function readSubcomponent(value: unknown): Product["subcomponents"] {
  const id = typeof value === "string" ? value : (textAt(value, "@id") ?? textAt(objectAt(value, "identifiers"), "purl"));
  return [{ id: id ?? "", purl: id === null ? null : purlOf(value, id) }];
}

/** An image by its reference, with the purl of something else beside it (Kubescape once wrote so): a package in that image. */
function isPackageOfImage(purl: string, id: string | null): boolean {
  const type = canonicalPurl(purl)?.type;
  return digestOfReference(id) !== null && canonicalPurl(id ?? "") === null && type !== "oci" && type !== "docker";
}

function purlOf(value: unknown, id: string): string | null {
  const stated = isObject(value) ? textAt(objectAt(value, "identifiers"), "purl") : null;
  return canonicalPurl(stated ?? id)?.purl ?? canonicalPurl(id)?.purl ?? null;
}

/** Only image purls carry the digest of an image as their version. */
function imageDigest(purl: string | null): string | null {
  const parsed = purl === null ? null : canonicalPurl(purl);
  const image = parsed !== null && (parsed.type === "oci" || parsed.type === "docker");
  return image && parsed.version?.startsWith("sha256:") ? sha256Hex(parsed.version) : null;
}
