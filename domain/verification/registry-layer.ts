import type { DetachedSignature } from "./model";

/** What cosign leaves in the annotations of a layer beside the signed bytes. Its chain is not read: trust has its own. */
export function detachedOfAnnotations(annotations: Readonly<Record<string, string>>): DetachedSignature {
  return {
    signature: annotations["dev.cosignproject.cosign/signature"] ?? null,
    certificate: annotations["dev.sigstore.cosign/certificate"] ?? null,
    rekorBundle: annotations["dev.sigstore.cosign/bundle"] ?? null,
    rfc3161: annotations["dev.sigstore.cosign/rfc3161timestamp"] ?? null,
  };
}
