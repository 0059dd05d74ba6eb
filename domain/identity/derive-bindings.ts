import type { BindingState, DerivedBinding, NamedIdentity, Sha256Hex } from "../model/identity";
import type { IdentityGraph } from "./graph";
import { relationTo, type Relation } from "./relation";

export interface BindingInput {
  named: NamedIdentity[];
  /** The digest it was handed in under, null when the uploader named none. */
  claimed: Sha256Hex | null;
  /** Subjects of signatures over this document that verified. */
  verifiedSubjects?: Sha256Hex[];
}

interface Target {
  state: BindingState;
  why: string;
}

/**
 * Which digests a document is evidence about, and how surely. A pure function of the graph as a set: deriving again
 * after a manifest has arrived gives the state that any other order of arrival would have given.
 *
 * A document that names an image id (config digest) is about the one image with that config: an index named beside it
 * only says where the image was pulled from. Without one, every digest the document names is named by it. Statement
 * subjects are a list and stand for themselves. The claim of the uploader comes last and never overrides the document.
 */
export function deriveBindings(graph: IdentityGraph, input: BindingInput): DerivedBinding[] {
  const named = sortIdentities(input.named);
  const pinned = pinnedConfigs(graph, named);
  const targets = new Map<Sha256Hex, Target>();
  bindPinned(graph, named, pinned, targets);
  bindNamed(graph, named, pinned, targets);
  bindSubjects(graph, named, pinned, targets);
  bindVerified(graph, pinned, input.verifiedSubjects ?? [], targets);
  bindClaim(graph, named, input.claimed, targets);
  if (targets.size === 0) return [unboundYet(graph, named)];
  return [...targets]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([digest, target]) => ({ digest, ...target, because: because(graph, named, digest) }));
}

/** Config digests the document pins its one image to. An image id that is really a manifest or index digest pins none. */
function pinnedConfigs(graph: IdentityGraph, named: NamedIdentity[]): Set<Sha256Hex> {
  const configs = new Set<Sha256Hex>();
  for (const identity of named) {
    if (identity.type === "manifest-local") {
      const config = graph.configOf(identity.sha256);
      if (config !== null) configs.add(config);
    } else if (isConfigIdentity(graph, identity)) configs.add(identity.sha256);
  }
  return configs;
}

function isConfigIdentity(graph: IdentityGraph, identity: NamedIdentity): boolean {
  const kind = graph.kindOf(identity.sha256);
  return kind === "config" || (identity.type === "image-id" && kind === "unknown");
}

/** Manifests that carry a pinned config. A daemon's own manifest counts only when something else names it too. */
function bindPinned(graph: IdentityGraph, named: NamedIdentity[], pinned: Set<Sha256Hex>, targets: Map<Sha256Hex, Target>): void {
  const local = new Set(named.filter((one) => one.type === "manifest-local").map((one) => one.sha256));
  const literal = new Set(named.filter((one) => one.type !== "manifest-local").map((one) => one.sha256));
  for (const config of pinned) {
    for (const manifest of graph.manifestsOfConfig(config)) {
      const onlyLocal = local.has(manifest) && !literal.has(manifest) && graph.indexesOf(manifest).length === 0;
      if (onlyLocal) continue;
      targets.set(manifest, { state: "named", why: `The document names image id ${short(config)}, which is the config of this manifest.` });
    }
  }
}

/** Digests named as what was scanned or described: index, manifest, repo digest. */
function bindNamed(graph: IdentityGraph, named: NamedIdentity[], pinned: Set<Sha256Hex>, targets: Map<Sha256Hex, Target>): void {
  const pinnedTargets = new Set(targets.keys());
  const literal = named.filter((one) => one.type !== "subject" && one.type !== "manifest-local" && !isConfigIdentity(graph, one));
  const manifests = literal.filter((one) => graph.kindOf(one.sha256) === "manifest" || one.type === "manifest").map((one) => one.sha256);
  for (const { sha256 } of literal) {
    if (targets.has(sha256)) continue;
    if (contradictsPin(graph, pinned, sha256)) {
      if (pinnedTargets.size === 0) targets.set(sha256, { state: "conflict", why: `The document names this digest and an image id that is not its config: they are different images.` });
      continue;
    }
    const isManifest = manifests.includes(sha256);
    if (!isManifest && manifests.some((manifest) => graph.kindOf(sha256) !== "index" || graph.lists(sha256, manifest))) continue;
    if (!isManifest && pinnedTargets.size > 0) continue;
    if (!isManifest && pinned.size > 0 && graph.kindOf(sha256) === "index") {
      targets.set(sha256, { state: "pending", why: "The document names this index and an image id that no manifest we hold connects to one of its platforms yet." });
      continue;
    }
    targets.set(sha256, { state: "named", why: nameWhy(graph, sha256) });
    bindSameImage(graph, sha256, targets);
  }
}

function bindSameImage(graph: IdentityGraph, sha256: Sha256Hex, targets: Map<Sha256Hex, Target>): void {
  if (graph.kindOf(sha256) !== "manifest") return;
  for (const same of graph.sameImage(sha256)) {
    if (targets.has(same)) continue;
    targets.set(same, { state: "named", why: `The document names manifest ${short(sha256)}, which has the same config: the same image.` });
  }
}

