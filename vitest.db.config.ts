import { defineConfig } from "vitest/config";

/** Tests against a real PostgreSQL: one embedded server for the run, one database per test file. */
export default defineConfig({
  test: {
    include: ["**/*.db.test.ts"],
    exclude: ["**/node_modules/**", "**/.next/**", "**/dist/**", "**/data/**"],
    globalSetup: ["tests/setup/database.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
