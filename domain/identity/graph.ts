import type { IdentityEdge, Platform, Sha256Hex } from "../model/identity";

export type IdentityKind = "index" | "manifest" | "config" | "unknown";

export interface PlatformEntry {
  manifest: Sha256Hex;
  platform: Platform | null;
}

type Links = Map<Sha256Hex, Set<Sha256Hex>>;

/**
 * What held manifests, indexes and configs state about each other. Every edge comes out of content-addressed bytes,
 * so the graph holds facts only, and it is a set: the order in which edges arrive can not change an answer.
 */
export class IdentityGraph {
  readonly #platforms = new Map<Sha256Hex, Map<Sha256Hex, Platform | null>>();
  readonly #indexes: Links = new Map();
  readonly #configs: Links = new Map();
  readonly #manifestsOfConfig: Links = new Map();
  readonly #layers = new Map<Sha256Hex, Sha256Hex[]>();
  readonly #diffIds = new Map<Sha256Hex, Sha256Hex[]>();
  readonly #subjects: Links = new Map();
  readonly #referrers: Links = new Map();
  readonly #manifests = new Set<Sha256Hex>();

  constructor(edges: Iterable<IdentityEdge>) {
    for (const edge of edges) this.#add(edge);
  }

  #add(edge: IdentityEdge): void {
    switch (edge.type) {
      case "index-has-manifest": {
        const listed = this.#platforms.get(edge.index) ?? new Map<Sha256Hex, Platform | null>();
        listed.set(edge.manifest, listed.get(edge.manifest) ?? edge.platform);
        this.#platforms.set(edge.index, listed);
        link(this.#indexes, edge.manifest, edge.index);
        this.#manifests.add(edge.manifest);
        return;
      }
      case "manifest-has-config":
        link(this.#configs, edge.manifest, edge.config);
        link(this.#manifestsOfConfig, edge.config, edge.manifest);
        this.#manifests.add(edge.manifest);
        return;
      case "manifest-has-layers":
        this.#layers.set(edge.manifest, edge.layers);
        this.#manifests.add(edge.manifest);
        return;
      case "config-has-diff-ids":
        this.#diffIds.set(edge.config, edge.diffIds);
        return;
      case "referrer-of":
        link(this.#subjects, edge.manifest, edge.subject);
        link(this.#referrers, edge.subject, edge.manifest);
        this.#manifests.add(edge.manifest);
    }
  }

  /** What the held bytes show this digest to be. An index that is listed by another index stays an index. */
  kindOf(sha256: Sha256Hex): IdentityKind {
    if (this.#platforms.has(sha256)) return "index";
    if (this.#manifests.has(sha256)) return "manifest";
    if (this.#manifestsOfConfig.has(sha256) || this.#diffIds.has(sha256)) return "config";
    return "unknown";
  }

  /** Platform manifests of an index, by digest. Entries that refer to another manifest (attestations) are no platforms. */
  platformsOf(index: Sha256Hex): PlatformEntry[] {
    const listed = this.#platforms.get(index);
    if (!listed) return [];
    return [...listed]
      .filter(([manifest]) => !this.isReferrer(manifest))
      .map(([manifest, platform]) => ({ manifest, platform }))
      .sort((a, b) => compare(a.manifest, b.manifest));
  }

  /** Indexes that list this manifest, by digest. */
  indexesOf(manifest: Sha256Hex): Sha256Hex[] {
    return sorted(this.#indexes.get(manifest));
  }

  isReferrer(manifest: Sha256Hex): boolean {
    return this.#subjects.has(manifest);
  }

  /** Whether the index lists the digest as anything, platform or attestation. */
  lists(index: Sha256Hex, manifest: Sha256Hex): boolean {
    return this.#platforms.get(index)?.has(manifest) ?? false;
  }

  configOf(manifest: Sha256Hex): Sha256Hex | null {
    return sorted(this.#configs.get(manifest))[0] ?? null;
  }

  /** Every manifest known to carry this config: the same image, whatever its layers are compressed with. */
  manifestsOfConfig(config: Sha256Hex): Sha256Hex[] {
    return sorted(this.#manifestsOfConfig.get(config));
  }

  layersOf(manifest: Sha256Hex): Sha256Hex[] | null {
    return this.#layers.get(manifest) ?? null;
  }

  diffIdsOf(config: Sha256Hex): Sha256Hex[] | null {
    return this.#diffIds.get(config) ?? null;
  }

  /** Manifests that name this digest as their subject. */
  referrersOf(subject: Sha256Hex): Sha256Hex[] {
    return sorted(this.#referrers.get(subject));
  }

  /** What this manifest says it is about, and what an index of ours says it attests. */
  subjectsOf(manifest: Sha256Hex): Sha256Hex[] {
    return sorted(this.#subjects.get(manifest));
  }

  /** The manifests that are the same image as this manifest, itself included. */
  sameImage(manifest: Sha256Hex): Sha256Hex[] {
    const config = this.configOf(manifest);
    return config === null ? [manifest] : this.manifestsOfConfig(config);
  }

  /**
   * Everything reachable from the given digests by any edge, the digests included. A document has to be bound again
   * when new edges touch the neighbourhood of what it names or was claimed for.
   */
  neighbourhood(of: Iterable<Sha256Hex>): Sha256Hex[] {
    const seen = new Set<Sha256Hex>();
    const queue = [...of];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      queue.push(...this.#adjacent(next));
    }
    return sorted(seen);
  }

  #adjacent(sha256: Sha256Hex): Sha256Hex[] {
    const links = [this.#indexes, this.#configs, this.#manifestsOfConfig, this.#subjects, this.#referrers];
    return [...(this.#platforms.get(sha256)?.keys() ?? []), ...links.flatMap((map) => [...(map.get(sha256) ?? [])])];
  }
}

function link(map: Links, from: Sha256Hex, to: Sha256Hex): void {
  const set = map.get(from) ?? new Set<Sha256Hex>();
  set.add(to);
  map.set(from, set);
}

function sorted(values: Iterable<Sha256Hex> | undefined): Sha256Hex[] {
  return values ? [...values].sort(compare) : [];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
