import type { NamedIdentity, Sha256Hex } from "../model/identity";
import type { IdentityGraph } from "./graph";

/**
 * How one named identity stands to a digest, as far as held bytes tell.
 * - same: it is the digest, its config, or another manifest of the same image
 * - platform-of: the identity is a platform of the digest (the digest is an index)
 * - index-of: the identity is an index that lists the digest
 * - overlapping: two indexes that share platforms
 * - disjoint: both are known and neither is part of the other
 * - unknown: no manifest we hold connects or separates them yet
 */
export type Relation = "same" | "platform-of" | "index-of" | "overlapping" | "disjoint" | "unknown";

/** Decides the relation of a named identity to a digest from the graph alone; it never believes a name or a tag. */
export function relationTo(graph: IdentityGraph, identity: NamedIdentity, digest: Sha256Hex): Relation {
  const sha256 = identity.sha256;
  if (identity.type === "manifest-local") return localRelation(graph, sha256, digest);
  if (sha256 === digest) return "same";
  const kind = graph.kindOf(sha256);
  if (kind === "index") return indexRelation(graph, sha256, digest);
  if (kind === "manifest") return manifestRelation(graph, sha256, digest);
  if (kind === "config" || identity.type === "image-id") return configRelation(graph, sha256, digest);
  // Bytes not held: the only thing that can still connect them is an index of ours that lists the identity.
  return "unknown";
}

function localRelation(graph: IdentityGraph, local: Sha256Hex, digest: Sha256Hex): Relation {
  const config = graph.configOf(local);
  return config === null ? "unknown" : configRelation(graph, config, digest);
}

function configRelation(graph: IdentityGraph, config: Sha256Hex, digest: Sha256Hex): Relation {
  switch (graph.kindOf(digest)) {
    case "manifest": {
      const own = graph.configOf(digest);
      if (own === null) return "unknown";
      return own === config ? "same" : "disjoint";
    }
    case "index": {
      const configs = graph.platformsOf(digest).map((entry) => graph.configOf(entry.manifest));
      if (configs.includes(config)) return "platform-of";
      return configs.includes(null) ? "unknown" : "disjoint";
    }
    case "config":
      return config === digest ? "same" : "disjoint";
    case "unknown":
      return "unknown";
  }
}

function manifestRelation(graph: IdentityGraph, manifest: Sha256Hex, digest: Sha256Hex): Relation {
  switch (graph.kindOf(digest)) {
    case "manifest":
      return graph.sameImage(manifest).includes(digest) ? "same" : "disjoint";
    case "index":
      return graph.sameImage(manifest).some((same) => graph.lists(digest, same)) ? "platform-of" : "disjoint";
    case "config": {
      const own = graph.configOf(manifest);
      return own === null ? "unknown" : own === digest ? "same" : "disjoint";
    }
    case "unknown":
      return "unknown";
  }
}

function indexRelation(graph: IdentityGraph, index: Sha256Hex, digest: Sha256Hex): Relation {
  switch (graph.kindOf(digest)) {
    case "manifest":
      return graph.sameImage(digest).some((same) => graph.lists(index, same)) ? "index-of" : "disjoint";
    case "index": {
      const shared = graph.platformsOf(digest).some((entry) => graph.lists(index, entry.manifest));
      return shared ? "overlapping" : "disjoint";
    }
    case "config":
    case "unknown":
      return "unknown";
  }
}
