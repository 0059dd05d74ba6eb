import { defineConfig } from "vitest/config";

/** Unit tests only: tests that need a database or a browser have their own runs. */
export default defineConfig({
  test: {
    include: ["**/*.test.ts", "**/*.test.tsx"],
    exclude: ["**/node_modules/**", "**/.next/**", "**/dist/**", "**/data/**", "**/*.db.test.ts", "e2e/**"],
    testTimeout: 30_000,
  },
});
