import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { NO_TRUST, type TrustSettings } from "../domain/verification/trust-settings";
import { parseToken } from "../server/auth/token-text";
import { trustShown } from "../server/queries/trust-settings";
import { setFirstTrust } from "../server/services/trust/first-trust";
import { proposeTrustChange } from "../server/services/trust/propose-trust-change";
import { localContext, withLocal } from "./local";
import { importRootCommand, updateRootCommand } from "./trust-root";
import { CliError, need, usageError } from "./usage";

/** `trust …`: who may sign what in a system, and under which roots. */
export async function trustCommand([verb, ...args]: string[]): Promise<string> {
  if (verb === "show") return show(args);
  if (verb === "first") return first(args);
  if (verb === "propose") return propose(args);
  if (verb === "update-root") return updateRootCommand(args);
  if (verb === "import-root") return importRootCommand(args);
  throw usageError("trust show, first, propose, update-root or import-root?");
}

function show(args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: { system: { type: "string", default: "default" } } });
  return withLocal(async (store) => {
    const { version, settings } = await trustShown(await localContext(store, values.system));
    return JSON.stringify({ version, settings }, null, 2);
  });
}

/** From a file of settings, or put together from keys and tokens. */
function first(args: string[]): Promise<string> {
  const { values } = parseArgs({
    args,
    options: {
      system: { type: "string", default: "default" }, file: { type: "string" }, key: { type: "string", multiple: true },
      images: { type: "string", multiple: true }, "accept-unsigned-from": { type: "string", multiple: true },
    },
  });
  const settings = values.file === undefined ? assembled(values.key ?? [], values.images ?? [], values["accept-unsigned-from"] ?? []) : read(values.file);
  return withLocal(async (store) => {
    const done = await setFirstTrust(await localContext(store, values.system), settings);
    if (!done.ok) throw new CliError(done.problem.map(({ code, detail, at }) => `${code}: ${detail}${at ? ` at ${at}` : ""}`).join("\n"));
    return `Trust settings are at version ${done.value.version}. Every later change waits for a second administrator, or for a day.`;
  });
}

function assembled(keys: string[], images: string[], tokens: string[]): TrustSettings {
  if (keys.length + tokens.length === 0) throw usageError("Say whom to trust: --key FILE, --accept-unsigned-from TOKEN, or --file SETTINGS.");
  const rules = keys.map((file): TrustSettings["rules"][number] => {
    const pem = readFileSync(file, "utf8");
    const short = createHash("sha256").update(pem).digest("hex").slice(0, 12);
    return { id: `key-${short}`, name: `Key ${short}`, signer: { type: "key", pem, requireLog: false }, predicateTypes: null, images: images.length === 0 ? null : images, validFrom: null, validTo: null };
  });
  return { ...NO_TRUST, rules, acceptUnsignedFrom: tokens.map((text) => parseToken(text)?.id ?? text) };
}

function propose(args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: { system: { type: "string", default: "default" }, file: { type: "string" }, reason: { type: "string" } } });
  const settings = read(need(values.file, "file"));
  const reason = need(values.reason, "reason");
  return withLocal(async (store) => {
    const ctx = await localContext(store, values.system);
    const { version } = await trustShown(ctx);
    const done = await proposeTrustChange(ctx, { settings, reason, baseVersion: version });
    if (!done.ok) throw new CliError(done.problem.map(({ code, detail, at }) => `${code}: ${detail}${at ? ` at ${at}` : ""}`).join("\n"));
    return `Proposed as ${done.value.id}. It takes effect when an administrator approves it, or in 24 hours.`;
  });
}

function read(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as unknown;
  } catch (error) {
    throw new CliError(`${file} cannot be read as JSON: ${(error as Error).message}`);
  }
}
