import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "..");

export interface Source {
  file: string;
  text: string;
}

const TEXT = /\.(ts|tsx|mjs|cjs|js|json|md|css|sql|prisma|typ|yaml|yml|sh|html)$|(^|\/)(run|\.env\.example|LICENSE)$/;

/** The repository's own text files: tracked or not yet committed, without what git ignores. */
export function sources(pattern: RegExp = TEXT): Source[] {
  const { stdout } = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(stdout.split("\0"))]
    .filter((file) => pattern.test(file) && statSync(path.join(ROOT, file), { throwIfNoEntry: false })?.isFile())
    .map((file) => ({ file, text: readFileSync(path.join(ROOT, file), "utf8") }));
}

/** `file:line` of every line that matches. */
export function places(list: Source[], pattern: RegExp): string[] {
  return list.flatMap(({ file, text }) =>
    text
      .split("\n")
      .flatMap((line, i) => (pattern.test(line) ? [`${file}:${i + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}
