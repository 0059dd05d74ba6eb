import { parseBomLink } from "../model/bom-link";
import type { VexStatementFact } from "../model/document";
import type { Sha256Hex } from "../model/identity";

export type VexProduct = VexStatementFact["products"][number];

/** A bill of materials held for the digest, as far as a BOM-Link can point into it. */
export interface LinkedSbom {
  evidence: string;
  /** Lower case. */
  serialNumber: string;
  version: number;
  /** What it is bound to: the digest or an index that lists it. */
  about: Sha256Hex;
  subjectRef: string | null;
  /** Package keys by bom-ref; several where a ref is not unique. */
  keys: ReadonlyMap<string, readonly string[]>;
}

/** What a followed link means: the whole image (`sha256`) or a package in it (`key`). */
export interface FollowedProduct {
  id: string;
  sha256: Sha256Hex | null;
  key: string | null;
  /** The versions the statement limits it to, as written beside the link. */
  range?: string | null;
}

export interface FollowedLinks {
  /** Products that say themselves what they are. */
  direct: VexProduct[];
  /** Products found in a bill of materials, by its evidence id. */
  through: Map<string, FollowedProduct[]>;
  /** Links that nothing held answers, or that two documents or two components answer differently. */
  open: string[];
}

/** A product that is a BOM-Link and nothing else yet. */
export function linkOf(product: VexProduct): ReturnType<typeof parseBomLink> {
  return product.purl === null && product.sha256 === null ? parseBomLink(product.id) : null;
}

/**
 * Follows BOM-Links into the bills of materials of the same serial number and version that are held for the digest. A
 * serial number is a claim and no hash: where two documents carry the same one and answer differently, none is believed.
 */
export function followLinks(products: readonly VexProduct[], sboms: readonly LinkedSbom[]): FollowedLinks {
  const result: FollowedLinks = { direct: [], through: new Map(), open: [] };
  for (const product of products) {
    const link = linkOf(product);
    if (link === null) {
      result.direct.push(product);
      continue;
    }
    const held = sboms.filter((one) => one.serialNumber === link.serialNumber && one.version === link.version);
    const answers = held.map((sbom) => ({ sbom, answer: answerOf(sbom, link.ref) }));
    const [first] = answers;
    const same = first !== undefined && first.answer !== null && answers.every(({ answer }) => answer !== null && answer.key === first.answer?.key && answer.sha256 === first.answer.sha256);
    if (!same || first.answer === null) result.open.push(product.id);
    else result.through.set(first.sbom.evidence, [...(result.through.get(first.sbom.evidence) ?? []), { id: product.id, ...first.answer, ...(product.range === undefined ? {} : { range: product.range }) }]);
  }
  return result;
}

function answerOf(sbom: LinkedSbom, ref: string | null): Pick<FollowedProduct, "sha256" | "key"> | null {
  if (ref === null || ref === sbom.subjectRef) return { sha256: sbom.about, key: null };
  const keys = new Set(sbom.keys.get(ref) ?? []);
  const [key] = keys;
  return key !== undefined && keys.size === 1 ? { sha256: null, key } : null;
}
