import type { ManifestFacts, Reading } from "../../model/document";
import type { IdentityEdge, NamedIdentity } from "../../model/identity";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { CONFIG_TYPES, type Descriptor, isDescriptorOrNone, MANIFEST_TYPES, readDescriptor } from "../shared/oci";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { isObject, type JsonObject, plural, stringMap, textAt } from "../shared/values";

const DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";

/**
 * OCI image manifest and Docker schema 2 (OCI image spec 1.1, manifest.md): an image when its config is an image
 * config, else an artifact (signature, attestation, SBOM), which is about its `subject` where it names one.
 * Codes: oci-manifest/schema-version, /media-type, /config, /layers, /layer, /subject, /artifact-type, /too-many.
 */
export const ociManifest: FormatRoom = {
  id: "oci-manifest",
  title: "OCI or Docker image manifest",
  revision: 2,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isObject(json) && (MANIFEST_TYPES.has(textAt(json, "mediaType") ?? "") || (json["schemaVersion"] === 2 && ("layers" in json || "config" in json))),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  if (json["schemaVersion"] !== 2) return refuse("oci-manifest/schema-version", "a manifest says schemaVersion 2", "/schemaVersion");
  const stated = json["mediaType"];
  if (stated !== undefined && !(typeof stated === "string" && MANIFEST_TYPES.has(stated))) return refuse("oci-manifest/media-type", "not a media type of an image manifest", "/mediaType");
  const config = readDescriptor(json["config"]);
  if (config === null) return refuse("oci-manifest/config", "config names a SHA-256 digest", "/config/digest");
  const list = json["layers"];
  if (!Array.isArray(list)) return refuse("oci-manifest/layers", "layers is a list", "/layers");
  if (list.length > 10_000) return tooMany("oci-manifest", "layers", 10_000, list.length, "/layers");
  const layers = list.map(readDescriptor);
  const wrong = layers.indexOf(null);
  if (wrong !== -1) return refuse("oci-manifest/layer", "a layer names its SHA-256 digest", `/layers/${wrong}/digest`);
  if (!isDescriptorOrNone(json["subject"])) return refuse("oci-manifest/subject", "subject names a SHA-256 digest", "/subject/digest");
  const { artifactType } = json;
  if (artifactType !== undefined && artifactType !== null && typeof artifactType !== "string") return refuse("oci-manifest/artifact-type", "artifactType is text", "/artifactType");
  const subject = readDescriptor(json["subject"]);
  return ok(describe(document, json, config, layers.filter((layer) => layer !== null), subject));
}

function describe(document: RawDocument, json: JsonObject, config: Descriptor, layers: Descriptor[], subject: Descriptor | null): Reading {
  const artifactType = textAt(json, "artifactType");
  const image = artifactType === null && isImage(config, layers);
  const docker = config.mediaType?.startsWith("application/vnd.docker.") ?? false;
  const facts: ManifestFacts = {
    mediaType: textAt(json, "mediaType") ?? (docker ? DOCKER_MANIFEST : OCI_MANIFEST),
    sha256: document.sha256,
    artifactType,
    config: { sha256: config.sha256, mediaType: config.mediaType, sizeBytes: config.sizeBytes },
    layers: layers.map(({ sha256, mediaType, sizeBytes, annotations }) => ({ sha256, mediaType, sizeBytes, annotations })),
    subject: subject?.sha256 ?? null,
    annotations: stringMap(json["annotations"]),
  };
  const notes = new Notes();
  if (artifactType === null && config.mediaType === null) notes.warn("oci-manifest/config-type", "config states no media type, so this is not known to be an image", "/config/mediaType");
  return reading({
    room: ociManifest.id,
    revision: ociManifest.revision,
    formatVersion: "2",
    summary: image ? `Image manifest, ${plural(layers.length, "layer")}` : `Artifact manifest${artifactType === null ? "" : ` (${artifactType})`}, ${plural(layers.length, "layer")}`,
    identities: identitiesOf(document.sha256, subject),
    edges: edgesOf(facts, image),
    facts: { manifest: facts },
    notes: notes.list(),
    counts: {
      manifests: 0,
      layers: layers.length,
      config: `sha256:${config.sha256}`,
      platforms: [],
      ...(subject === null ? {} : { subject: `sha256:${subject.sha256}` }),
      ...(artifactType === null ? {} : { artifactType }),
    },
  });
}

/**
 * Cosign and BuildKit put signatures and attestations into manifests with an image config: what tells them from an
 * image is that none of their layers is a file system.
 */
function isImage(config: Descriptor, layers: readonly Descriptor[]): boolean {
  if (config.mediaType === null || !CONFIG_TYPES.has(config.mediaType)) return false;
  return layers.length === 0 || layers.some((layer) => layer.mediaType === null || /tar|rootfs|image\.layer/.test(layer.mediaType));
}

/** An artifact with a subject is evidence about the subject; every other manifest is about itself. */
function identitiesOf(own: string, subject: Descriptor | null): NamedIdentity[] {
  if (subject === null) return [{ type: "manifest", sha256: own, at: "" }];
  return [{ type: "subject", sha256: subject.sha256, at: "/subject/digest" }];
}

function edgesOf(facts: ManifestFacts, image: boolean): IdentityEdge[] {
  const manifest = facts.sha256;
  const edges: IdentityEdge[] = [];
  if (image) edges.push({ type: "manifest-has-config", manifest, config: facts.config.sha256 });
  if (image) edges.push({ type: "manifest-has-layers", manifest, layers: facts.layers.map((layer) => layer.sha256) });
  if (facts.subject !== null) edges.push({ type: "referrer-of", manifest, subject: facts.subject, artifactType: facts.artifactType });
  return edges;
}
