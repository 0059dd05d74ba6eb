import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { chooseAccount, closedFolder } from "./account";

const root = process.getuid?.() === 0;
const passwd = (...names: string[]) =>
  names.map((name, i) => `${name}:x:${1000 + i}:${2000 + i}::/:/bin/false`).join("\n");

describe("chooseAccount", () => {
  it.runIf(root)("prefers postgres, then nobody", () => {
    expect(chooseAccount("/nowhere", passwd("nobody", "postgres"))).toEqual({ name: "postgres", uid: 1001, gid: 2001 });
    expect(chooseAccount("/nowhere", passwd("nobody"))).toEqual({ name: "nobody", uid: 1000, gid: 2000 });
  });

  it.runIf(root)("says what to do when there is no unprivileged account", () => {
    expect(() => chooseAccount("/nowhere", "root:x:0:0::/root:/bin/sh")).toThrow(/DATABASE_URL/);
  });

  it.runIf(!root)("is whoever we are, when that is not root", () => {
    expect(chooseAccount("/nowhere")).toBeUndefined();
  });
});

describe("closedFolder", () => {
  it("names the first folder the account cannot pass through", () => {
    const base = mkdtempSync(path.join(tmpdir(), "proofmark-account-"));
    const inner = path.join(base, "in/side");
    mkdirSync(inner, { recursive: true });
    const account = { uid: 54321, gid: 54321, name: "someone" };
    expect(closedFolder(inner, account)).toBe(base);
    chmodSync(base, 0o711);
    expect(closedFolder(inner, account)).toBeUndefined();
    rmSync(base, { recursive: true, force: true });
  });
});
