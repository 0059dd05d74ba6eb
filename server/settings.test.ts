import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { unwrapOk } from "../domain/model/problem";
import { loadSettings } from "./settings";

describe("loadSettings", () => {
  it("needs nothing and then listens on loopback with the data beside the code", () => {
    expect(unwrapOk(loadSettings({}))).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      dataDir: path.resolve("data"),
      origin: "http://127.0.0.1:3000",
      sample: false,
      limits: { maxUploadBytes: 268_435_456, maxArchiveBytes: 2_147_483_648, maxPreviewBytes: 67_108_864, maxDocumentBytes: 134_217_728, maxComponents: 200_000 },
    });
  });

  it("derives the origin from the port", () => {
    expect(unwrapOk(loadSettings({ PORT: "4100" })).origin).toBe("http://127.0.0.1:4100");
  });

  it("treats an empty variable as not set", () => {
    expect(unwrapOk(loadSettings({ PORT: "", DATABASE_URL: "" }))).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    });
  });

  it("names all errors at once and repeats no value", () => {
    const result = loadSettings({
      PORT: "70000",
      DATABASE_URL: "mysql://user:hunter2@host/db",
      PROOFMARK_ORIGIN: "https://example.com/path",
      PROOFMARK_CLOCK: "yesterday",
      PROOFMARK_SECRET: "short",
      PROOFMARK_PARSE_SECONDS: "soon",
    });
    expect(result.ok).toBe(false);
    const detail = result.ok ? "" : result.problem.detail;
    for (const name of [
      "PORT",
      "DATABASE_URL",
      "PROOFMARK_ORIGIN",
      "PROOFMARK_CLOCK",
      "PROOFMARK_SECRET",
      "PROOFMARK_PARSE_SECONDS",
    ]) {
      expect(detail).toContain(`\n  ${name} must`);
    }
    expect(detail).not.toMatch(/hunter2|short|yesterday/);
  });

  it("is documented setting by setting in .env.example", () => {
    const documented = readFileSync(path.resolve(import.meta.dirname, "../.env.example"), "utf8");
    const source = readFileSync(path.resolve(import.meta.dirname, "settings.ts"), "utf8");
    const names = [...source.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map((match) => match[1] ?? "");
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !new RegExp(`^#? ?${name}=`, "m").test(documented))).toEqual([]);
  });
});
