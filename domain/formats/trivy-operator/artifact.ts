import type { NamedIdentity } from "../../model/identity";
import type { Notes } from "../shared/reading";
import { identity, type JsonObject, objectAt, sha256Hex, textAt } from "../shared/values";

/**
 * The image a report is about. The digest beside a tag is the image id the cluster reported (the operator keeps a tag or
 * a digest of the reference, never both); without a tag it is the digest of the reference. A tag alone names no image.
 */
export function artifactOf(body: JsonObject, notes: Notes, expected: boolean): { identities: NamedIdentity[]; name: string | null } {
  const artifact = objectAt(body, "artifact");
  const repository = textAt(artifact, "repository");
  const server = textAt(objectAt(body, "registry"), "server");
  const tag = textAt(artifact, "tag");
  const name = repository === null ? null : `${server === null ? "" : `${server}/`}${repository}`;
  const identities = identity(tag === null ? "repo-digest" : "image-id", artifact["digest"], "/report/artifact/digest", name);
  if (expected && identities.length === 0) {
    const bad = textAt(artifact, "digest") !== null && sha256Hex(artifact["digest"]) === null;
    if (bad) notes.warn("trivy-operator/bad-digest", "this digest is no SHA-256; it binds nothing", "/report/artifact/digest");
    else notes.warn("trivy-operator/names-no-digest", "the report names a tag and no digest", "/report/artifact");
  }
  return { identities, name: name === null ? null : `${name}${tag === null ? "" : `:${tag}`}` };
}

/** "ReplicaSet default/nginx": what a report without an image is about. */
export function workloadOf(value: JsonObject): string | null {
  const metadata = objectAt(value, "metadata");
  const labels = objectAt(metadata, "labels");
  const kind = textAt(labels, "trivy-operator.resource.kind");
  const name = textAt(labels, "trivy-operator.resource.name") ?? textAt(metadata, "name");
  if (name === null) return null;
  const space = textAt(labels, "trivy-operator.resource.namespace") ?? textAt(metadata, "namespace");
  return `${kind === null ? "" : `${kind} `}${space === null ? "" : `${space}/`}${name}`;
}
