import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pack } from "tar-stream";
import { afterEach, describe, expect, it, vi } from "vitest";
import { pinnedPublicGoodRoot, placeOf, rootFromBundle, rootFromMirror } from "../../server/verification/tuf/public-good-root";
import { withServedBundle } from "../../server/verification/tuf/serve-bundle";
import { tufVersionOf } from "../../server/verification/tuf/trusted-root-by-tuf";
import { parse, ROOT_SIGNING, RootSigning, sha256, trustedRootPath, type Published } from "./root-signing";

if (ROOT_SIGNING === null) console.warn("the public-good repository's own history skipped: PROOFMARK_ROOT_SIGNING names no git directory of sigstore/root-signing");

const folder = (): string => mkdtempSync(join(tmpdir(), "root-signing-"));

/** Asks a mirror on the loopback that holds these files, at this time. */
function ask(files: Published["files"], at: Date, initial: Uint8Array, dataDir = folder()) {
  vi.useFakeTimers({ toFake: ["Date"], now: at });
  return withServedBundle(files, (url) => rootFromMirror(url, initial, dataDir));
}

const code = (result: Awaited<ReturnType<typeof ask>>): string => (result.ok ? "ok" : result.problem.code);

describe.skipIf(ROOT_SIGNING === null)("the public-good repository's own signed history", () => {
  const history = new RootSigning(ROOT_SIGNING ?? "");
  const commits = ROOT_SIGNING === null ? [] : history.commits();
  const states = new Map<number, Published>();
  /** The state that many timestamps before the newest; kept, since reading one asks git some forty times. */
  const back = (count: number): Published => {
    const held = states.get(count) ?? history.published(commits[count] ?? "");
    states.set(count, held);
    return held;
  };
  const changed = ({ files }: Published, path: string, change: (text: string) => string): Published["files"] => {
    const text = Buffer.from(files.get(path) ?? "").toString("utf8");
    expect(change(text), path).not.toBe(text);
    return new Map(files).set(path, Buffer.from(change(text)));
  };
  const versioned = (state: Published, role: string): string => [...state.files.keys()].find((name) => new RegExp(`^\\d+\\.${role}\\.json$`).test(name)) ?? "";

  afterEach(() => void vi.useRealTimers());

  it("is long enough to show rotations", () => {
    expect(commits.length).toBeGreaterThan(500);
    expect(back(commits.length - 5).root).toBeLessThan(back(0).root);
  });

  it("is followed from its oldest state to its newest, every sixtieth timestamp at its own time, in one place", async () => {
    const dataDir = folder();
    const oldest = back(commits.length - 5);
    const initial = history.root(oldest.root);
    const seen: number[] = [];
    for (let count = commits.length - 5; count >= 0; count = count === 0 ? -1 : Math.max(0, count - 60)) {
      const { files, at, root } = back(count);
      const fetched = await ask(files, at, initial, dataDir);
      if (!fetched.ok) throw new Error(`${at.toISOString()}: ${fetched.problem.code}: ${fetched.problem.detail}`);
      expect(fetched.value.tufVersion).toBe(root);
      expect(sha256(fetched.value.bytes)).toBe(sha256(files.get(trustedRootPath(files)) ?? Buffer.alloc(0)));
      seen.push(root);
    }
    expect(new Set(seen).size).toBeGreaterThan(3);
    expect(tufVersionOf(readFileSync(join(placeOf(dataDir, initial), "root.json")))).toBe(back(0).root);
  });

  it("is followed from every root there ever was to the newest", async () => {
    const { files, at, root } = back(0);
    for (let version = 1; version <= root; version += 1) {
      const fetched = await ask(files, at, history.root(version));
      expect([version, fetched.ok ? fetched.value.tufVersion : fetched.problem]).toEqual([version, root]);
    }
  });

  it("is believed under the root this release carries, and the carried root is one it leads to", async () => {
    const { files, at, root } = back(0);
    const carried = tufVersionOf(pinnedPublicGoodRoot());
    const under = await ask(files, at, pinnedPublicGoodRoot());
    expect(under.ok ? under.value.tufVersion : under.problem).toBe(Math.max(carried, root));
    const later = new Map(files).set(`${carried}.root.json`, pinnedPublicGoodRoot());
    const led = await ask(later, at, history.root(1));
    expect(led.ok ? led.value.tufVersion : led.problem).toBe(Math.max(carried, root));
  });

  it("is read from a tar of the mirror as from the mirror", async () => {
    const { files, at, root } = back(0);
    vi.useFakeTimers({ toFake: ["Date"], now: at });
    const archive = pack();
    for (const [name, bytes] of files) archive.entry({ name: `mirror/${name}` }, Buffer.from(bytes));
    archive.finalize();
    const fetched = await rootFromBundle(await buffer(archive), history.root(root), folder());
    expect(fetched.ok ? fetched.value.tufVersion : fetched.problem).toBe(root);
  });

  it("is refused once its timestamp has run out, and not a second before", async () => {
    const { files, root } = back(0);
    const ends = new Date(parse(files.get("timestamp.json") ?? Buffer.alloc(0)).signed.expires).getTime();
    expect(code(await ask(files, new Date(ends - 1000), history.root(root)))).toBe("ok");
    expect(code(await ask(files, new Date(ends), history.root(root)))).toBe("trust/tuf-expired");
  });

  it("is refused when the mirror keeps back the root that follows one that has run out", async () => {
    const { files, at, root } = back(0);
    const first = root - 2;
    expect(code(await ask(files, at, history.root(first)))).toBe("ok");
    const held = new Map(files);
    held.delete(`${first + 1}.root.json`);
    expect(code(await ask(held, at, history.root(first)))).toBe("trust/tuf-expired");
  });

  it("is never rolled back: the day before is refused while it is still good, and the newest taken again", async () => {
    const [newest, before] = [back(0), back(1)];
    const [initial, dataDir] = [history.root(newest.root), folder()];
    expect(before.timestamp).toBeLessThan(newest.timestamp);
    expect(code(await ask(before.files, newest.at, initial))).toBe("ok");
    expect(code(await ask(newest.files, newest.at, initial, dataDir))).toBe("ok");
    expect(code(await ask(before.files, newest.at, initial, dataDir))).toBe("trust/tuf-rolled-back");
    expect(code(await ask(newest.files, newest.at, initial, dataDir))).toBe("ok");
  });

  it("is not put together from two states", async () => {
    const [newest, before] = [back(0), back(120)];
    const older = before.files.get(versioned(before, "snapshot")) ?? Buffer.alloc(0);
    expect(versioned(before, "snapshot")).not.toBe(versioned(newest, "snapshot"));
    const mixed = new Map(newest.files).set(versioned(newest, "snapshot"), older);
    expect(code(await ask(mixed, newest.at, history.root(newest.root)))).toBe("trust/tuf-rolled-back");
  });

  it("is refused with a hundred years more in any of its parts", async () => {
    const state = back(0);
    const initial = history.root(state.root - 1);
    const longer = (text: string): string => text.replace(/"expires": ?"20/, '"expires": "21');
    for (const [role, path] of [["root", `${state.root}.root.json`], ["timestamp", "timestamp.json"], ["snapshot", versioned(state, "snapshot")], ["targets", versioned(state, "targets")]] as const) {
      expect([role, code(await ask(changed(state, path, longer), state.at, initial))]).toEqual([role, "trust/tuf-unsigned"]);
    }
  });

  it("does not take another trusted_root.json under the hash of the right one, longer, shorter or as long", async () => {
    const state = back(0);
    const path = trustedRootPath(state.files);
    const hashed = [...state.files.keys()].filter((name) => name.endsWith(".trusted_root.json"));
    for (const change of [(text: string) => `${text} `, (text: string) => text.slice(0, -1), (text: string) => text.replace("sigstore.dev", "sigstore.dew")]) {
      const bytes = changed(state, path, change).get(path) ?? Buffer.alloc(0);
      const files = new Map([...state.files, ...hashed.map((name) => [name, bytes] as const)]);
      expect((await ask(files, state.at, history.root(state.root))).ok).toBe(false);
    }
  });
});