/** Statement subjects: a list in which every digest stands for itself. */
function bindSubjects(graph: IdentityGraph, named: NamedIdentity[], pinned: Set<Sha256Hex>, targets: Map<Sha256Hex, Target>): void {
  const pinnedTargets = [...targets.keys()];
  for (const { type, sha256 } of named) {
    if (type !== "subject" || targets.has(sha256) || graph.kindOf(sha256) === "config") continue;
    if (contradictsPin(graph, pinned, sha256)) {
      targets.set(sha256, { state: "conflict", why: "The carrier names this digest, but what it carries names the config of another image." });
      continue;
    }
    if (pinned.size > 0 && pinnedTargets.some((target) => graph.lists(sha256, target))) continue;
    targets.set(sha256, { state: "named", why: "The statement names this digest as its subject." });
  }
}

/** A digest whose config is known and is none of the pinned ones is known to be another image. */
function contradictsPin(graph: IdentityGraph, pinned: Set<Sha256Hex>, sha256: Sha256Hex): boolean {
  if (pinned.size === 0) return false;
  const identity = (config: Sha256Hex): NamedIdentity => ({ type: "image-id", sha256: config, at: "" });
  return [...pinned].every((config) => relationTo(graph, identity(config), sha256) === "disjoint");
}

function bindVerified(graph: IdentityGraph, pinned: Set<Sha256Hex>, subjects: Sha256Hex[], targets: Map<Sha256Hex, Target>): void {
  for (const sha256 of [...subjects].sort()) {
    if (targets.get(sha256)?.state === "conflict" || contradictsPin(graph, pinned, sha256)) continue;
    targets.set(sha256, { state: "subject", why: "A verified signature over this document names the digest as its subject." });
  }
}

function bindClaim(graph: IdentityGraph, named: NamedIdentity[], claimed: Sha256Hex | null, targets: Map<Sha256Hex, Target>): void {
  if (claimed === null || targets.has(claimed)) return;
  if (named.some((one) => one.type === "manifest" && graph.subjectsOf(one.sha256).includes(claimed))) {
    targets.set(claimed, { state: "named", why: "The document is a manifest about this digest: it names it as its subject, or an index that is held lists it as an attestation of it." });
    return;
  }
  if (named.length === 0) {
    targets.set(claimed, { state: "claimed", why: "The document names no image; only the uploader says it is about this digest." });
    return;
  }
  const counted = [...targets].filter(([, target]) => target.state === "named" || target.state === "subject").map(([digest]) => digest);
  const relations = counted.length > 0
    ? counted.map((sha256) => relationTo(graph, { type: "repo-digest", sha256, at: "" }, claimed))
    : named.map((identity) => relationTo(graph, identity, claimed));
  const target = claimTarget(relations, counted.length > 0 || named.every((one) => one.type === "subject"));
  if (target) targets.set(claimed, target);
}

/**
 * `list`: the relations are alternatives (several digests, each for itself), so one unknown keeps the claim open.
 * Else they describe one image, and one that is known to be another image decides.
 */
function claimTarget(relations: Relation[], list: boolean): Target | null {
  if (relations.includes("platform-of") && !(!list && relations.includes("disjoint"))) return null;
  if (relations.includes("index-of") && (list || !relations.includes("disjoint"))) {
    if (!list && relations.includes("unknown")) return { state: "pending", why: "The document names an index that lists this digest, and an image id that no manifest we hold connects to it yet." };
    return { state: "claimed", why: "The document names an index that lists this digest; only the uploader says it is about this platform." };
  }
  if (relations.includes("overlapping")) return { state: "claimed", why: "The document names another index that shares platforms with this one; only the uploader says it is about this index." };
  const disjoint = list ? relations.every((one) => one === "disjoint") : relations.includes("disjoint");
  if (disjoint) return { state: "conflict", why: "The document names an image that is known to be another than the digest it was handed in under." };
  return { state: "pending", why: "No manifest we hold connects what the document names to the digest it was handed in under, or separates them." };
}

function unboundYet(graph: IdentityGraph, named: NamedIdentity[]): DerivedBinding {
  const why = named.length === 0
    ? "The document names no image and was handed in under none."
    : "No manifest we hold connects what the document names to a digest yet.";
  return { digest: null, state: "pending", why, because: because(graph, named, null) };
}

function nameWhy(graph: IdentityGraph, sha256: Sha256Hex): string {
  switch (graph.kindOf(sha256)) {
    case "index":
      return "The document names this digest, which is an index.";
    case "manifest":
      return "The document names this digest, which is a manifest.";
    default:
      return "The document names this digest. Its bytes are not held, so whether it is an index or a manifest is not known.";
  }
}

const RELATION_WORDS: Record<Relation, string> = {
  same: "is this digest or the same image",
  "platform-of": "is a platform of this index",
  "index-of": "is an index that lists this digest",
  overlapping: "is an index that shares platforms with this one",
  disjoint: "is known to be another image",
  unknown: "is not connected to this digest by any manifest held",
};

function because(graph: IdentityGraph, named: NamedIdentity[], digest: Sha256Hex | null): DerivedBinding["because"] {
  return named.map((identity) => ({
    identity,
    relation: digest === null ? `is ${graph.kindOf(identity.sha256)}` : RELATION_WORDS[relationTo(graph, identity, digest)],
  }));
}

/** One order for the same set, without repeats: bindings must not depend on where in the document a name stands. */
function sortIdentities(named: NamedIdentity[]): NamedIdentity[] {
  const key = (one: NamedIdentity): string => [one.type, one.sha256, one.name ?? "", one.at].join("\u0000");
  const unique = new Map(named.map((one) => [key(one), one]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, one]) => one);
}

function short(sha256: Sha256Hex): string {
  return sha256.slice(0, 12);
}
