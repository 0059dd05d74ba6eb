import type { CarrierKind, DetachedSignature } from "./model";

const KINDS: Readonly<Record<string, CarrierKind>> = {
  "application/vnd.dsse.envelope.v1+json": "dsse",
  "application/vnd.dev.cosign.simplesigning.v1+json": "cosign-simple-signing",
  "application/vnd.in-toto+json": "in-toto-statement",
};

/** How a layer's bytes are to be verified, by its media type; null for layers that carry nothing signed. */
export function carrierOfLayer(mediaType: string): CarrierKind | null {
  return /^application\/vnd\.dev\.sigstore\.bundle[.+]/.test(mediaType)
    ? "sigstore-bundle"
    : (Object.entries(KINDS).find(([known]) => known === mediaType)?.[1] ?? null);
}

/** What cosign leaves in the annotations of a layer beside the signed bytes. Its chain is not read: trust has its own. */
export function detachedOfAnnotations(annotations: Readonly<Record<string, string>>): DetachedSignature {
  return {
    signature: annotations["dev.cosignproject.cosign/signature"] ?? null,
    certificate: annotations["dev.sigstore.cosign/certificate"] ?? null,
    rekorBundle: annotations["dev.sigstore.cosign/bundle"] ?? null,
    rfc3161: annotations["dev.sigstore.cosign/rfc3161timestamp"] ?? null,
  };
}
