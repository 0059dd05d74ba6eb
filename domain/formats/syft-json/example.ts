/** A whole document of this format, as small as it can be. */
export const example = {
  artifacts: [
    {
      id: "1",
      name: "openssl",
      version: "3.0.11-1",
      type: "deb",
      locations: [{ path: "/var/lib/dpkg/status", layerID: `sha256:${"e".repeat(64)}` }],
      licenses: [{ value: "Apache-2.0" }],
      cpes: [{ cpe: "cpe:2.3:a:openssl:openssl:3.0.11-1:*:*:*:*:*:*:*" }],
      purl: "pkg:deb/debian/openssl@3.0.11-1?distro=debian-12",
    },
  ],
  artifactRelationships: [],
  source: { id: "x", type: "image", metadata: { userInput: "app:1", imageID: `sha256:${"c".repeat(64)}`, manifestDigest: `sha256:${"b".repeat(64)}`, repoDigests: [`registry.example.org/app@sha256:${"a".repeat(64)}`] } },
  distro: { id: "debian", versionID: "12" },
  descriptor: { name: "syft", version: "1.14.0" },
  schema: { version: "16.0.17", url: "https://raw.githubusercontent.com/anchore/syft/main/schema/json/schema-16.0.17.json" },
};
