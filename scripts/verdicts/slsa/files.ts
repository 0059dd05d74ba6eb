import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Every file below a folder, sorted, so that a run can be told from another by its cases alone. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${folder}/.git`))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Files beside a document that could be what it is about, by SHA-256. */
export function beside(folder: string): Map<string, string> {
  return new Map(readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => [sha256(readFileSync(join(folder, entry.name))), join(folder, entry.name)]));
}
