import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { isAlive, thisProcess, tryLock, withLock } from "../scripts/lock.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "proofmark-lock-"));
let count = 0;
let file: string;

describe("lock", () => {
  beforeEach(() => {
    file = path.join(folder, `lock-${(count += 1)}`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("names its holder to the second comer and is free after release", () => {
    const first = tryLock(file);
    expect(tryLock(file)).toEqual({ holder: thisProcess() });
    if ("release" in first) first.release();
    expect(tryLock(file)).toHaveProperty("release");
  });

  it("is taken over from a dead process", () => {
    writeFileSync(file, JSON.stringify({ pid: 2147483646 }));
    expect(tryLock(file)).toHaveProperty("release");
  });

  it("is taken over when the number belongs to a later process", () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, startTicks: "1" }));
    if (process.platform === "linux") expect(tryLock(file)).toHaveProperty("release");
  });

  it("is taken over when its content is unreadable", () => {
    writeFileSync(file, "");
    expect(tryLock(file)).toHaveProperty("release");
  });

  it("lets one in at a time", async () => {
    let inside = 0;
    let most = 0;
    const work = () =>
      withLock(file, async () => {
        most = Math.max(most, (inside += 1));
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
      });
    await Promise.all([work(), work(), work()]);
    expect(most).toBe(1);
  });

  it("knows itself to be alive and an impossible process not to be", () => {
    expect(isAlive(thisProcess())).toBe(true);
    expect(isAlive({ pid: 2147483646 })).toBe(false);
  });
});
