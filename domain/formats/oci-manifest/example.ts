/** A whole document of this format, as small as it can be. */
export const example = {
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.manifest.v1+json",
  config: { mediaType: "application/vnd.oci.image.config.v1+json", digest: `sha256:${"c".repeat(64)}`, size: 700 },
  layers: [{ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest: `sha256:${"d".repeat(64)}`, size: 9000 }],
  annotations: { "org.opencontainers.image.base.name": "docker.io/library/debian:12" },
};
