import type { IndexFacts, Reading } from "../../model/document";
import type { IdentityEdge } from "../../model/identity";
import { ok, type Result } from "../../model/problem";
import type { FormatRoom, RawDocument } from "../room";
import { type Descriptor, INDEX_TYPES, isBrokenSha256, isDescriptorOrNone, readDescriptor } from "../shared/oci";
import { Notes, reading, refuse, tooMany } from "../shared/reading";
import { isObject, type JsonObject, listAt, objectAt, plural, stringMap, textAt } from "../shared/values";

type Entry = IndexFacts["manifests"][number];

const REFERENCE_TYPE = "vnd.docker.reference.type";
const REFERENCE_DIGEST = "vnd.docker.reference.digest";
const DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
const OCI_INDEX = "application/vnd.oci.image.index.v1+json";

/**
 * OCI image index and Docker manifest list v2 (OCI image spec 1.1, image-index.md). Entries that BuildKit adds for its
 * attestations are kept with their role and are no platforms. Codes: oci-index/schema-version, /media-type,
 * /manifests, /entry, /subject, /artifact-type, /too-many.
 */
export const ociIndex: FormatRoom = {
  id: "oci-index",
  title: "OCI image index or Docker manifest list",
  revision: 2,
  duplicateKeys: "refuse",
  sniff: ({ json }) => isObject(json) && (INDEX_TYPES.has(textAt(json, "mediaType") ?? "") || (json["schemaVersion"] === 2 && "manifests" in json)),
  read,
};

function read(document: RawDocument): Result<Reading> {
  const json = isObject(document.json) ? document.json : {};
  if (json["schemaVersion"] !== 2) return refuse("oci-index/schema-version", "an index says schemaVersion 2", "/schemaVersion");
  const stated = json["mediaType"];
  if (stated !== undefined && !(typeof stated === "string" && INDEX_TYPES.has(stated))) return refuse("oci-index/media-type", "not a media type of an index", "/mediaType");
  const list = json["manifests"];
  if (!Array.isArray(list)) return refuse("oci-index/manifests", "manifests is a list", "/manifests");
  if (list.length > 10_000) return tooMany("oci-index", "manifests", 10_000, list.length, "/manifests");
  const wrong = list.findIndex((entry) => !isObject(entry) || typeof entry["digest"] !== "string" || isBrokenSha256(entry));
  if (wrong !== -1) return refuse("oci-index/entry", "an entry names its digest", `/manifests/${wrong}/digest`);
  if (!isDescriptorOrNone(json["subject"])) return refuse("oci-index/subject", "subject names a SHA-256 digest", "/subject/digest");
  const { artifactType } = json;
  if (artifactType !== undefined && artifactType !== null && typeof artifactType !== "string") return refuse("oci-index/artifact-type", "artifactType is text", "/artifactType");
  return ok(describe(document, json, list));
}

function describe(document: RawDocument, json: JsonObject, list: unknown[]): Reading {
  const notes = new Notes();
  const manifests = list.flatMap((value, i) => {
    const descriptor = readDescriptor(value);
    if (descriptor === null) notes.add("ignored", "oci-index/digest-algorithm", "only SHA-256 digests are followed", `/manifests/${i}/digest`);
    return descriptor === null ? [] : [entryOf(descriptor)];
  });
  const mediaType = textAt(json, "mediaType") ?? (list.some((entry) => textAt(entry, "mediaType")?.includes("vnd.docker.distribution")) ? DOCKER_LIST : OCI_INDEX);
  const subject = readDescriptor(json["subject"]);
  const platforms = manifests.filter((entry) => entry.role === "platform");
  return reading({
    room: ociIndex.id,
    revision: ociIndex.revision,
    formatVersion: "2",
    summary: `${mediaType === DOCKER_LIST ? "Docker manifest list" : "OCI image index"}, ${plural(platforms.length, "platform")}`,
    identities: [{ type: "index", sha256: document.sha256, at: "" }],
    edges: edgesOf(document.sha256, manifests, subject, textAt(json, "artifactType")),
    facts: { index: { mediaType, sha256: document.sha256, manifests, annotations: stringMap(json["annotations"]) } },
    notes: notes.list(),
    counts: {
      manifests: list.length,
      layers: listAt(json, "layers").length,
      platforms: list.map(platformWord),
      ...(subject === null ? {} : { subject: `sha256:${subject.sha256}` }),
      ...("artifactType" in json ? { artifactType: json["artifactType"] } : {}),
    },
  });
}

function entryOf(descriptor: Descriptor): Entry {
  const { sha256, mediaType, sizeBytes, platform, annotations } = descriptor;
  const attests = annotations[REFERENCE_TYPE] === "attestation-manifest";
  const subject = annotations[REFERENCE_DIGEST]?.startsWith("sha256:") ? annotations[REFERENCE_DIGEST].slice(7).toLowerCase() : null;
  const nowhere = platform?.os === "unknown" && platform.architecture === "unknown";
  const role = attests || nowhere ? "attestation" : descriptor.artifactType === null ? "platform" : "artifact";
  return { sha256, mediaType, sizeBytes, platform: role === "platform" ? platform : null, role, attests: attests && /^[0-9a-f]{64}$/.test(subject ?? "") ? subject : null };
}

function edgesOf(index: string, manifests: Entry[], subject: Descriptor | null, artifactType: string | null): IdentityEdge[] {
  const edges: IdentityEdge[] = manifests.flatMap((entry): IdentityEdge[] => {
    if (entry.role === "platform") return [{ type: "index-has-manifest", index, manifest: entry.sha256, platform: entry.platform }];
    return entry.attests === null ? [] : [{ type: "referrer-of", manifest: entry.sha256, subject: entry.attests, artifactType: "attestation-manifest" }];
  });
  if (subject !== null) edges.push({ type: "referrer-of", manifest: index, subject: subject.sha256, artifactType });
  return edges;
}

function platformWord(entry: unknown): string {
  const platform = objectAt(entry, "platform");
  return `${textAt(platform, "os") ?? "None"}/${textAt(platform, "architecture") ?? "None"}`;
}
