import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";
import { findBrowser, LAUNCH_FLAGS } from "./scripts/browser.mjs";

// Found once by the main process; the workers inherit the answer.
process.env.PROOFMARK_CHROMIUM ??= await findBrowser();

const setup = "./e2e/global-setup.ts";

/** Journeys through the built product in a browser. The global setup starts the server (tests/setup/server.ts). */
export default defineConfig({
  testDir: "e2e",
  ...(existsSync(new URL(setup, import.meta.url)) ? { globalSetup: setup } : {}),
  outputDir: "test-results",
  fullyParallel: false,
  workers: 2,
  // Ends what hangs; how fast pages are is measured in bench/. A busy machine takes many times what a quiet one does.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [["list"], ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ?? "tmp/test-e2e.json" }]],
  use: {
    ...devices["Desktop Chrome"],
    timezoneId: "UTC",
    locale: "en-GB",
    trace: "retain-on-failure",
    launchOptions: { executablePath: process.env.PROOFMARK_CHROMIUM, args: LAUNCH_FLAGS },
  },
});
