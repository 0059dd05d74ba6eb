import { StartError } from "../../server/embedded/start-error";
import type { Settings } from "../../server/settings";
import { demandPort, lockInstance, settingsOrThrow } from "./checks";
import { demoEnvironment, loadDemo } from "./demo";
import { startStack, type Stack } from "./stack";

const flags = new Set(process.argv.slice(2));
const demo = flags.has("--demo");
const dev = flags.has("--dev");
const log = (line: string) => process.stderr.write(`${line}\n`);
const say = (line: string) => process.stdout.write(`${line}\n`);

let stack: Stack | undefined;
let release: (() => void) | undefined;
let ending: Promise<void> | undefined;

/** Ends everything in order. Asked a second time, it ends at once. */
function end(code: number): Promise<void> {
  if (ending) {
    log("Ending at once.");
    stack?.kill();
    release?.();
    setTimeout(() => process.exit(130), 3_000).unref();
    return ending;
  }
  ending = (async () => {
    try {
      await stack?.stop();
    } finally {
      release?.();
      process.exit(code);
    }
  })();
  return ending;
}

function listenForTheEnd(): void {
  process.on("SIGINT", () => {
    if (!ending) log("\nStopping (Ctrl-C again to end at once).");
    void end(0);
  });
  // Whoever read our lines may leave (`npm start | head`): that ends nothing. An error nobody foresaw ends all, in order.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  for (const event of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(event, (error: unknown) => {
      log(error instanceof Error ? (error.stack ?? error.message) : String(error));
      if (!ending) void end(1);
    });
  }
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end(0));
}

async function begin(): Promise<void> {
  const env = demo ? await demoEnvironment(process.env) : process.env;
  // What is done in this process itself (the first system, its policy) keeps the sample's clock too.
  if (demo) Object.assign(process.env, env);
  const settings = settingsOrThrow(env);
  await demandPort(settings.port, settings.host);
  release = lockInstance(settings.dataDir);
  log("Starting database, web and worker.");
  stack = await startStack(settings, env, dev, log);
  await stack.waitUntilReady();
  say("");
  if (demo) for (const line of await loadDemo(settings, stack, log)) say(line);
  else await greet(settings, stack);
  if (flags.has("--once")) await end(0);
}

async function greet(settings: Settings, running: Stack): Promise<void> {
  say(`Proofmark is at ${settings.origin}`);
  const link = await running.cli(["setup-link"]).catch((error: Error) => {
    log(error.message);
    return "";
  });
  if (link) say(`Nobody can sign in yet. Make the first administrator with this link, which works once:\n  ${link}`);
  say("Ctrl-C stops it.");
}

listenForTheEnd();
try {
  await begin();
} catch (error) {
  if (!ending) log(error instanceof StartError ? error.message : ((error as Error).stack ?? String(error)));
  await end(1);
}
