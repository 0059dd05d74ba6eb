import { fileURLToPath } from "node:url";
import { defineConfig } from "prisma/config";

// Prisma's command line would otherwise download a native engine; ours is the WASM build from the package registry.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL("scripts/schema-engine.mjs", import.meta.url));

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
