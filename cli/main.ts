import { StartError } from "../server/embedded/start-error";
import { clock } from "../server/clock";
import { adminCommand, setupLinkCommand } from "./admin";
import { auditCommand } from "./audit";
import { digestCommand } from "./digest";
import { imageCommand } from "./image";
import { ingestCommand } from "./ingest";
import { packetCommand } from "./packet";
import { runSigstoreConformance } from "./sigstore-conformance";
import { tokenCommand } from "./token";
import { trustCommand } from "./trust";
import { CliError, EXIT, USAGE } from "./usage";

const COMMANDS: Record<string, (args: string[]) => Promise<string>> = {
  token: tokenCommand,
  admin: adminCommand,
  "setup-link": setupLinkCommand,
  image: imageCommand,
  trust: trustCommand,
  audit: auditCommand,
  digest: digestCommand,
  ingest: ingestCommand,
  packet: packetCommand,
  help: async () => USAGE.trimEnd(),
};

/** Answers go to standard output, everything else to standard error. */
async function main([name = "help", ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : name === "--help" || name === "-h" ? COMMANDS["help"] : undefined;
  // A protocol of its own: the conformance suite reads the exit code.
  if (name === "sigstore-conformance") {
    return runSigstoreConformance(args, {
      stdout: (text) => process.stdout.write(text), stderr: (text) => process.stderr.write(text), now: () => clock.now().toISOString(),
    });
  }
  try {
    if (!command) throw new CliError(`There is no command "${name}".\n\n${USAGE}`, EXIT.usage);
    const answer = await command(args);
    if (answer !== "") process.stdout.write(`${answer}\n`);
    return EXIT.done;
  } catch (error) {
    return explain(error);
  }
}

function explain(error: unknown): number {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof CliError) {
    process.stderr.write(`${text}\n`);
    return error.code;
  }
  if (error instanceof TypeError && (error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS")) {
    process.stderr.write(`${text}\nproofmark help shows how.\n`);
    return EXIT.usage;
  }
  process.stderr.write(`${error instanceof StartError ? text : error instanceof Error ? (error.stack ?? text) : text}\n`);
  return EXIT.failed;
}

process.exitCode = await main(process.argv.slice(2));
