import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { ensureDatabase, ensureLogins } from "../../server/embedded/roles";
import { startEmbedded } from "../../server/embedded/start";
import { migrate } from "../../server/store/migrate";
import { unwrapOk } from "../../domain/model/problem";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
    migratorUrl: string;
    webUrl: string;
    workerUrl: string;
  }
}

const MIGRATIONS = path.resolve(import.meta.dirname, "../../prisma/migrations");

/** Starts one server for the whole run and migrates the template that every test file's database is a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "proofmark-test-"));
  chmodSync(dataDir, 0o711);
  const server = await startEmbedded(dataDir, () => {}, { durable: false });
  const stop = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const template = await ensureDatabase(server, "proofmark_template");
    if (existsSync(MIGRATIONS)) unwrapOk(await migrate(template, MIGRATIONS));
    const urls = await ensureLogins(server, "proofmark_template");
    project.provide("adminUrl", server.adminUrl);
    project.provide("migratorUrl", urls.migratorUrl);
    project.provide("webUrl", urls.webUrl);
    project.provide("workerUrl", urls.workerUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
