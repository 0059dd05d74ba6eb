import { FROM_TUF } from "../server/services/trust/missing-roots";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { Problem, Result } from "../domain/model/problem";
import { PUBLIC_GOOD } from "../domain/verification/verify-under-roots";
import { importRoot } from "../server/services/trust/import-root";
import { settings } from "../server/settings";
import { pinnedPublicGoodRoot, PUBLIC_GOOD_MIRROR, rootFromBundle, rootFromMirror } from "../server/verification/tuf/public-good-root";
import type { FetchedRoot } from "../server/verification/tuf/trusted-root-by-tuf";
import { fromHere } from "./from-here";
import { localContext, withLocal } from "./local";
import { CliError, need, usageError } from "./usage";

const COMMON = { system: { type: "string", default: "default" }, reason: { type: "string" }, name: { type: "string" }, "initial-root": { type: "string" } } as const;

interface Given {
  system: string;
  name: string;
  reason: string;
  bytes: Uint8Array;
  source: string;
}

/** `trust update-root`: asks a TUF mirror, the public-good one unless told otherwise. */
export async function updateRootCommand(args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: { ...COMMON, mirror: { type: "string", default: PUBLIC_GOOD_MIRROR } } });
  const reason = need(values.reason, "reason");
  const fetched = known(await rootFromMirror(values.mirror, initialRoot(values["initial-root"]), settings().dataDir));
  return keep({ system: values.system, name: nameOf(values), reason, bytes: fetched.bytes, source: `${FROM_TUF}${fetched.tufVersion} from ${values.mirror}` });
}

/** `trust import-root`: from a TUF bundle, verified offline, or a trusted root of one's own as it is. */
export async function importRootCommand(args: string[]): Promise<string> {
  const { values } = parseArgs({ args, options: { ...COMMON, "tuf-bundle": { type: "string" }, "trusted-root": { type: "string" } } });
  const { "tuf-bundle": bundle, "trusted-root": plain, system } = values;
  if ((bundle === undefined) === (plain === undefined)) throw usageError("Name one of --tuf-bundle FILE and --trusted-root FILE.");
  const reason = need(values.reason, "reason");
  if (plain !== undefined) {
    const name = need(values.name, "name");
    if (name === PUBLIC_GOOD) throw usageError("The public-good root is taken from TUF alone: nobody vouches for a bare file. Give yours another name.");
    return keep({ system, name, reason, bytes: read(plain), source: `file ${basename(plain)}` });
  }
  const fetched: FetchedRoot = known(await rootFromBundle(read(bundle ?? ""), initialRoot(values["initial-root"]), settings().dataDir));
  return keep({ system, name: nameOf(values), reason, bytes: fetched.bytes, source: `${FROM_TUF}${fetched.tufVersion} in ${basename(bundle ?? "")}` });
}

/** A repository whose first root somebody brought is no public-good one, whatever it calls itself. */
function nameOf(values: { name?: string | undefined; "initial-root"?: string | undefined }): string {
  if (values["initial-root"] === undefined) return values.name ?? PUBLIC_GOOD;
  const name = need(values.name, "name");
  if (name === PUBLIC_GOOD) throw usageError("A root pinned by --initial-root needs a name of its own.");
  return name;
}

function keep({ system, ...given }: Given): Promise<string> {
  return withLocal(async (store) => {
    const done = await importRoot(await localContext(store, system), given);
    if (!done.ok) throw new CliError(done.problem.map(textOf).join("\n"));
    const { sha256, changeId } = done.value;
    return changeId === null
      ? `The root "${given.name}" in force is sha256:${sha256} already.`
      : `Held as sha256:${sha256}. Proposed as ${changeId}: it takes effect as "${given.name}" when an administrator approves it, or in 24 hours.`;
  });
}

const initialRoot = (file: string | undefined): Uint8Array => (file === undefined ? pinnedPublicGoodRoot() : read(file));

function read(file: string): Uint8Array {
  try {
    return readFileSync(fromHere(file));
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

function known<T>(result: Result<T>): T {
  if (!result.ok) throw new CliError(textOf(result.problem));
  return result.value;
}

const textOf = ({ code, detail, at }: Problem): string => `${code}: ${detail}${at === undefined ? "" : ` at ${at}`}`;
