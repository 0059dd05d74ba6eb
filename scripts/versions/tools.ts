import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const HERE = join(import.meta.dirname, "tools");
const ANSWER_BYTES = 64 * 1024 * 1024;

/** What an original tool says of pairs: -1, 0, 1, or null where it refuses a version. */
export type Ask = (pairs: readonly (readonly [string, string])[]) => (number | null)[];

export interface Tool {
  scheme: string;
  name: string;
  /** False where the tool compares (nearly) anything: it is then asked only about what our room understands. */
  refuses: boolean;
  /** Slow tools answer fewer. */
  maxPairs?: number;
  /** How to ask, or the sentence that says why not. */
  prepare(): Ask | string;
}

interface Command {
  command: string;
  args: string[];
  cwd?: string;
}

function run({ command, args, cwd }: Command, input = ""): { ok: boolean; out: string } {
  const done = spawnSync(command, args, { input, cwd, encoding: "utf8", maxBuffer: ANSWER_BYTES });
  return { ok: done.status === 0, out: done.status === 0 ? done.stdout : `${done.stderr ?? done.error?.message ?? ""}` };
}

function asker(command: Command): Ask {
  return (pairs) => {
    if (pairs.length === 0) return [];
    const { ok, out } = run(command, `${pairs.map((pair) => pair.join("\t")).join("\n")}\n`);
    if (!ok) throw new Error(`${command.command} ${command.args.join(" ")}: ${out}`);
    const answers = out.trimEnd().split("\n").map((line) => (line === "!" ? null : Number(line)));
    if (answers.length !== pairs.length) throw new Error(`${command.command} answered ${answers.length} of ${pairs.length} pairs`);
    return answers;
  };
}

function python(script: string, needs: string): Ask | string {
  for (const command of ["python3", "/usr/bin/python3"]) {
    if (run({ command, args: ["-c", needs] }).ok) return asker({ command, args: [join(HERE, script)] });
  }
  return `no python3 here can do: ${needs}`;
}

/** Maven 3.9's own jar: `MAVEN_ARTIFACT_JAR`. Older ones order otherwise. */
function maven(): Ask | string {
  const jar = process.env["MAVEN_ARTIFACT_JAR"];
  if (jar === undefined || !existsSync(jar)) return "MAVEN_ARTIFACT_JAR names no maven-artifact jar of Maven 3.9";
  const folder = mkdtempSync(join(tmpdir(), "versions-"));
  const built = run({ command: "javac", args: ["-cp", jar, "-d", folder, join(HERE, "Answers.java")] });
  return built.ok ? asker({ command: "java", args: ["-cp", `${jar}:${folder}`, "Answers"] }) : `javac: ${built.out}`;
}

function golang(): Ask | string {
  const cwd = mkdtempSync(join(tmpdir(), "versions-"));
  copyFileSync(join(HERE, "main.go"), join(cwd, "main.go"));
  for (const args of [["mod", "init", "answers"], ["get", "golang.org/x/mod@v0.30.0"], ["build", "-o", "answers", "."]]) {
    const step = run({ command: "go", args, cwd });
    if (!step.ok) return `go ${args.join(" ")}: ${step.out.trim()}`;
  }
  return asker({ command: join(cwd, "answers"), args: [] });
}

/** The source of apk-tools: `APK_TOOLS_SOURCE`, a checkout. Its comparison is built with a reader of pairs around it. */
function apk(): Ask | string {
  const source = process.env["APK_TOOLS_SOURCE"];
  if (source === undefined || !existsSync(join(source, "src/version.c"))) return "APK_TOOLS_SOURCE names no checkout of apk-tools";
  const binary = join(mkdtempSync(join(tmpdir(), "versions-")), "answers");
  const files = ["version.c", "blob.c", "ctype.c"].map((file) => join(source, "src", file));
  const args = ["-O1", "-std=gnu11", "-D_GNU_SOURCE", "-I", join(source, "src"), "-ffunction-sections", "-Wl,--gc-sections", "-w", "-o", binary, join(HERE, "apk.c"), ...files];
  const built = run({ command: "cc", args });
  return built.ok ? asker({ command: binary, args: [] }) : `cc: ${built.out}`;
}

/** npm's library, in this process: our room calls it, so this shows that nothing is lost on the way. */
async function npm(): Promise<Ask> {
  const { compare, valid } = await import("semver");
  return (pairs) => pairs.map(([a, b]) => (valid(a) !== null && valid(b) !== null ? compare(a, b) : null));
}

const askNpm = await npm();

export const TOOLS: readonly Tool[] = [
  { scheme: "deb", name: "libapt (apt_pkg.version_compare)", refuses: false, prepare: () => python("apt.py", "import apt_pkg") },
  { scheme: "deb", name: "dpkg --compare-versions", refuses: false, maxPairs: 3_000, prepare: () => (run({ command: "dpkg", args: ["--version"] }).ok ? python("dpkg.py", "pass") : "no dpkg here") },
  { scheme: "rpm", name: "librpm (rpm.labelCompare)", refuses: false, prepare: () => python("rpm_label.py", "import rpm") },
  { scheme: "apk", name: "apk-tools version.c", refuses: true, prepare: apk },
  { scheme: "semver", name: "node-semver", refuses: true, prepare: () => askNpm },
  { scheme: "pep440", name: "packaging", refuses: true, prepare: () => python("pep440.py", "import packaging.version") },
  { scheme: "maven", name: "ComparableVersion", refuses: false, prepare: maven },
  { scheme: "golang", name: "golang.org/x/mod/semver", refuses: true, prepare: golang },
];
