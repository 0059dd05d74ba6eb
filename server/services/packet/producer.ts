import { createRequire } from "node:module";
import path from "node:path";

/** Product and version as printed: the version stands in package.json alone. */
export const PRODUCER: string = `Proofmark ${versionOf()}`;

function versionOf(): string {
  const home = process.env["PROOFMARK_HOME"] ?? process.cwd();
  const manifest: unknown = createRequire(import.meta.url)(path.resolve(home, "package.json"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest ? String(manifest.version) : "0.0.0";
}
