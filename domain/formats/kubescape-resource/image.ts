import type { NamedIdentity } from "../../model/identity";
import type { Notes } from "../shared/reading";
import { identity, type JsonObject, objectAt, repoDigest, textAt } from "../shared/values";

const IMAGE_ID = "kubescape.io/image-id";
const PLACE = "/metadata/annotations/kubescape.io~1image-id";

/**
 * The image an object is about, by its annotation: what Kubernetes reports as imageID. That is the digest of a
 * reference, or, for an image that was never pulled, a bare digest, which is its image id. Labels hold the same cut short.
 */
export function imageOf(value: JsonObject, notes: Notes): { identities: NamedIdentity[]; name: string | null } {
  const annotations = objectAt(objectAt(value, "metadata"), "annotations");
  const stated = textAt(annotations, IMAGE_ID)?.replace(/^docker(?:-pullable)?:\/\//, "") ?? null;
  const tag = textAt(annotations, "kubescape.io/image-tag");
  const referenced = repoDigest(stated, PLACE);
  const identities = referenced.length > 0 ? referenced : identity("image-id", stated, PLACE, tag);
  if (stated === null) notes.warn("kubescape-resource/names-no-image", "the annotation kubescape.io/image-id is missing: the object does not say which image it is about", "/metadata/annotations");
  else if (identities.length === 0) notes.warn("kubescape-resource/bad-digest", "the annotation kubescape.io/image-id holds no SHA-256; it binds nothing", PLACE);
  return { identities, name: tag ?? identities[0]?.name ?? null };
}

/** "Deployment payments/api", by the labels of a summary or of what was seen at run time. */
export function workloadOf(value: JsonObject): string | null {
  const metadata = objectAt(value, "metadata");
  const labels = objectAt(metadata, "labels");
  const [kind, name, space] = ["kind", "name", "namespace"].map((key) => textAt(labels, `kubescape.io/workload-${key}`));
  return name === null || name === undefined ? textAt(metadata, "name") : `${kind ? `${kind} ` : ""}${space ? `${space}/` : ""}${name}`;
}
