import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "..");
let tree: string;

function check(folder: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(ROOT, "scripts/depcruise.mjs"), folder], {
    encoding: "utf8",
  });
  return { status, output: stdout + stderr };
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
  writeFileSync(path.join(tree, file), text);
}

describe("import rules", () => {
  beforeEach(() => {
    tree = mkdtempSync(path.join(tmpdir(), "proofmark-rules-"));
    symlinkSync(path.join(ROOT, "node_modules"), path.join(tree, "node_modules"));
    cpSync(path.join(ROOT, "tsconfig.json"), path.join(tree, "tsconfig.json"));
    for (const name of ["a", "b", "c"]) write(`domain/formats/${name}/parse.ts`, `export const ${name} = 1;\n`);
    write("server/store/client.ts", "export const rows: number[] = [];\n");
    write("server/services/add.ts", 'export { rows } from "../store/client";\n');
  });
  afterEach(() => rmSync(tree, { recursive: true, force: true }));

  it("hold in this repository, and the checker really reads it", () => {
    const { status, output } = check(ROOT);
    expect(output).toMatch(/^0 breaches/m);
    expect(Number(/in (\d+) modules/.exec(output)?.[1])).toBeGreaterThan(20);
    expect(status).toBe(0);
  }, 60_000);

  it("let a clean tree pass", () => {
    expect(check(tree)).toMatchObject({ status: 0 });
  }, 60_000);

  it.each([
    [
      "domain-is-pure",
      "domain/model/x.ts",
      'import { readFileSync } from "node:fs";\nexport const x = readFileSync;\n',
    ],
    ["domain-is-pure", "domain/model/y.ts", 'import type { Client } from "pg";\nexport type Y = Client;\n'],
    ["domain-is-pure", "domain/model/z.ts", 'export { rows } from "../../server/store/client";\n'],
    ["rooms-do-not-know-each-other", "domain/formats/a/use.ts", 'export { b } from "../b/parse";\n'],
    ["store-only-behind-queries-and-services", "app/page.ts", 'export { rows } from "../server/store/client";\n'],
    ["prisma-only-in-store", "server/http/x.ts", 'export { PrismaPg } from "@prisma/adapter-pg";\n'],
    ["queries-never-write", "server/queries/x.ts", 'export { rows } from "../services/add";\n'],
    ["browser-never-imports-server", "components/x.ts", 'export { rows } from "../server/services/add";\n'],
    ["next-only-at-the-edge", "server/services/x.ts", 'export { headers } from "next/headers";\n'],
    ["everything-resolves", "server/services/y.ts", 'export { y } from "./nowhere";\n'],
  ])(
    "catch a planted breach of %s in %s",
    (rule, file, text) => {
      write(file, text);
      const { status, output } = check(tree);
      expect(output).toContain(`${rule}: ${file} →`);
      expect(status).toBe(1);
    },
    60_000,
  );

  it("catch a circle", () => {
    write("server/services/one.ts", 'import { two } from "./two";\nexport const one = () => two;\n');
    write("server/services/two.ts", 'import { one } from "./one";\nexport const two = () => one;\n');
    expect(check(tree).output).toContain("no-cycles");
  }, 60_000);
});
