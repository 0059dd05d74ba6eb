/** Makes what is generated (database client, bundles, web build), each only when its inputs changed. */
import { chmodSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { capture, inRoot, say, Stop, whenChanged } from "./lib.mjs";
import { withLock } from "./lock.mjs";

const BUNDLES = {
  start: "scripts/start/main.ts",
  worker: "server/worker/main.ts",
  "parse-thread": "server/jobs/parse-thread.ts",
  "typeset-child": "server/typeset/child.ts",
  cli: "cli/main.ts",
};
const SOURCES = ["cli", "contracts", "domain", "server", "scripts/start", "scripts/lock.mjs"];
const WEB = [
  "app",
  "client",
  "components",
  "public",
  "proxy.ts",
  "instrumentation.ts",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
];
const LOCKED = ["package-lock.json"];

/** One after the other and one process at a time: two builds in one folder would break each other. */
export async function prepare(steps) {
  mkdirSync(inRoot("tmp"), { recursive: true });
  const onWait = (pid) => say(`Waiting for process ${pid}, which is building.`);
  await withLock(
    inRoot("tmp/build.lock"),
    async () => {
      if (steps.includes("client")) await generateClient();
      if (steps.includes("bundles")) await bundle();
      if (steps.includes("web")) await buildWeb();
    },
    { onWait },
  );
}

async function must(what, args) {
  say(`${what} …`);
  const { code, output } = await capture(process.execPath, args, {
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (code !== 0) throw new Stop(`${output}\n${what}: failed.`);
}

async function generateClient() {
  const inputs = ["prisma/schema.prisma", "prisma.config.ts", ...LOCKED];
  if (!existsSync(inRoot("prisma/schema.prisma"))) return;
  await whenChanged({ name: "client", inputs, output: "server/store/generated" }, async () => {
    chmodSync(inRoot("scripts/schema-engine.mjs"), 0o755);
    await must("Generating the database client", [
      inRoot("node_modules/prisma/build/index.js"),
      "generate",
      "--no-hints",
    ]);
  });
}

async function bundle() {
  const entries = Object.fromEntries(Object.entries(BUNDLES).filter(([, file]) => existsSync(inRoot(file))));
  const salt = Object.keys(entries).join();
  const inputs = [...SOURCES, "scripts/prepare.mjs", "prisma/schema.prisma", ...LOCKED];
  await whenChanged({ name: "bundles", inputs, output: "dist", salt }, async () => {
    say("Bundling worker and command line …");
    rmSync(inRoot("dist"), { recursive: true, force: true });
    const { build } = await import("esbuild");
    try {
      await build({
        entryPoints: entries,
        absWorkingDir: inRoot(),
        outdir: "dist",
        outExtension: { ".js": ".mjs" },
        bundle: true,
        splitting: false,
        packages: "external",
        platform: "node",
        target: "node24",
        format: "esm",
        sourcemap: true,
        jsx: "automatic",
        logLevel: "error",
      });
    } catch {
      throw new Stop("Bundling failed (see above).");
    }
  });
}

async function buildWeb() {
  if (!existsSync(inRoot("app"))) return;
  const inputs = [...SOURCES, ...WEB, "prisma/schema.prisma", ...LOCKED];
  await whenChanged({ name: "web", inputs, output: ".next/BUILD_ID" }, () =>
    must("Building the web pages (about half a minute)", [inRoot("node_modules/next/dist/bin/next"), "build"]),
  );
}
