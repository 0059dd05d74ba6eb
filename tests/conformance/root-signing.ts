import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";

/** A git directory of sigstore/root-signing (`PROOFMARK_ROOT_SIGNING`), null where none is named. */
export const ROOT_SIGNING: string | null = (() => {
  const given = process.env.PROOFMARK_ROOT_SIGNING ?? "";
  return given !== "" && existsSync(given) ? given : null;
})();

/** What the public mirror held at one time: its files by their published path, and the time of the commit. */
export interface Published {
  files: Map<string, Uint8Array>;
  at: Date;
  root: number;
  timestamp: number;
}

interface Metadata {
  signed: { version: number; expires: string; targets?: Record<string, { hashes: Record<string, string> }>; delegations?: { roles: { name: string }[] } };
}

/** The published history of a git directory, read with git and never checked out. */
export class RootSigning {
  constructor(private readonly folder: string) {}

  /** Commits that wrote a new timestamp, newest first: each is a state that was published. */
  commits(): string[] {
    return this.git(["log", "--format=%H", "--first-parent", "main", "--", "metadata/timestamp.json"]).toString("utf8").trim().split("\n");
  }

  /** `rootVersion` as it is kept in the newest commit; roots are never changed once published. */
  root(version: number): Uint8Array {
    return this.file("main", `metadata/root_history/${version}.root.json`);
  }

  /** The mirror's layout at a commit: versions and hashes before the names, as consistent snapshots ask (TUF 1.0, 6.2). */
  published(commit: string): Published {
    const read = (path: string): Uint8Array => this.file(commit, path);
    const names = this.names(commit);
    const files = new Map<string, Uint8Array>();
    for (const name of names.filter((one) => /^metadata\/root_history\/\d+\.root\.json$/.test(one))) files.set(name.slice("metadata/root_history/".length), read(name));
    const timestamp = read("metadata/timestamp.json");
    files.set("timestamp.json", timestamp);
    const targets = parse(read("metadata/targets.json"));
    const roles = ["snapshot", "targets", ...(targets.signed.delegations?.roles ?? []).map(({ name }) => name)];
    for (const role of roles.filter((one) => names.includes(`metadata/${one}.json`))) {
      const bytes = read(`metadata/${role}.json`);
      const { signed } = parse(bytes);
      files.set(`${signed.version}.${role}.json`, bytes);
      for (const [path, { hashes }] of Object.entries(signed.targets ?? {})) {
        if (!names.includes(`targets/${path}`)) continue;
        const at = path.lastIndexOf("/") + 1;
        for (const hash of Object.values(hashes)) files.set(`targets/${path.slice(0, at)}${hash}.${path.slice(at)}`, read(`targets/${path}`));
      }
    }
    const at = new Date(Number(this.git(["show", "-s", "--format=%ct", commit]).toString("utf8").trim()) * 1000);
    const roots = [...files.keys()].flatMap((name) => /^(\d+)\.root\.json$/.exec(name)?.[1] ?? []).map(Number);
    return { files, at, root: Math.max(...roots), timestamp: parse(timestamp).signed.version };
  }

  private names(commit: string): string[] {
    return this.git(["ls-tree", "-r", "--name-only", commit, "metadata", "targets"]).toString("utf8").trim().split("\n");
  }

  private file(commit: string, path: string): Uint8Array {
    return this.git(["cat-file", "blob", `${commit}:${path}`]);
  }

  private git(args: string[]): Buffer {
    return execFileSync("git", ["--git-dir", this.folder, ...args], { maxBuffer: 64 * 1024 * 1024 });
  }
}

export const parse = (bytes: Uint8Array): Metadata => JSON.parse(Buffer.from(bytes).toString("utf8")) as Metadata;

/** The path of `trusted_root.json` among published files, by the hash its targets state. */
export function trustedRootPath(files: ReadonlyMap<string, Uint8Array>): string {
  const found = [...files.keys()].find((name) => /^targets\/[0-9a-f]{64}\.trusted_root\.json$/.test(name));
  if (found === undefined) throw new Error("nothing called trusted_root.json was published");
  return found;
}

export const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
