import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DetachedSignature } from "../../domain/verification/model";
import { detachedOfAnnotations } from "../../domain/verification/registry-layer";

export interface Layer {
  bytes: Buffer;
  mediaType: string;
  detached: DetachedSignature;
}

interface Manifest {
  layers: { digest: string; mediaType: string; annotations?: Record<string, string> }[];
}

export const blob = (layout: string, digest: string): Buffer =>
  readFileSync(join(layout, "blobs/sha256", digest.replace("sha256:", "")));

/** Layers of a cosign manifest in an OCI layout, with the annotations that lie beside each. */
export function cosignLayers(layout: string, manifestDigest: string): Layer[] {
  const manifest: Manifest = JSON.parse(blob(layout, manifestDigest).toString("utf8"));
  return manifest.layers.map(({ digest, mediaType, annotations = {} }) => ({
    bytes: blob(layout, digest),
    mediaType,
    detached: detachedOfAnnotations(annotations),
  }));
}
