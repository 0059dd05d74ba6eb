/** Takes the pictures in docs/screenshots: the browser tests' server and sample, with the camera on. */
import { inRoot, run } from "./lib.mjs";

const env = { ...process.env, PROOFMARK_SCREENSHOTS: inRoot("docs", "screenshots"), NEXT_TELEMETRY_DISABLED: "1" };
const playwright = inRoot("node_modules", "@playwright/test/cli.js");
process.exitCode = await run(process.execPath, [playwright, "test", "e2e/screenshots.spec.ts", ...process.argv.slice(2)], { env });
