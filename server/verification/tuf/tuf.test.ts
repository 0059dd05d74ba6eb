import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { buffer } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { unwrapOk } from "../../../domain/model/problem";
import { newWorld, rootJson } from "../../../tests/conformance/forge/world";
import { readTufBundle, type TufFiles } from "./read-tuf-bundle";
import { withServedBundle } from "./serve-bundle";
import { TestRepository, type TufChanges } from "../../../tests/conformance/forge/tuf";
import { trustedRootByTuf } from "./trusted-root-by-tuf";

const target = Buffer.from(JSON.stringify(rootJson(newWorld("test"))));
const newer = Buffer.from(JSON.stringify(rootJson(newWorld("newer"))));
const place = (): string => mkdtempSync(join(tmpdir(), "tuf-place-"));

const ask = (repository: TestRepository, files: TufFiles, where = place(), initialRoot = repository.initialRoot()) =>
  withServedBundle(files, (url) => trustedRootByTuf({ initialRoot, place: where, url }));
const code = (result: Awaited<ReturnType<typeof ask>>): string => (result.ok ? "ok" : result.problem.code);

describe("a trusted root by TUF", () => {
  const repository = new TestRepository();

  it("is the bytes the repository vouches for", async () => {
    const fetched = unwrapOk(await ask(repository, repository.files(target)));
    expect(Buffer.from(fetched.bytes).equals(target)).toBe(true);
    expect(fetched.tufVersion).toBe(1);
  });

  it("follows rotations of the root from the pinned one on, and keeps the newest", async () => {
    const where = place();
    expect(unwrapOk(await ask(repository, repository.files(target, { rootVersion: 3 }), where)).tufVersion).toBe(3);
    expect(readFileSync(join(where, "root.json"), "utf8")).toContain('"version":3');
  });

  it("takes a newer version, and the same again", async () => {
    const where = place();
    await ask(repository, repository.files(target), where);
    const fetched = unwrapOk(await ask(repository, repository.files(newer, { version: 2 }), where));
    expect(Buffer.from(fetched.bytes).equals(newer)).toBe(true);
    expect(code(await ask(repository, repository.files(newer, { version: 2 }), where))).toBe("ok");
  });

  it("a pinned root that has run out is followed to one that has not", async () => {
    const initialRoot = repository.initialRoot({ endsInDays: { root: -1 } });
    expect(code(await ask(repository, repository.files(target, { rootVersion: 2 }), place(), initialRoot))).toBe("ok");
    expect(code(await ask(repository, repository.files(target), place(), initialRoot))).toBe("trust/tuf-expired");
  });

  const refused: [string, string, TufChanges][] = [
    ["metadata whose timestamp has run out", "trust/tuf-expired", { endsInDays: { timestamp: -1 } }],
    ["metadata whose snapshot has run out", "trust/tuf-expired", { endsInDays: { snapshot: -1 } }],
    ["metadata whose targets have run out", "trust/tuf-expired", { endsInDays: { targets: -1 } }],
    ["a newest root that has run out", "trust/tuf-expired", { rootVersion: 2, endsInDays: { root: -1 } }],
    ["a timestamp with one signature of two", "trust/tuf-unsigned", { signatures: { timestamp: 1 } }],
    ["a snapshot with one signature of two", "trust/tuf-unsigned", { signatures: { snapshot: 1 } }],
    ["targets without a signature", "trust/tuf-unsigned", { signatures: { targets: 0 } }],
    ["a new root with one signature of two", "trust/tuf-unsigned", { rootVersion: 2, signatures: { root: 1 } }],
    ["a timestamp signed by strangers", "trust/tuf-unsigned", { foreign: "timestamp" }],
    ["targets signed by strangers", "trust/tuf-unsigned", { foreign: "targets" }],
    ["a new root signed by strangers", "trust/tuf-unsigned", { rootVersion: 2, foreign: "root" }],
    ["a target of another name", "trust/tuf-no-target", { targetName: "other.json" }],
  ];
  it.each(refused)("refuses %s: %s", async (_name, expected, changes) => {
    const initialRoot = repository.initialRoot();
    expect(code(await ask(repository, repository.files(target, changes), place(), initialRoot))).toBe(expected);
  });

  it("refuses a target with another content under the hash of the right one", async () => {
    const swapped = Buffer.from(target.toString().replace("test", "tset"));
    expect((await ask(repository, repository.files(target, { swappedTarget: swapped }))).ok).toBe(false);
  });

  it("refuses to be rolled back to what it saw before, and stays where it was", async () => {
    const where = place();
    await ask(repository, repository.files(newer, { version: 5 }), where);
    expect(code(await ask(repository, repository.files(target, { version: 4 }), where))).toBe("trust/tuf-rolled-back");
    expect(code(await ask(repository, repository.files(newer, { version: 5 }), where))).toBe("ok");
  });

  it("refuses another repository than the one whose root is pinned", async () => {
    expect(code(await ask(new TestRepository(), new TestRepository().files(target)))).toBe("trust/tuf-unsigned");
  });

  it("refuses a target that vouches for no authority, whoever signed it", async () => {
    expect(code(await ask(repository, repository.files(Buffer.from("{}"))))).toBe("verification/trust-root-type");
  });

  it("says so when nobody answers", async () => {
    const result = await trustedRootByTuf({ initialRoot: repository.initialRoot(), place: place(), url: "http://127.0.0.1:1" });
    expect(code(result)).toBe("trust/tuf-unreachable");
  });
});

