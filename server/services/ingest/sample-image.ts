import { sha256Hex } from "../../store";

export interface SampleFile {
  name: string;
  bytes: Uint8Array;
  sha256: string;
  claimed: string;
}

const hash = (text: string): string => `sha256:${sha256Hex(text)}`;

/** A small image of two platforms with evidence about one of them: for tests and measurements. */
export function sampleImage(variant = ""): Record<"index" | "manifest" | "config" | "sbom" | "scan", SampleFile> {
  const config = {
    created: "2026-11-18T08:00:00Z", architecture: "amd64", os: "linux",
    config: { User: "65532", Entrypoint: ["/app"], Labels: { "org.opencontainers.image.version": `1.4${variant}` } },
    rootfs: { type: "layers", diff_ids: [hash(`layer${variant}`)] },
    history: [{ created: "2026-11-18T08:00:00Z", created_by: "COPY app /app" }],
  };
  const configText = JSON.stringify(config);
  const manifestText = JSON.stringify({
    schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: { mediaType: "application/vnd.oci.image.config.v1+json", digest: hash(configText), size: configText.length },
    layers: [{ mediaType: "application/vnd.oci.image.layer.v1.tar+gzip", digest: hash(`blob${variant}`), size: 1234 }],
  });
  const entry = (digest: string, architecture: string) => ({ mediaType: "application/vnd.oci.image.manifest.v1+json", digest, size: 400, platform: { os: "linux", architecture } });
  const indexText = JSON.stringify({
    schemaVersion: 2, mediaType: "application/vnd.oci.image.index.v1+json",
    manifests: [entry(hash(manifestText), "amd64"), entry(hash(`arm${variant}`), "arm64")],
  });
  const claimed = hash(indexText);
  const file = (name: string, text: string, about = claimed): SampleFile => ({ name, bytes: Buffer.from(text), sha256: sha256Hex(text), claimed: about });
  return {
    index: file("index.json", indexText),
    manifest: file("manifest.json", manifestText, hash(manifestText)),
    config: file("config.json", configText, hash(manifestText)),
    sbom: file("sbom.cdx.json", sbomText(hash(configText)), hash(manifestText)),
    scan: file("trivy.json", scanText(hash(configText)), hash(manifestText)),
  };
}

function sbomText(imageId: string): string {
  return JSON.stringify({
    bomFormat: "CycloneDX", specVersion: "1.5", version: 1,
    metadata: {
      timestamp: "2026-11-18T08:05:00Z",
      component: { type: "container", name: "registry.example/payments/api", properties: [{ name: "aquasecurity:trivy:ImageID", value: imageId }] },
      tools: { components: [{ type: "application", name: "trivy", version: "0.55.0" }] },
    },
    components: [
      { type: "operating-system", name: "debian", version: "12.7" },
      { type: "library", name: "libssl3", version: "3.0.14-1", purl: "pkg:deb/debian/libssl3@3.0.14-1?arch=amd64&distro=debian-12.7" },
      { type: "library", name: "golang.org/x/net", version: "v0.20.0", purl: "pkg:golang/golang.org/x/net@v0.20.0" },
    ],
  });
}

function scanText(imageId: string): string {
  const row = (id: string, name: string, purl: string, severity: string) => ({
    VulnerabilityID: id, PkgName: name, InstalledVersion: "1", FixedVersion: "2", Severity: severity, Title: `${id} in ${name}`, PkgIdentifier: { PURL: purl },
  });
  return JSON.stringify({
    SchemaVersion: 2, CreatedAt: "2026-11-19T03:00:00Z", ArtifactName: "registry.example/payments/api:1.4", ArtifactType: "container_image",
    Metadata: { OS: { Family: "debian", Name: "12.7" }, ImageID: imageId },
    Results: [
      { Target: "debian 12.7", Class: "os-pkgs", Type: "debian", Vulnerabilities: [row("CVE-2024-1111", "libssl3", "pkg:deb/debian/libssl3@3.0.14-1?arch=amd64", "HIGH")] },
      { Target: "app", Class: "lang-pkgs", Type: "gobinary", Vulnerabilities: [row("CVE-2024-2222", "golang.org/x/net", "pkg:golang/golang.org/x/net@v0.20.0", "MEDIUM")] },
    ],
  });
}
