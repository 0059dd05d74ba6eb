import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The folder of real evidence files beside the repository, null where it is not installed. */
export const CORPUS: string | null =
  [process.env.PROOFMARK_CORPUS, "../shared/corpus"]
    .filter((path): path is string => path !== undefined && path !== "")
    .map((path) => resolve(path))
    .find((path) => existsSync(join(path, "INDEX.json"))) ?? null;

export interface VerifyCase {
  path: string;
  result: "pass" | "fail";
  artifact: string;
  why: string;
  trustedRoot: string | null;
  key: string | null;
  identity: string | null;
  issuer: string | null;
}

export interface IndexedFile {
  kind: string;
  path: string;
}

/** Every file the corpus lists, with its kind and its path inside the corpus. */
export function indexed(corpus: string): IndexedFile[] {
  return entries(corpus).flatMap((file) => {
    const [kind, path] = [text(file, "kind"), text(file, "path")];
    return kind === null || path === null ? [] : [{ kind, path }];
  });
}

function entries(corpus: string): unknown[] {
  const index: { files?: unknown[] } | unknown[] = JSON.parse(readFileSync(join(corpus, "INDEX.json"), "utf8"));
  return Array.isArray(index) ? index : (index.files ?? []);
}

/** Bundle cases of the corpus that say what verification must answer, with paths inside the corpus. */
export function verifyCases(corpus: string): VerifyCase[] {
  return entries(corpus).flatMap((file) => caseOf(corpus, file));
}

const ROOT = /test\/assets\/.*$/;

function caseOf(corpus: string, file: unknown): VerifyCase[] {
  const path = text(file, "path");
  const verify = member(member(file, "expected"), "verify");
  const result = text(verify, "result");
  const artifact = text(verify, "artifact");
  if (path === null || artifact === null || (result !== "pass" && result !== "fail")) return [];
  const base = path.replace(ROOT, "");
  const placed = (relative: string | null) =>
    relative !== null && existsSync(join(corpus, base, relative)) ? join(corpus, base, relative) : null;
  return [
    {
      path: join(corpus, path),
      result,
      artifact: join(corpus, base, artifact),
      why: text(verify, "why") ?? "",
      trustedRoot: placed(text(verify, "trusted_root")),
      key: placed(text(verify, "key")),
      identity: text(verify, "identity"),
      issuer: text(verify, "issuer"),
    },
  ];
}

function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function text(value: unknown, key: string): string | null {
  const found = member(value, key);
  return typeof found === "string" ? found : null;
}
