/** A multi-platform index as BuildKit writes it: one platform and its attestation manifest. */
export const example = {
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.index.v1+json",
  manifests: [
    { mediaType: "application/vnd.oci.image.manifest.v1+json", digest: `sha256:${"a".repeat(64)}`, size: 1000, platform: { os: "linux", architecture: "arm64", variant: "v8" } },
    {
      mediaType: "application/vnd.oci.image.manifest.v1+json",
      digest: `sha256:${"b".repeat(64)}`,
      size: 500,
      annotations: { "vnd.docker.reference.type": "attestation-manifest", "vnd.docker.reference.digest": `sha256:${"a".repeat(64)}` },
      platform: { os: "unknown", architecture: "unknown" },
    },
  ],
};
