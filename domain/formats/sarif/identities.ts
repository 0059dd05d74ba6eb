import type { NamedIdentity } from "../../model/identity";
import type { Notes } from "../shared/reading";
import { identity, listAt, objectAt, repoDigest, textAt } from "../shared/values";
import type { Result, Run } from "./result";

/**
 * The image of a run. Trivy writes it into the run's properties; Snyk into every location ("app@sha256_<hex>"); Grype
 * into every logical location, where the digest of the reference stands before that of the layer. The last two bind
 * only where all results agree.
 */
export function identitiesOf({ run, results, at }: Run, notes: Notes): NamedIdentity[] {
  const properties = objectAt(run, "properties");
  const stated = [
    ...listAt(properties, "repoDigests").flatMap((text, i) => repoDigest(text, `${at}/properties/repoDigests/${i}`)),
    ...identity("image-id", properties["imageID"], `${at}/properties/imageID`, textAt(properties, "imageName")),
  ];
  if (stated.length > 0) return stated;
  const located = results.flatMap(locatedIn);
  const images = new Map(located.map((one) => [one.sha256, one]));
  if (images.size > 1) {
    notes.warn("sarif/several-images", `the results of one run name ${images.size} image digests: none of them is taken for the image`, `${at}/results`);
    return [];
  }
  return [...images.values()];
}

const SNYK = /^([^@\s]{1,512})@sha256_([0-9a-f]{64})$/;
const GRYPE = /^([^@\s]{1,512})@sha256:([0-9a-f]{64})@sha256:[0-9a-f]{64}:/;

function locatedIn({ row, at }: Result): NamedIdentity[] {
  return listAt(row, "locations").flatMap((location, i) => {
    const physical = objectAt(objectAt(location, "physicalLocation"), "artifactLocation");
    const logical = [...listAt(location, "logicalLocations"), ...listAt(objectAt(location, "physicalLocation"), "logicalLocations")];
    const uri = SNYK.exec(textAt(physical, "uri") ?? "");
    const names = logical.map((one) => GRYPE.exec(textAt(one, "fullyQualifiedName") ?? ""));
    return [uri, ...names].flatMap((match) => (match === null ? [] : identity("repo-digest", match[2], `${at}/locations/${i}`, match[1])));
  });
}
