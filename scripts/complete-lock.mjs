/**
 * Completes package-lock.json after `npm install`: `node scripts/complete-lock.mjs`. A package mirror may lack the
 * builds of native packages for other platforms; npm then leaves them out of the lock file, and `npm ci` refuses it
 * everywhere. The missing entries are optional and say for which platform they are, so no other platform fetches them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { inRoot, say } from "./lib.mjs";

const OS = ["android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "aix", "win32"];
const CPU = {
  "arm-eabi": "arm",
  gnueabihf: "arm",
  musleabihf: "arm",
  arm64: "arm64",
  x64: "x64",
  ia32: "ia32",
  ppc64: "ppc64",
  riscv64: "riscv64",
  s390x: "s390x",
  arm: "arm",
};

function platformOf(name) {
  const os = OS.find((word) => name.includes(word));
  const cpu = Object.entries(CPU).find(([word]) => name.includes(word))?.[1];
  if (!os || !cpu) return undefined;
  const libc = os === "linux" ? (/musl/.test(name) ? ["musl"] : /gnu/.test(name) ? ["glibc"] : undefined) : undefined;
  return { cpu: [cpu], ...(libc ? { libc } : {}), os: [os] };
}

const file = inRoot("package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const added = [];
for (const [parent, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const at = `node_modules/${name}`;
    const platform = platformOf(name.split("/").pop());
    if (lock.packages[at] || lock.packages[`${parent}/${at}`] || !platform || !/^\d/.test(version)) continue;
    lock.packages[at] = { version, ...platform, ...(entry.dev ? { dev: true } : {}), optional: true };
    added.push(`${name}@${version}`);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
if (added.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
say(`${added.length} entries added${added.length ? `:\n  ${added.join("\n  ")}` : "."}`);
