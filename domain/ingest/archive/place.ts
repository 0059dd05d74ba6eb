import type { Sha256Hex } from "../../model/identity";

/** What a file of an archive is by where it lies (OCI image layout 1.1; docker save before and since version 25). */
export type Place =
  | { role: "layout-mark"; folder: string }
  | { role: "index"; folder: string }
  | { role: "save-manifest"; folder: string }
  | { role: "repositories"; folder: string }
  /** `digest` is null where the name is none that can be checked; `algorithm` as in the path. */
  | { role: "blob"; folder: string; algorithm: string; digest: Sha256Hex | null }
  | { role: "other" };

const CONTROL: Readonly<Record<string, "layout-mark" | "index" | "save-manifest" | "repositories">> = {
  "oci-layout": "layout-mark",
  "index.json": "index",
  "manifest.json": "save-manifest",
  repositories: "repositories",
};

/** Layouts lie at the root of the archive or in one folder of it. */
export function placeOf(path: string): Place {
  const blob = /^(?:([^/]+)\/)?blobs\/([^/]+)\/([^/]+)$/.exec(path);
  if (blob) {
    const [, folder = "", algorithm = "", name = ""] = blob;
    return { role: "blob", folder, algorithm, digest: algorithm === "sha256" && /^[0-9a-f]{64}$/.test(name) ? name : null };
  }
  const [, folder = "", name = ""] = /^(?:([^/]+)\/)?([^/]+)$/.exec(path) ?? [];
  const role = Object.hasOwn(CONTROL, name) ? CONTROL[name] : undefined;
  return role === undefined ? { role: "other" } : { role, folder };
}

/** Whether what lies there decides what is read. */
export const isRelevant = (place: Place): boolean => place.role !== "other";