describe("a TUF bundle", () => {
  const repository = new TestRepository();
  const tarOf = (files: Iterable<[string, Uint8Array]>, folder = "", type: "file" | "symlink" = "file"): Promise<Buffer> => {
    const archive = pack();
    for (const [name, bytes] of files) archive.entry(type === "file" ? { name: folder + name } : { name: folder + name, type, linkname: "/etc/passwd" }, type === "file" ? Buffer.from(bytes) : "");
    archive.finalize();
    return buffer(archive);
  };

  it.each(["", "./", "repository/", "./a/b/"])("is read whatever folder its files lie in: %j", async (folder) => {
    const files = unwrapOk(await readTufBundle(await tarOf(repository.files(target), folder)));
    expect(code(await ask(repository, files))).toBe("ok");
  });

  it("may be gzipped, and may hold the target under its plain name", async () => {
    const files = repository.files(target);
    const plain = new Map([...files].map(([name, bytes]) => [name.replace(/[0-9a-f]{64}\./, ""), bytes] as const));
    expect(code(await ask(repository, unwrapOk(await readTufBundle(gzipSync(await tarOf(plain))))))).toBe("ok");
  });

  const bad: [string, () => Promise<Buffer> | Buffer][] = [
    ["no timestamp", () => tarOf([["1.root.json", target]])],
    ["two repositories", () => tarOf([["a/timestamp.json", target], ["b/timestamp.json", target]])],
    ["a link", () => tarOf([["timestamp.json", target]], "", "symlink")],
    ["a way out", () => tarOf([["../timestamp.json", target]])],
    ["a file twice", () => tarOf([["timestamp.json", target], ["timestamp.json", newer]])],
    ["no tar", () => Buffer.from("{}")],
    ["a tar cut short", async () => (await tarOf(repository.files(target))).subarray(0, 2_000)],
    ["a gzip cut short", async () => gzipSync(await tarOf(repository.files(target))).subarray(0, 100)],
    ["nothing", () => Buffer.alloc(0)],
  ];
  it.each(bad)("with %s is refused", async (_name, made) => {
    const read = await readTufBundle(await made());
    expect(read.ok ? "read" : read.problem.code).toMatch(/^(?:archive|trust)\/[a-z-]+$/);
  });
});
