import { defineConfig } from "vitest/config";

/**
 * Unit tests only: tests that need a database or a browser have their own runs. Files share their thread and its loaded
 * modules: a thread and a loading per file took more than half the time of the whole run.
 */
export default defineConfig({
  test: {
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: ["**/node_modules/**", "**/.next/**", "**/dist/**", "**/data/**", "**/*.db.test.ts", "e2e/**"],
    testTimeout: 30_000,
    pool: "threads",
    isolate: false,
    maxWorkers: 2,
  },
});
