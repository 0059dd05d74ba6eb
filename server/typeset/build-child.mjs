import { join } from "node:path";
import { build } from "esbuild";

/**
 * Builds the typesetting child into one file that runs without the source and without a loader. The typesetter itself
 * is native and stays a package of its own. The build puts it at dist/typeset-child.mjs, where typeset.ts looks first.
 *
 * @param {string} home folder with server/ and node_modules/
 * @param {string} [outfile] relative to home
 */
export async function buildChild(home, outfile = "dist/typeset-child.mjs") {
  await build({
    entryPoints: [join(home, "server", "typeset", "child.ts")],
    outfile: join(home, outfile),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    external: ["@myriaddreamin/typst-ts-node-compiler"],
    logLevel: "error",
  });
}
