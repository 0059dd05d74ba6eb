/** 64 lower-case hex digits of a SHA-256, without the "sha256:" prefix. */
export type Sha256Hex = string;

/**
 * What a document says it is about. `repo-digest` is the digest a registry answered for a reference: an index or a
 * platform manifest, which only the identity graph can tell. `image-id` is the config digest (Docker image id).
 * `manifest-local` is a manifest digest computed by a container daemon: it may exist in no registry.
 */
export interface NamedIdentity {
  type: "index" | "manifest" | "manifest-local" | "repo-digest" | "image-id" | "subject";
  sha256: Sha256Hex;
  /** Repository or reference named beside the digest: a claim, never used to bind. */
  name?: string;
  /** Where in the document it stands (JSON pointer). */
  at: string;
}

/** Facts a manifest, index or config states about the identity graph. Edges are content-addressed, so never claims. */
export type IdentityEdge =
  | { type: "index-has-manifest"; index: Sha256Hex; manifest: Sha256Hex; platform: Platform | null }
  | { type: "manifest-has-config"; manifest: Sha256Hex; config: Sha256Hex }
  | { type: "manifest-has-layers"; manifest: Sha256Hex; layers: Sha256Hex[] }
  | { type: "config-has-diff-ids"; config: Sha256Hex; diffIds: Sha256Hex[] }
  | { type: "referrer-of"; manifest: Sha256Hex; subject: Sha256Hex; artifactType: string | null };

export interface Platform {
  os: string;
  architecture: string;
  variant?: string;
  osVersion?: string;
}

/**
 * - subject: the digest is a subject of a verified signature over this document
 * - named: the document itself names the digest (or one the graph proves to be the same image)
 * - claimed: only the uploader says so; may lead to fail or needs_evidence, never to pass
 * - pending: the document names identities that no manifest we hold connects to a digest yet
 * - conflict: the document names identities known to be disjoint from the digest it was handed in under
 */
export type BindingState = "subject" | "named" | "claimed" | "pending" | "conflict";

export interface DerivedBinding {
  /** The digest the document is bound to; null while pending without any claim. */
  digest: Sha256Hex | null;
  state: BindingState;
  /** One sentence for people: why this state. */
  why: string;
  /** Identities looked at, with what the graph said of each. */
  because: { identity: NamedIdentity; relation: string }[];
}
